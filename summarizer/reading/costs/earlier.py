"""Earlier: growths told of work that was there before: "prior work takes O(n^2)", "it is known that O(n) suffices"."""

from __future__ import annotations

import re

from summarizer.marks import Marks
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_EARLIER = words(
    "previous previously prior existing known well-known conventional traditional earlier naive naively belief believed"
)
_OWN = words("we our ours us proposed this new novel here")
_ENDS = _OWN | words(", ; : ( while whereas but to")
_SHARES = words(
    "match matches matching matched achieve achieves achieving achieved attain attains attaining attained reach "
    "reaches reaching reached keep keeps keeping has have same first no knowledge extension extensions extend extends"
)
"""Words by which the own work has what was known before: "matches the best known | O(n)"."""
_REACH = 14
_BEFORE = 6
_OPENING = re.compile(
    r"(?:unlike|like|because|since|although|even though|though|in contrast (?:to|with)|compared (?:to|with)"
    r"|in comparison (?:to|with)|as opposed to)\s[^,]*$"
    r"|(?:previously|prior to|before (?:our|this)|until|historically|it (?:is|was) (?:well[\s-]|previously )?known)\s"
)
"""How a sentence opens that tells of others as far as its first comma, or in all of it."""
_OPENS = words(
    "unlike like because since although even though in compared as previously prior before until historically it"
)
_CITED = re.compile(r"\bet al\b|[A-Z][\w-]+,? \((?:19|20)\d\d[a-z]?\)")


def is_earlier(marks: Marks, line: Line, at: int) -> bool:
    """Whether a growth is of work that was there before the paper's own."""
    before = line.words[:at]
    if before and before[0] in _OPENS and _OPENING.match(marks.lower, line.starts[0], line.starts[at]):
        return not {"we", "our"} & set(before[3:])
    for place in range(at - 1, max(0, at - _REACH) - 1, -1):
        word = before[place]
        if word in _EARLIER:
            return _SHARES.isdisjoint(before[max(0, place - _BEFORE) : place])
        led_on = word == "," and line.words[place + 1] == "which"  # "the best known rate, which is | O(n)"
        if word in _ENDS and not led_on and before[place - 1] not in _EARLIER:
            break
    cited = _OWN.isdisjoint(before) and ("et" in before or ")" in before)
    return cited and _CITED.search(marks.text, line.starts[0], line.starts[at]) is not None
