"""Formulas: an expression of LaTeX as people write it in a line of text."""

import pytest

from summarizer.formulas import plain_formula

WRITTEN = [
    ("O(n log n)", "O(n log n)"),
    (r"\widetilde{\mathcal{O}}\left( k^{1.5}\varepsilon^{-2} \right)", "Õ(k^{1.5}ε^{-2})"),
    (r"{\cal O}(\log^{2} n\log\log n)", "O(log^2 n log log n)"),
    (r"\Omega(\frac{\sqrt{k}}{\Delta^3})", "Ω(sqrt(k)/Δ^3)"),
    (r"O(\frac{k+m}{\alpha\eta}\log\frac1\delta)", "O((k+m)/(αη) log(1/δ))"),
    (r"O(\frac n k)", "O(n/k)"),
    (r"O(n\frac{1}{\tau}m)", "O(n(1/τ)m)"),
    (r"O(\nicefrac{1}{(1-\gamma)^4})", "O(1/(1-γ)^4)"),
    (r"O(n^{\frac{2}{3}})", "O(n^{2/3})"),
    (r"O(\sqrt[3]{k} + \sqrt T)", "O(k^{1/3} + sqrt(T))"),
    (r"\tilde\Theta(k\cdot\mathrm{polylog}(m))", "Θ̃(k·polylog(m))"),
    (r"O(k\operatorname{poly}(m,\,\kappa))", "O(k poly(m, κ))"),
    (r"O(\boldsymbol{\mathit{K}}_\text{max} \times |\mathcal{S}|)", "O(K_{max}×|S|)"),
    (r"O(\polylog{k}\,m)", "O(polylog(k) m)"),
    ("Õ(k²√m)", "Õ(k^2√m)"),
    ("O(epsilon^{−2})", "O(ε^{-2})"),
    ("O(k frac{1}{sqrt{m}})", "O(k 1/sqrt(m))"),
    (r"O(\log{(k)}\log \frac{1}{\epsilon})", "O(log(k) log(1/ε))"),
    ("O(k", "O(k"),
]


@pytest.mark.parametrize(("latex", "plain"), WRITTEN)
def test_an_expression_is_told_in_plain_text(latex, plain):
    """Fractions, roots, powers, Greek letters and accents are what they were; what is plain already stays."""
    assert plain_formula(latex) == plain
    assert plain_formula(plain) == plain


@pytest.mark.parametrize(
    "odd", ["{" * 3000, "}" * 50, "^" * 3000, r"\tilde" * 3000, r"\frac", r"\frac{", r"\sqrt[", "\\"]
)
def test_what_is_no_formula_does_no_harm(odd):
    assert len(plain_formula(odd)) <= 4 * len(odd)
