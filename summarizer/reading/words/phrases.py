"""Phrases: where a noun phrase of a sentence ends, so that a name is copied whole and nothing behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.marks import Marks
from summarizer.reading.words.tokens import NUMBER, Line, Phrase
from summarizer.reading.words.vocabulary import words

_REACH = 14
"""No name, and no list of names, is longer than this many words."""
DETERMINERS = words("a an the this these those that its their our your each every all both any some no another")
_PRONOUNS = words("it we they he she i you one's there itself themselves us them")
_PREPOSITIONS = words(
    "in on over than at with without for from to by against under across via through using during per into as "
    "within upon among between towards toward throughout beyond about after before until behind near despite "
    "versus vs vs. unlike below above like except regarding"
)
_CONNECTIVES = words(
    "; : ( ) -- --- -- — – | & but while whereas which that where when thereby thus yet although though because "
    "since so if unless whose who nor plus then hence only even just still not also too again once often "
    "such respectively instead rather compared relative e.g i.e etc"
)
_VERBS = words(
    "is are was were be been being has have had do does did can could may might must will would shall should achieve "
    "achieves achieved achieving reach reaches reached reaching attain attains attained attaining obtain obtains "
    "obtained obtaining yield yields yielding deliver delivers delivering require requires required requiring need "
    "take takes took taking use uses show shows showed shown showing suffer suffers outperform outperforms "
    "outperformed outperforming surpass surpasses surpassing exceed exceeds exceeding beat beats match matches "
    "matching retain retains retaining maintain maintains maintaining preserve preserves preserving keep keeps "
    "keeping sustain sustains lose loses losing improve improves improving reduce reduces reducing lower lowers "
    "lowering raise raises save saves saving fall falls falling grow grows remain remains become becomes differ "
    "differs perform performs enable enables enabling allow allows allowing make makes making lead leads leading "
    "result resulting provide provides providing offer offers run runs consume consumes give gives demonstrate "
    "demonstrates demonstrating reveal reveals indicate indicates confirm confirms suggest suggests drop bring "
    "brings bringing come comes go goes went move moves see sees find finds stay stays hold holds arrive arrives "
    "generate generates train trains scale decrease decreases increase rise rises recover recovers serve serves "
    "accelerate accelerates outdo outdoes produce produces employ employs handle handles fit fits spend spends score "
    "cut cuts decline declines vary varies converge converges degrade degrades hurt hurts help helps fail fails tend "
    "tends work halve halves double doubles remove removes add adds boost boosts lifts lift trims slashes pushes "
    "segments predicts processes answers executes serves simulates computes incur incurs incurred occupy occupies "
    "finish finishes exhibit exhibits operates"
)
_NOUNS_TOO = words(
    "need needs use uses drops increases gains costs scores results outputs trains works scales ranks leads runs "
    "results drop increase score scale lead result run work cut cuts help boost boosts double rise rises match train "
    "lower cost gain saving training"
)
"""Forms of verbs that are nouns as often: verbs only by what follows them."""
_AFTER_VERB = words(
    "by from to only just even up down about nearly almost more less fewer faster slower higher better worse"
)
_GENERIC = words("baseline baselines model models method methods network networks variant one ones approach approaches")
_LEADING = words("the a an that those this these of its their both all our what respective (")
_LEADING_ON = words("in with for on using when behind by under")
_BREAK = words(", ; : . ( ) and or")
_HANGS = DETERMINERS | {"of"}
"""What is no part of a name at its end."""
_STARTS = DETERMINERS | _PRONOUNS
_TELLING = (
    _VERBS | _NOUNS_TOO | _PREPOSITIONS | _CONNECTIVES | _PRONOUNS | DETERMINERS | _BREAK | {"of", "based", NUMBER}
)
_TELLING_ENDS = ("s", "ed", "ing", "ly")
"""A word that is none of those above and ends in none of these is simply part of a name."""
_CLOSING = _BREAK | {
    word
    for word in (_PREPOSITIONS | _CONNECTIVES | _PRONOUNS) - _VERBS - _NOUNS_TOO
    if not word.endswith(("s", "ed", "ing"))
}
"""Words that end a name wherever they stand, and are never verbs."""
_EQUALLY = words("equal similar comparable same about nearly more less fewer at")
_NAMING = re.compile(r"\w-\w|^\d+(?:\.\d+)?[BMK]$")
"""A number that opens a name."""
_LED = words("current previous other existing two three several")
"""Words before "leading" where it only describes: "the current | leading model"."""
_PARTICIPLES = words("running using operating containing consisting starting executing including comprising")
_NOUNS_IN_ING = words(
    "ranking training modeling modelling learning tuning fine-tuning finetuning pruning pre-training pretraining "
    "reasoning understanding forecasting tracking matching parsing tagging coding setting encoding embedding"
)


def phrase_at(marks: Marks, line: Line, start: int) -> Phrase | None:
    """Read the noun phrase, or the list of them, that begins at a token; articles before it are left out."""
    if start not in line.phrases:  # the same places are asked for a baseline, an owner and a setting
        line.phrases[start] = _read(marks, line, start)
    return line.phrases[start]


def _read(marks: Marks, line: Line, start: int) -> Phrase | None:
    first = _opening(line, start)
    end, _ = _item(marks, line, first)
    if line.words[first - 1 : first] == ["what"] and end > first + 1 and line.words[end - 1] in _VERBS:
        end -= 1
    if end == first:
        return None
    if end == first + 1 and line.words[first] in _GENERIC:
        return Phrase(first, _clause_behind(line, end))
    while (further := _next_item(marks, line, first, end)) and further <= first + _REACH:
        end = further
    return Phrase(first, end)


def is_named(text: str) -> bool:
    """Whether a phrase holds a proper name: a capital."""
    return not text.islower() and any(map(str.isupper, text))


def _opening(line: Line, at: int) -> int:
    """Where the phrase itself begins: behind articles, a remark in brackets, and the preposition of "than in"."""
    words, count = line.words, len(line.words)
    if at < count and words[at] in _LEADING_ON:
        at += 1
    if at < count and words[at] in ("that", "those") and words[at + 1 : at + 2] == ["of"]:
        at += 2
    while at < count and words[at] in _LEADING:
        if words[at] == "(":
            if ")" not in words[at : at + 8]:
                return at
            at = words.index(")", at)
        at += 1
    return at


def _item(marks: Marks, line: Line, at: int, *, joined: bool = False) -> tuple[int, str]:
    """Where one name ends, and the verb that ends it, if one does."""
    words, end, verb = line.cased[at : at + _REACH + 2], 0, ""
    limit = min(len(words), _REACH)
    while end < limit:
        if words[end] not in _TELLING and not words[end].endswith(_TELLING_ENDS):
            end += 1
            continue
        if words[end] in _CLOSING:
            break
        if end == 0 and words[0] == NUMBER and _NAMING.search(marks.text[line.starts[at] : line.ends[at]]):
            end += 1  # "16-bit weights", "8B Transformer"
            continue
        if words[end] == NUMBER:
            end += end > 0 and _is_part_of_name(marks, line, at + end)
            break
        if end and words[end : end + 2] == ["based", "on"]:  # "RDO based on SSE"
            end += 2
            continue
        verb = words[end] if _is_verb(words, end, joined=joined) else ""
        if verb or _opens_another(words, end):
            break
        end += 1
    while end > 0 and words[end - 1] in _HANGS:
        end -= 1
    return at + end, verb


def _opens_another(words: Sequence[str], at: int) -> bool:
    """Whether a word can only begin something new."""
    word, before = words[at], words[at - 1] if at else ""
    following = words[at + 1] if at + 1 < len(words) else "."
    if word in _PREPOSITIONS or word in _CONNECTIVES or word in _PRONOUNS:
        return True
    if word in DETERMINERS:
        gerund = before.endswith("ing") and (at == 1 or words[at - 2] == "of")
        return at > 0 and before != "of" and not gerund
    if word == "of":
        return following in _EQUALLY
    return at > 0 and word.endswith("ly") and len(word) > 4 and not following.endswith(("ed", "ing", "-based"))


def _is_verb(words: Sequence[str], at: int, *, joined: bool) -> bool:
    """Whether a word is a verb here: by its form, by what follows it, and at the head of what `and` joins."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else "."
    clausal = following in DETERMINERS or following == NUMBER or following in _AFTER_VERB or following in _PRONOUNS
    if at == 0 or words[at - 1] == "of":
        finite = word in _VERBS and word not in _NOUNS_TOO and not word.endswith("ing")
        return finite or (joined and (word in _VERBS or (clausal and word.endswith(("s", "ed", "ing")))))
    if word in _NOUNS_TOO:
        return clausal or (following in ("in", "on", "as", "at") and word.endswith("s"))
    if word in _VERBS:
        return not (word == "leading" and words[at - 1] in _LED)
    if word.endswith("ed") and len(word) > 3 and "-" not in word:
        if following == "," and len(words) > at + 2 and words[at + 2].endswith("ed"):
            return False  # "popular pruned, shared and quantized models"
        return clausal or following in _PREPOSITIONS or following in _BREAK
    if word.endswith("ing") and word not in _NOUNS_IN_ING and "-" not in word:
        return clausal or word in _PARTICIPLES
    plural = word.endswith("s") and not word.endswith("ss") and word not in _GENERIC  # "existing | methods that"
    return plural and following in _STARTS


def _is_part_of_name(marks: Marks, line: Line, at: int) -> bool:
    """Whether a number belongs to the name before it: "RTX 3090", "Atari 100k"."""
    written = marks.text[line.starts[at] : line.ends[at]]
    before = marks.text[line.starts[at - 1] : line.starts[at]]
    if at > 1 and before == "-" and is_named(marks.text[line.starts[at - 2] : line.starts[at]]):
        return True  # "Harrow-1.5-7B"
    following = line.words[at + 1] if at + 1 < len(line.words) else "."
    plain = written[:1].isdigit() and written.rstrip("kKBM").isdigit()
    closed = following in _BREAK or following in _PREPOSITIONS or following in _CONNECTIVES or following in _VERBS
    return plain and before.endswith(" ") and is_named(before) and (closed or following in DETERMINERS)


_JOINTS = (",", "and", "or")


def _next_item(marks: Marks, line: Line, first: int, end: int) -> int | None:
    """Where the list goes on to, if what follows is another of the same kind: "A, B and C"."""
    words, at = line.words, end
    if at >= len(words) or words[at] not in _JOINTS:
        return None
    at += 2 if words[at] == "," and words[at + 1 : at + 2] in (["and"], ["or"]) else 1
    if at - end == 2 and "," not in words[first:end] and not _is_capital(marks, line, at):
        return None
    if words[at : at + 1] == words[first - 1 : first] and words[first - 1] in ("the", "a", "an"):
        at += 1
    if words[at : at + 1] == [] or words[at] in DETERMINERS:
        return None
    stop, verb = _item(marks, line, at, joined=True)
    alone = bool(verb) and (words[end] == "," or verb.endswith(("s", "ed", "ing")))  # "A and | B runs"
    if stop == at or alone or not _is_alike(marks, line, Phrase(first, end), Phrase(at, stop)):
        return None
    if words[end] == "," and at - end == 1:  # a comma alone joins only where an `and` follows
        return _next_item(marks, line, first, stop)
    return stop


def _is_alike(marks: Marks, line: Line, one: Phrase, other: Phrase) -> bool:
    """Whether two can stand in one list: both proper names, or neither."""
    return is_named(one.of(marks, line)) == is_named(other.of(marks, line))


def _is_capital(marks: Marks, line: Line, at: int) -> bool:
    return at < len(line.words) and is_named(marks.text[line.starts[at] : line.ends[at]])


def _clause_behind(line: Line, at: int) -> int:
    """The clause that says which of many "the baseline | that uses B" is; as far as a comma that closes it."""
    words = line.words
    if at >= len(words) or words[at] != "that":
        return at
    stop = next((i for i in range(at, min(len(words), at + _REACH)) if words[i] in _BREAK or words[i] == NUMBER), at)
    return stop if stop < len(words) and words[stop] in (",", ".") else at
