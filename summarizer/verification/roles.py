"""Roles: whether a place in a text speaks of the paper's own work or of what was there before."""

from __future__ import annotations

import re

from summarizer.lexicon import COMPARED, DESCRIPTIVE, OTHERS, OTHERS_FIRST, OWN, PROBLEMS
from summarizer.records import Role
from summarizer.sentences import Span
from summarizer.verification.names import Name, name_of
from summarizer.verification.texts import Text

_OWN = re.compile(OWN)
_OTHERS = re.compile(OTHERS)
_PROBLEMS = re.compile(PROBLEMS)
_OWN_KEYS = (
    "we our ours ourself ourselves herein i paper work study article survey report thesis review letter manuscript"
    " research dissertation chapter preprint author authors proposed presented introduced devised developed designed"
    " new novel extensive comprehensive thorough experiments results evaluation evaluations analysis analyses findings"
    " simulations"
)
OWN_WORDS = frozenset(_OWN_KEYS.split())
"""Where `OWN` is found one of these words stands: to ask for them first is far cheaper."""
_TOLD_ABOUT = frozenset(("recent", "prior", "previous", "earlier", "existing", "other"))
_SUBJECT = re.compile(
    r"(?:^|[.,;:(]\s|\b(?:while|whereas|but|because|since|that|as|although|though|however|if|when|where|and|yet)\s)"
    r"(?:(?:the|a|an|most|many|all|some|these|such|several|other|often|currently|recently|traditionally|both"
    r"|even)\s)*$",
)
_COMPARED = re.compile(COMPARED)
_CLAUSES = re.compile(r"[;:.]\s|\b(?:while|whereas|but|although|though|because|since|however)\b")
_CONTRAST = re.compile(
    r"\b(?:while|whereas|unlike|but|although|in contrast to)\s+(?:the\s|most\s|many\s|all\s)*$",
)
_ASIDE = re.compile(r"\b(?:while|although|though|since|as|because|unlike|whereas|when|if|despite)\s+(?:[\w-]+\s){0,2}$")
_TOLD_OF_OTHERS = re.compile(
    r"(?:(?:Earlier|Previously|(?:The )?(?:[Pp]rior|[Pp]revious|[Ee]arlier) work),?\s+[A-Z][\w+-]*,?\s+[a-z]+"
    r"|(?:[A-Z][\w+-]*[A-Z\d][\w+-]*)(?:\set al\.?)?\s+(?:report|claim)(?:s|ed)\b"
    r"|(?:(?:An?|One|Two|Three|Several|Some|Many|Most|In|The|A (?:series|line|number|body) of)\s)?"
    r"(?:[Ee]arlier|[Pp]rior|[Pp]revious|[Pp]ast|[Rr]ecent)"
    r" (?:reports?|stud(?:y|ies)|papers?|works?|results?|claims?|estimates?|evaluations?),?\s"
    r"(?:ha(?:s|ve|d)\s(?:[a-z]+ly\s)?[a-z]+(?:ed|wn|en)\b"
    r"|(?:[a-z]+\s)?(?:promis|claim|report|suggest|found|estimat|put|cit|show)[a-z]*\b)"
    r"|In (?:an(?:other)?\s)?(?:independent|concurrent|parallel|prior|previous|earlier|recent|related)"
    r" (?:work|paper|study)\b"
    r"|[A-Z][a-z]+(?:,\s[A-Z][a-z]+)*(?:,?\sand\s[A-Z][a-z]+|\set al\.?)(?:\s?[\[(][^\])]{1,12}[\])])?"
    r"\s(?:[a-z]+ly\s)?"
    r"(?:prov(?:ed|ided)|show(?:ed|n)|gave|(?:propos|develop|introduc|establish|present|obtain|design|demonstrat"
    r"|conjectur|analy[sz]|construct|deriv)ed)\b)"
)
_KNOWN = re.compile(
    r"\bit (?:is|was|has been|had been)\s(?:[a-z]+[\s-]){0,2}"
    r"(?:known|shown|proved|proven|established|demonstrated|observed)\b[^;.]*$"
)
"""What tells of what others found out: "it is well known that | O(n) samples suffice"."""
_INSPIRED = re.compile(r"(?:Inspired|Motivated) by\b(?:[^.;]|\.(?=\d))*?,\s(?=we\b|our\b|this\b)")
"""What a sentence begins with that tells where an idea is from: "Inspired by the linear cost of Alder, we"."""
_TOLD_ABOUT_OTHERS = re.compile(
    r"\b(?:recent|prior|previous|earlier|existing|other)\s(?:[\w-]+\s){0,3}?"
    r"(?:works?|stud(?:y|ies)|research|methods?|approach(?:es)?|literature|efforts?|attempts?|algorithms?|techniques?)\s"
    r"(?:(?:that|which|who)\s(?:has|have|had|is|are)?[^,;.:]{0,80}|(?:is|are|was|were|scales?|grows?)\s[^,;.:]{0,30})$"
)
_USUAL = re.compile(
    r"\b(?:typically|traditionally|usually|conventionally|normally|currently)\s(?:tak|requir|need|cost|consum|us)(?:e|es|s|ing)?\b"
    r"[^,;:.]{0,40}$"
)
"""What is told of how things are: "typically takes | 15 minutes"."""
_STANDARD_BEHIND = re.compile(
    r"\s?\$?\s?(?:(?:standard|vanilla|full|softmax|dense)\s)?(?:transformers?\b|self-attention|softmax attention)"
)
_STANDARD_BEFORE = re.compile(
    r"(?:(?:^|[,;:]\s|\b(?:since|as|because|while|that|the|whereas|although)\s)|\b(?:standard|vanilla|full|softmax)\s)"
    r"(?:(?:standard|vanilla|full|softmax|self)[\s-])*(?:transformers?|attention|self-attention)\s(?:models?\s)?"
    r"(?:(?:needs?|requires?|tak(?:e|es)|costs?|scales?|grows?|has|have|is|are|computes?|incurs?|suffers?)\b)"
    r"[^,;.]{0,40}$"
)
_TITLE_NAME = re.compile(r"\s*([A-Z][^\s:,]*)\s?(?::|,|\s[-–—]{1,3}\s)")
_TITLE_NAMES = re.compile(r"\s*([A-Z][\w-]*(?:\s[A-Z][\w-]*){1,2})(?<!s)\s?(?::|\s[-–—]{1,3}\s)")
_COINED = re.compile(r"(([A-Z][a-z]{3,})[A-Z]\w*)")
_SOURCE = re.compile(
    r"\b(?:from|instead of|rather than|not|(?:replac|remov|eliminat)(?:es?|ing)"
    r"|drop(?:s|ping)?(?=\s(?:the|its)\s)"
    r"|avoid\w*|overcom\w*|alleviat\w*|mitigat\w*|address\w*|tackl\w*|circumvent\w*|bypass\w*|break\w*"
    r"|suffer\w* from|(?:due to|because of)(?!\s(?:its|our)\b)|despite|reduc\w*"
    r"|(?<!\ba )(?<!the )lower\w*|decreas\w*|suppress\w*"
    r"|smooth\w* out|sidestep\w*|prevent\w*|bound(?:s|ing))\s+"
    r"(?:(?:the|its|a|an|their|this|\w+['’]s?|[a-z-]+ly)\s+){0,3}(?:(?!(?:to|by|into|are|is|were|was)\s)[a-z-]+\s)?[$\s({]*(?:\\math\w+\{?)?$"
)
_LEFT_OUT = re.compile(
    r"\b(?:without|instead of|rather than|unlike|avoid\w*|replac\w*|no need (?:of|for))"
    r"\s(?:[^\s,;.]+\s){0,4}[^\s,;.]+,?\s"
    r"(?:whose\s(?:[a-z-]+\s){1,3}(?:is|are)|(?:which|that)\s(?:is|are|has|have|takes?|needs?|requires?|scales?|grows?))"
    r"\s(?:[a-z-]+\s){0,2}[$({]*$"
)
"""What leads to the growth of that which is not done: "without any inversion, whose cost is | cubic"."""
_BLAMED = re.compile(
    r"(?:[\s-](?:[a-z-]+\s){0,3}?)?(?:complexity|cost|scaling|growth|time|memory|attention)\s(?:severely\s|greatly\s)?"
    r"(?:limit|hinder|restrict|prohibit|prevent|imped|hamper|makes?\s(?:\w+\s){1,4}(?:infeasible|impractical|prohibitive"
    r"|expensive|costly|intractable))"
)
"""What is said behind a growth that is in the way: "quadratic | complexity limits them"."""
_USUAL_GROWTH = re.compile(
    r"(?<!match the )(?<!matches the )(?<!matching the )(?<!attain the )(?<!attains the )(?<!\ba )(?<!\ban )"
    r"\b(?:standard|usual|conventional|traditional|naive|classical|previous|prior|existing|vanilla)"
    r"\s(?:[a-z-]+\s){0,4}(?:of|is|are|for)\s[$({\\a-z]*$"
)
"""What leads to the growth of what was there before: "the usual error bound of | O(n)"."""
_IMPROVED = re.compile(
    r"\b(?:improv|outperform|surpass|sharpen|tighten|beat)\w*\s(?:(?:up)?on\s|over\s)?the\s"
    r"(?:(?!(?:to|by|from|with)\s)[a-z-]+\s){0,5}[$({\\a-z~]*$"
)
"""What leads to the growth that is done better than: "improves on the best known rate of | O(1/T)"."""
_CITED = re.compile(
    r"[\s$})]{0,4}(?:(?:[a-z-]+\s){0,2}(?:rates?|bounds?|complexit(?:y|ies)|results?|guarantees?|regret|algorithms?)\s)?"
    r"(?:of|by|in|from|due to)\s(?:\\?\[?\\cite|\[\d|[A-Z][a-z]+\s(?:et\.?\sal|and\s[A-Z][a-z]+|\(\d{4}|\[))"
)
"""What says behind a growth who else found it: "the O(n) bound | of Alder et al."."""
_OF_CITED = re.compile(
    r"\bet al\.?(?:\s?[(\[][^)\]]{1,40}[)\]])?(?:\s\([^()]{1,60}\))?,?\s(?:that|which)\s"
    r"(?:(?!\b(?:we|our)\b)[^,;.]){0,48}$"
)
"""What leads to the growth of an algorithm that others gave: "the one of Alder et al. that only uses | O(1)"."""
_BELIEVED = re.compile(
    r"\b(?:(?:belief|folklore|wisdom|common view) that|impossible (?:to|for)|gap between)\s"
    r"(?:(?!\b(?:we|our)\b)[^;.]){0,120}$"
)
"""What leads to a growth that is only held to be needed, that cannot be had, or that one is held against another."""
_BURDEN = re.compile(r"\s(?:[a-z]+\s)?(?:burden|bottleneck|barrier|wall|explosion|blow-?up)s?\b")
_DRAWN_FROM = re.compile(r"\b(?:learned|learnt|trained|estimated|recovered|sampled) from\s(?:[a-z-]+\s){0,2}$")
_CLAUSE = re.compile(r"[,;:.]\s|\b(?:while|whereas|but|and)\s")
_KEPT = re.compile(r"\b(?:preserv|maintain|keep|kept|retain|inherit)\w*\s(?:(?:the|its|a|an)\s)?(?:\w+\s)?$")
_OF_STANDARD = re.compile(
    r"(?:(?!instead of|in place of|in lieu of|\b(?:whereas|while|than|compared"
    r"|address|tackl|overcom|avoid|alleviat|mitigat|reduc|simulat|emulat|match(?!ing of\b)"
    r"|approximat|replac|reproduc))[^.;,])"
    r"{0,60}?"
    r"\bof (?:the )?(?:standard|vanilla|conventional|original|traditional|full|existing|naive|dense|self-attention"
    r"|softmax|transformers?\b)"
)


def role_at(text: Text, span: Span) -> Role:
    """Say whose the words at a span are: the paper's own, or background.

    Before the first sentence in which the authors speak of their own work everything is background. Behind it a place
    is their own, unless it stands in a clause about others' work.
    """
    if span[0] < len(text.marks.paper.title):
        return "contribution"
    sentence = text.sentence(span)
    own = own_cues(text, sentence)
    if not any(place < span[1] for place in own):
        inspired = _INSPIRED.match(text.full, *sentence)
        told_of_others = _TOLD_OF_OTHERS.match(text.full, sentence[0]) or _KNOWN.search(
            text.lower, sentence[0], span[0]
        )
        if (inspired and span[1] < inspired.end()) or told_of_others:
            return "background"
    if not own and sentence[0] < turn(text):
        return "background"
    if not own and _USUAL.search(text.lower, sentence[0], span[0]):
        return "background"
    told = not _TOLD_ABOUT.isdisjoint(text.words(sentence))
    if told and _TOLD_ABOUT_OTHERS.search(text.lower, sentence[0], span[0]):
        return "background"
    others = [p for p in _others_cues(text, sentence) if p < span[1] and _governs(text, p, sentence, span)]
    if any(place < span[1] for place in own):
        contrasted = any(_CONTRAST.search(text.lower, sentence[0], place) for place in others if place > own[0])
        return "background" if contrasted else "contribution"
    if others:
        return "background"
    return "background" if _problem(text, sentence, own) else "contribution"


def turn(text: Text) -> int:
    """Where the first sentence begins in which the authors speak of their own work; the body's start if none does."""
    return text.once("turn", lambda: _find_turn(text))


def _find_turn(text: Text) -> int:
    title = len(text.marks.paper.title)
    own = (start for start, end in text.marks.sentences if start > title and own_cues(text, (start, end)))
    return next(own, -1)


def is_source(text: Text, span: Span, subject: str | None) -> bool:
    """Whether a growth is the one left behind ("from O(n^2) to", "reduces the quadratic cost") or the standard's."""
    led_by = text.lower[max(0, span[0] - 48) : span[0]]
    if _KEPT.search(led_by) or (_DRAWN_FROM.search(led_by) and _is_of(text, span, subject)):
        return False
    if _SOURCE.search(led_by) or _BLAMED.match(text.lower, span[1]) or _OF_STANDARD.match(text.lower, span[1]):
        return True
    if _USUAL_GROWTH.search(led_by) or _IMPROVED.search(led_by) or _BURDEN.match(text.lower, span[1]):
        return True
    start, _ = text.sentence(span)
    told = text.lower[max(start, span[0] - 160) : span[0]]
    if _CITED.match(text.full, span[1]) or _OF_CITED.search(told) or _BELIEVED.search(told):
        return True
    if _LEFT_OUT.search(text.lower, max(start, span[0] - 120), span[0]):
        return True
    growth = next((q for q in text.quantities(span) if q.family == "growth"), None)
    if growth is None or re.search(r"\^\s*\{?[23]|²|[a-z]2\)|quadratic|cubic", growth.text.lower()) is None:
        return False
    behind, before = (growth.end, len(text.lower)), (start, growth.start)
    return bool(_STANDARD_BEHIND.match(text.lower, *behind) or _STANDARD_BEFORE.search(text.lower, *before))


def _is_of(text: Text, span: Span, subject: str | None) -> bool:
    """Whether the clause before a growth names the subject or what is the paper's own."""
    sentence = text.sentence(span)
    begin = max([sentence[0], *(m.end() for m in _CLAUSE.finditer(text.lower, sentence[0], span[0]))])
    named = name_of(subject).search(text.lower, begin, span[0]) if subject else None
    return named is not None or any(begin <= place < span[0] for place in own_cues(text, sentence))


def own_cues(text: Text, sentence: Span) -> list[int]:
    """Where a sentence speaks of the paper's own work: "we", "this paper", a name that the paper calls its own."""
    return text.once(("own", sentence), lambda: _find_own_cues(text, sentence))


def _find_own_cues(text: Text, sentence: Span) -> list[int]:
    spoken = not OWN_WORDS.isdisjoint(text.words(sentence))
    cues = [match.start() for match in _OWN.finditer(text.lower, *sentence)] if spoken else []
    names = text.once("own names", lambda: _own_names(text))
    return sorted([*cues, *(place for name in names for place in name.places(text.lower, *sentence))])


def _own_names(text: Text) -> list[Name]:
    """What the paper calls its own: the name its title begins with, and those coined from the title's words."""
    match = _TITLE_NAME.match(text.marks.paper.title)
    names = [match.group(1)] if match and match.group(1).lower() not in DESCRIPTIVE else []
    return [name_of(name) for name in (*names, *_names_of_title(text))]


def _names_of_title(text: Text) -> list[str]:
    """ "Relay Drafting: ...", always spelt so; "BudgetDiT" where the title says "Budgeted".

    A first sentence tells of the field: what is named there is no name of the paper's own.
    """
    title = len(text.marks.paper.title)
    opening = next((span for span in text.marks.sentences if span[0] > title), (title, title))
    names = [match.group(1)] if (match := _TITLE_NAMES.match(text.marks.paper.title)) else []
    names = [name for name in names if 0 < text.full.count(name, title) == text.lower.count(name.lower(), title)]
    words = tuple(re.split(r"[\W_]+", text.lower[:title]))
    for whole, first in {match.groups() for match in _COINED.finditer(text.full, opening[1])}:
        if any(word.startswith(first.lower()) for word in words):
            names.append(whole)
    return [name for name in names if name not in text.full[slice(*opening)]]


def _others_cues(text: Text, span: Span) -> list[int]:
    """Where a sentence speaks of others' work as its subject, not as what it compares itself with."""
    if OTHERS_FIRST.isdisjoint(text.words(span)):
        return []
    cues = text.once(("others", span), lambda: [m.start() for m in _OTHERS.finditer(text.lower, *span)])
    return [place for place in cues if _is_subject(text.lower[span[0] : place])]


def _is_subject(before: str) -> bool:
    """Whether what follows some words begins a clause, rather than going on with a list of what is compared with."""
    if _CONTRAST.search(before):
        return True
    clause = _CLAUSES.split(before)[-1]
    return bool(_SUBJECT.search(before)) and not _COMPARED.search(clause)


def _governs(text: Text, place: int, sentence: Span, span: Span) -> bool:
    """Whether words about others reach to a span: a clause that sets them against something ends at its comma."""
    between = text.lower[place : span[0]]
    aside = _CONTRAST.search(text.lower, sentence[0], place) or _ASIDE.search(text.lower, sentence[0], place)
    return not (aside and re.search(r"[,;]\s", between)) and not re.search(r"\bwe\b|\bours?\b", between)


def _problem(text: Text, sentence: Span, own: list[int]) -> bool:
    return turn(text) < 0 and not own and bool(_PROBLEMS.search(text.lower, *sentence))
