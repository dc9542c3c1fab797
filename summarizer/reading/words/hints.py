"""Hints: what a word hints that its sentence may say, for a summary to be chosen from.

Each word of a sentence is looked up anyway to be read, and what it hints is found out with it.
"""

from __future__ import annotations

import re

VERBS = (
    r"propos|introduc|present|develop|design|devis|describ|survey|review|investigat|stud(?:y|ies)|analy[sz]|examin"
    r"|explor|releas|construct|build|prove|formulat|provid|offer|address"
)
"""Beginnings of the verbs by which authors say what they offer."""
_FINDS = (
    *("experiment", "result", "evaluat", "find", "found", "show", "observ", "demonstrat", "achiev", "obtain", "report"),
    *("outperform", "surpass", "attain", "improv", "reduc", "state-of-the-art", "reach", "yield", "reveal", "faster"),
    *("higher", "lower", "better", "exceed", "accelerat", "saves", "saving", "extensive", "empirical", "indicat"),
)
"""Beginnings of words that report outcomes."""
_PROBLEM = (
    *("however", "but", "yet", "despite", "although", "unfortunate", "challeng", "problem", "limit", "lack", "fail"),
    *("suffer", "expensive", "costly", "prohibitive", "difficult", "bottleneck", "hard", "hinder", "unclear"),
    *("neglect", "remain", "struggl", "inefficien", "quadratic", "poor", "issue", "shortcoming", "drawback"),
    *("insufficient", "require", "cannot", "impractical", "little", "few", "often"),
)
"""Beginnings of words that speak of a problem."""
_LIMITS = (
    *("limit", "leave", "future", "open", "left", "fail", "slower", "expensive", "worse", "drawback", "caution"),
    *("acknowledge", "only", "cost", "not", "single", "higher", "further", "less", "balance", "note", "price", "trade"),
)
"""Beginnings of the words without which no sentence states a limitation."""
_OFFER_WORD = re.compile(rf"\b(?:{VERBS}|show)")
_NAMED_WORD = re.compile(r"\b(?:proposed|introduced|presented|developed|named|called|dubbed|termed)\b")
_SPEAKER = re.compile(r"\b(?:we|this|our)\b")
_CODE_WORD = re.compile(r"http|github|available|released|sourced|found|kept")

OUTCOME, PROBLEMS, LIMITED, OFFERED, NAMED, CODED, SPOKEN = range(0, 70, 10)
"""Where in one integer each hint is counted: ten bits each, as no sentence is read further than 400 words."""
ANY = (1 << 10) - 1
"""The bits of the first of them."""
LIMITING, OFFERING, NAMING, CODING, SPEAKING = (ANY << hint for hint in (LIMITED, OFFERED, NAMED, CODED, SPOKEN))
UNREAD = LIMITING | OFFERING | NAMING | CODING | SPEAKING
"""What is hinted by words that were not read: they may hold any expression that is looked for where a word hints it."""


def hints_of(word: str) -> int:
    """What a word hints that its sentence may say, one each; those of several words are added up."""
    return (
        word.startswith(_FINDS) << OUTCOME
        | word.startswith(_PROBLEM) << PROBLEMS
        | word.startswith(_LIMITS) << LIMITED
        | (_OFFER_WORD.search(word) is not None) << OFFERED
        | (_NAMED_WORD.search(word) is not None) << NAMED
        | (_CODE_WORD.search(word) is not None) << CODED
        | (_SPEAKER.search(word) is not None) << SPOKEN
    )


def count_of(hints: int, hint: int) -> int:
    """How many words gave one hint."""
    return hints >> hint & ANY
