"""Units: how units are written, and the symbol that each is read as."""

from __future__ import annotations

import re

from summarizer.quantities.kinds import Family
from summarizer.quantities.latex import set_unit

_CLOSED = r"\}?+(?:\$|\\\))?+"
"""Where a formula ends that holds the number alone: "$80$\\%", "\\(2.5\\)x"."""
PERCENT = (
    rf"{_CLOSED}(?:[\s~]|\\[,;:])?(?:\$\\?%\$|\\{{0,2}}%(?:\s?per\s?cent\b)?|(?:\\text)?\{{\\%\}}"
    r"|(?:-|\s)?per\s?cent(?:age)?(?!\s+points?)\b)"
)
_GRADED = (
    "percent|percentage|absolute|relative|average|mean|accuracy|precision|recall|perplexity|score|rating|performance|"
    "quality|success|robustness|consistency|agreement|bleu|rouge"
)
_POINTS = (
    r"\s?+\$?+\s?+(?:(?:\\?%\s?+|per\s?cent(?:age)?[\s-])?(?:absolute\s|accuracy\s|mIoU\s|mAP\s|AP\s)?"
    rf"(?:(?<=\s)(?-i:(?:{_GRADED})\b|(?=[a-z-]*[A-Z\d@])[A-Za-z][\w@-]*+)\s)?points?\b|pp\b|p\.p\.|pp?ts?\b)"
    r"|-(?:point|pp)(?=\s(?:\w+\s)?(?:gains?|improvements?|increases?|boost|lead|lift|margin|advantage|reduction|drop"
    r"|decrease|decline|loss|jump|rise)\b)"
)
"""Points of a measure, which capitals or its name show; "5 labelled points" are counted."""
_RUN_ON = (
    r"\s?[xX](?=(?:and|in|of|faster|slower|less|fewer|lower|smaller|higher|larger|longer|more|better|speed(?:-?ups?)?"
    r"|MACs|FLOPs|compression|reduction)\b)"
)
"""A factor's sign behind which a space was lost: "4xfaster"."""
_MATH_TIMES = (
    r"(?:\$\s?|\\\()?(?:\\[,;!]\s?)?\{?\\(?:text)?times\b\}?(?:\s?\$|\\\))?|[×✕✖⨉⨯]|\$?\\(?:math(?:sf|rm)|text)\{x\}(?!\d)\$?"
    r"|\$?\s?imes\b\$?"  # a tab where a page took "\\t" for one
)
_TIMES = (
    rf"{_CLOSED}(?:\s{{0,2}}(?:{_MATH_TIMES})|\s?-?times\b(?!\d)|\s?[xX](?![\w])(?!\s?\$\d)|{_RUN_ON}|[\s-]?folds?\b)"
)
SCALES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "g": 1e9, "G": 1e9, "b": 1e9, "B": 1e9, "T": 1e12, "P": 1e15}
"""Letters that scale a number or a unit."""
_SCALE_WORDS = {"thousand": "K", "million": "M", "billion": "B", "trillion": "T"}
_COUNTED_RATE = (
    r"(?:(?!thousand|million|billion|trillion|times\s)[a-z][a-z-]+\s){0,2}"
    r"(?!beats|breaths|words|rotations|revolutions|degrees|radians|met|kilomet|centimet|millimet|miles|lengths|strides|body)([a-z]+s)"
)
"""What is counted at a rate: "lines | per hour", but for those of bodies and motions."""
_DEVICE = r"(?:[A-Z]\w{1,6}(?:-\d{2,3}GB?)?[\s-])?(?:GPU|gpu|TPU|CPU|accelerator|node|core|device|[AHVBLT]\d{1,3}0?)"
_SPENT_ON = r"(?:(?:(?:pre-?)?training|fine-?tuning|search|compute)\s)?"
_SPENDING = (
    r"(?:wall[\s-]?clock|(?:pre-?)?training|fine-?tuning|search|compute|machine)\s(?=(?:second|minute|hour|day)s?\b)"
)
"""What a time is spent on, between its number and its unit: "6 | pretraining hours"."""
_MICRO = r"\$?\{?(?:\\mu|[µμ])\s?\}?\$?"
_SET = r"(?:\{?\\(?:text|textrm|textnormal|mathrm|mathsf|rm|mbox)\b[\s{]{0,2}+)?+"
"""How LaTeX sets a unit upright: "10\\,| \\mathrm{ms}"."""
_OPS_PER_SECOND = r"(?:FLOPS|flops|FLOPs|FLOP|flop)\s?(?:/\s?s(?:ec)?\b|/\s?second\b|per second)"
_OPS = r"(?:FLOPs?|FLOPS|flops?|Flops?|floating[- ]point operations)\b"
_MULTIPLIED = r"(?:MACs?|M-?Adds?|Mult-?Adds?|multiply-accumulates?(?: operations)?)\b"
_PARAMETERS = (
    r"(?:(?:trainable|learnable|learned|total|active|activated|tunable|additional|extra|model|new|further)\s){0,2}"
    r"(?:parameters?|params?|weights)\b"
)
_TOKENS_PER_SECOND = r"tok(?:en)?s?\s?(?:per sec(?:ond)?|/\s?s(?:ec(?:ond)?)?)\b"
_TOKENS = (
    r"(?:(?=[a-z-]++\stok)(?!(?:of|per|and|or|in|to|for|from|with|as|on|at|than|more|fewer|less|such"
    r"|thousand|million|billion|trillion)s?\s)[a-z][a-z-]+\s)?tokens?\b"
)
_SAMPLES = (
    r"(?:(?:training|labell?ed|unlabell?ed|annotated|synthetic|calibration|real|additional"
    r"|in-domain|[a-z]+-[a-z]+|paired|human|preference|demonstration|expert|new|high-quality|curated"
    r"|raw|pathology|input|source|sparse|reference|recorded|posed|consecutive|carefully|CoT)\s){0,2}"
    r"(?:samples?|examples?|instances?|images?|labels?|annotations?|demonstrations?"
    r"|trajectories|pairs?|sentences?|data ?points?|documents?|utterances?|recordings?|scans?|videos?"
    r"|queries|molecules|shots?|sequences|episodes|prompts"
    r"|key-?frames|frames|views|slides|slices|trials|photos|photographs)"
    r"\b(?!--|\s(?:an?|every)\s(?:second|minute|hour|day)\b)"
)
_STEPS = (
    r"(?:(?:training|denoising|sampling|diffusion|optimi[sz]ation|gradient|fine-tuning"
    r"|inference|environment|update|reverse|solver|decoding|time|function|network|(?:feed-?)?forward|model)\s)?"
    r"(?:(?:time-?)?steps?|iterations?|evaluations?|NFEs?|epochs?|passes|updates)\b"
)
_PER_SECOND = r"\s?(?:per second|/\s?s(?:ec(?:ond)?)?)\b"
_KEPT = r"(?<=(.))"
"""The scale letter before it, kept in the symbol."""
# Unit symbols and the ways in which they are written, each of which begins with a letter or a set of them where it
# can: such alternatives are passed over much faster than groups. The group of a way, if any, is kept in the symbol.
_UNITS: tuple[tuple[str, ...], ...] = (
    ("ms", r"ms\b(?!\s?\$?\s?\^\s?\{?\s?[-−]|\s?[-−]1\b)", r"milli-?seconds?\b", r"msecs?\b"),
    ("µs", r"[µμu]s(?:ecs?)?\b", rf"{_MICRO}\s?{_SET}s(?:ecs?)?\b", r"micro-?seconds?\b"),
    ("ns/day", r"ns\s?/\s?day\b", r"ns per day\b"),
    ("ns", r"ns\b", r"nano-?seconds?\b"),
    ("GPU-hours", rf"{_DEVICE}[\s.·-]*{_SPENT_ON}(?:hours?|hrs?|h)\b"),
    ("GPU-days", rf"{_DEVICE}[\s.·-]*{_SPENT_ON}days?\b"),
    ("GPU-minutes", r"[GTC]PU[\s-]*minutes?\b", r"gpu[\s-]*minutes?\b"),
    ("s", r"s(?<!(?:1[89]|20)\d0s)\b(?!-|/s|\s?−1\b)", r"secs?\b", r"seconds?\b(?!-(?!long|scale)[a-z])"),
    ("min", r"mins?\b", r"minutes?\b"),
    ("h", r"h\b(?!-[a-zA-Z]|\s?\+\s?\d)", r"hrs?\b", r"hours?\b"),
    ("days", r"days?\b"),
    ("weeks", r"weeks?\b"),
    ("months", r"months?\b"),
    (
        "{}FLOPS",
        rf"[kKMGTPEmgtpe]{_KEPT}(?:iga|era|eta|xa)?-?{_OPS_PER_SECOND}",
        rf"[TPE]{_KEPT}(?:era|eta|xa)?-?FLOPS\b",
    ),
    (
        "{}FLOPs",
        *(rf"[kKMGTPEB]{_KEPT}(?:ega|iga|era|eta|xa)?[\s-]?{_OPS}", _OPS),
        r"(mega|giga|tera|peta|exa)-?(?:FLOPs?|FLOPS|flops?)\b",
    ),
    ("{}MACs", rf"[kKMGTPE]{_KEPT}(?:iga|ega|era)?[\s-]?{_MULTIPLIED}", _MULTIPLIED),
    ("TOPS/W", r"[TG](?:FL)?OPS\s?/\s?W(?:att)?\b", r"(?:FL)?OPS\s?/\s?W(?:att)?\b"),
    ("{}OPS", rf"[TGP]{_KEPT}OPS\b"),
    ("{}OPs", rf"[KMGT]{_KEPT}\s?[BS]?OPs\b", r"[BS]?OPs\b"),
    ("{} params", rf"[kKMGBT]{_KEPT}\s?{_PARAMETERS}", _PARAMETERS),
    ("{}B/s", rf"[kKMGTP]{_KEPT}i?B(?:ytes?)?\s?(?:/\s?s(?:ec(?:ond)?)?|per second)\b"),
    (
        "{}B",
        rf"[kKMGTP]{_KEPT}i?Bs?\b(?!\s?(?:FLOP|param|token))",
        rf"[KMGT]{_KEPT}(?=[bB])-?[bB]ytes?\b",
        r"((?i:kilo|mega|giga|tera|peta))-?[bB]ytes?\b",
    ),
    ("bytes", r"bytes?\b"),
    ("kbit", r"[kK]b(?:ps|it/s|its?)\b"),
    ("Mbit", r"Mb(?:ps|it/s|its?)\b"),
    ("Gbit", r"Gb(?:ps|it/s|its?)\b"),
    ("{}pps", rf"[kMG]{_KEPT}pps\b"),
    ("bits", r"-?bits?\b(?!\w|[\s-]?(?:flips?|errors?)\b)"),
    (
        "{}J",
        *(rf"[mµμukMnpf]{_KEPT}J(?:oules?)?\b", r"J(?:oules?)?\b", rf"({_MICRO}\s?)J(?:oules?)?\b"),
        *(r"(kilo|milli|micro)joules?\b", r"joules?\b"),
    ),
    ("{}Wh", rf"[kM]{_KEPT}Wh\b", r"Wh\b"),
    (
        "{}W",
        *(rf"[mµμukM]{_KEPT}W\b(?!/m|-[A-Z])", r"W\b(?!/m|-[A-Z])", rf"({_MICRO}\s?)W\b(?!/m|-[A-Z])"),
        *(r"(kilo|milli|micro|mega)-?watts?\b", r"-?watts?\b"),
    ),
    ("kg CO2", r"kg\s?(?:of\s)?CO_?\{?2\}?(?:e|eq)?\b"),
    ("t CO2", r"t(?:ons?|onnes?)?\s?(?:of\s)?CO_?\{?2\}?(?:e|eq)?\b"),
    (
        "FPS",
        *(r"FPS\b", r"fps\b", r"[Ff]rames?[\s-]?(?:[Pp]er[\s-][Ss]econd|/\s?s(?:ec(?:ond)?)?)\b"),
        r"[Hh]z\b",
    ),
    ("{} tokens/s", rf"[KkMB]{_KEPT}\s?{_TOKENS_PER_SECOND}", _TOKENS_PER_SECOND),
    ("images/s", rf"(?:images?|imgs?|samples?|examples?|frames?|clips?|sequences?){_PER_SECOND}"),
    ("queries/s", rf"(?:queries|requests?|transactions?|updates?|operations|ops|steps){_PER_SECOND}", r"QPS\b"),
    ("{}/s", rf"{_COUNTED_RATE}(?:\sper\s(?:second|sec|minute|hour)|\s?/\s?s(?:ec(?:ond)?)?)\b"),
    ("bits/s", rf"bits?{_PER_SECOND}"),
    ("{} tokens", rf"[kKMBT]{_KEPT}[\s-]?{_TOKENS}", _TOKENS),
    ("{} samples", rf"[kKMB]{_KEPT}\s?{_SAMPLES}", _SAMPLES),
    ("{} steps", rf"[kKM]{_KEPT}\s?{_STEPS}", _STEPS),
    (
        "layers",
        r"(?:(?:shared|transformer|hidden|encoder|decoder|attention|convolutional|deep|more)\s)?layers?\b",
        r"blocks\b",
    ),
    (
        "GPUs",
        r"(?:(?!(?:[kKMB]|thousand|million|billion|on|per|with|for|in|and|a|the)\s|(?<=-)\d)\w+\s)?"
        r"(?:GPUs?|TPUs?|CPUs?|nodes|cores|devices|accelerators)\b",
    ),
    ("rounds", r"(?:communication\s|training\s)?rounds\b"),
    ("USD", r"USD\b", r"US\s?dollars?\b", r"dollars?\b"),
    ("cents", r"US\s?cents?\b", r"cents?\b", r"¢"),
    ("dB", r"dB\b"),
    ("kHz", r"[kK][Hh]z\b"),
    ("MHz", r"[MG]Hz\b"),
    (
        "models",
        r"(?:(?:accurate|smaller|different|distinct|new|sub)\s){0,3}(?:models|sub-?networks|submodels|architectures)\b",
    ),
)
_WAYS = [(symbol, way) for symbol, *ways in _UNITS for way in ways]
# No unit begins as a gap does, so the gap is never given back; each way's mark stands behind it.
UNIT = re.compile(
    r"\}?+\$?+(?:\{?\\[,;:! ]\}?\$?|,(?=(?:m?s|[GM]B|fps|FPS|m?W)\b))?+(?:[\s~-]\s|[\s~-])?+"
    + rf"{_SET}(?:{_SPENDING})?+"
    + "(?:"
    + "|".join(f"{way}(?P<u{i}>)" for i, (_, way) in enumerate(_WAYS))
    + ")"
)
_SCALED = re.compile(r"(?:(?:\\[,;:])?\s?([kKMGBTP])(?![\w])|\$?[\s-]{0,2}(thousand|million|billion|trillion)s?\b)")
_COUNT_OF = r"\s?[xX×]\s(?=[A-Z]\w*\d)"
_PLAIN_AT = re.compile(
    rf"(?P<points>(?i:{_POINTS}))|(?P<percent>(?i:{PERCENT}))|(?P<number>{_COUNT_OF})|(?P<factor>(?i:{_TIMES}))"
)
"""What makes a number one of a family that has one unit only; behind a count a space is looked at."""
_PLAIN_UNITS: dict[str, tuple[Family, str | None, int]] = {
    "points": ("points", "points", 0),
    "percent": ("percent", "%", 0),
    "number": ("number", None, 1),
    "factor": ("factor", "x", 0),
}


def measure_at(text: str, end: int) -> tuple[Family, str | None, int]:
    """What follows a number: its family, its unit, and where the expression ends."""
    if text.startswith("}{", end) and (told := set_unit(text, end)):
        family, symbol, _ = measure_at(told[0], 0)
        return (family, symbol, told[1]) if family != "number" else (family, None, end)
    if plain := _PLAIN_AT.match(text, end):
        family, symbol, looked_at = _PLAIN_UNITS[str(plain.lastgroup)]
        return family, symbol, plain.end() - looked_at
    if unit := UNIT.match(text, end):
        return "amount", _symbol(unit, ""), unit.end()
    scaled = _SCALED.match(text, end)
    if scaled is None:
        return "number", None, end
    scale, after = scaled.group(1) or _SCALE_WORDS[scaled.group(2)], scaled.end()
    if unit := UNIT.match(text, after):
        return "amount", _symbol(unit, scale), unit.end()
    return "amount", scale, after


_PREFIXES = {
    "micro": "µ",
    "u": "µ",
    "\\mu": "µ",
    "milli": "m",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "peta": "P",
    "exa": "E",
}


_OF_TIME = {"minute": "{}/min", "hour": "{}/h"}


def _symbol(match: re.Match[str], scale: str) -> str:
    index = (match.lastindex or 0) - 1
    symbol = _WAYS[int(str(match.lastgroup)[1:])][0]
    symbol = _OF_TIME.get(match.group().split()[-1], symbol) if symbol == "{}/s" else symbol
    inner = next((g for g in match.groups()[max(0, index - 2) : index] if g), "") if "{}" in symbol else ""
    if scale and symbol == "GPUs" and match.group().endswith("nodes"):
        return f"{scale} nodes"  # of a graph
    if scale and symbol.startswith("{}/"):
        return f"{scale} {symbol.format(inner)}"  # "20 million points per second"
    inner = inner.strip("${} ")
    letter = scale or _PREFIXES.get(inner.lower() if len(inner) > 1 else inner, inner)
    return symbol.format(letter).strip() if "{}" in symbol or not scale else f"{scale} {symbol}"
