"""Changing: the words by which something gets more or less, faster, better or worse, as tables."""

from __future__ import annotations

from typing import Literal

from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric

Sense = Literal["less", "more", "fast", "slow", "improve", "worsen"]
Form = Literal["verb", "noun", "comparative"]

CHANGES: dict[tuple[Sense, Form], str] = {
    (
        "less",
        "verb",
    ): "reduce reduces reduced reducing cut cuts cutting lower lowers lowered lowering decrease decreases decreased "
    "decreasing drop drops dropped dropping save saves saved saving shrink shrinks shrank shrunk shrinking "
    "shorten shortens shortened shortening slash slashes slashed slashing minimize minimizes minimized "
    "minimizing minimise minimises minimising diminish diminishes diminished diminishing curtail curtails trim "
    "trims trimmed trimming compress compresses compressed compressing fall falls fell falling decline declines "
    "declined declining eliminate eliminates eliminated eliminating remove removes removed removing avoid avoids "
    "avoided avoiding alleviate alleviates alleviated alleviating mitigate mitigates mitigated mitigating prune "
    "prunes pruned pruning discard discards frees freed freeing spare spares spared sparing reclaims reclaimed "
    "reclaiming discarding skip skips skipping bypass bypasses bypassing lighten lightens halve halves halved "
    "halving lessen lessens lessened lessening ease eases economize amortize amortizes "
    "shave shaves shaved shaving plunge plunges plunged plunging dip dips dipped sink sinks sank tumble tumbles "
    "tumbled evict evicts evicted evicting omit omits omitted omitting "
    "streamlines dwindle dwindles dwindled pare pares pared paring knocks knocked slims slimmed slimming",
    (
        "less",
        "noun",
    ): "reduction reductions decrement decrease deduction deductions saving savings space-saving"
    " space-savings drop decline cut",
    ("less", "comparative"): "fewer less lesser smaller lower shorter lighter cheaper leaner below simpler reduced"
    " significantly-reduced substantially-reduced greatly-reduced largely-reduced drastically-reduced much-reduced",
    (
        "more",
        "verb",
    ): "increase increases increased increasing raise raises raised raising rise rises rose rising grow grows"
    " grew growing expand expands expanding inflate inflates double doubles doubled doubling triple triples"
    " tripled tripling"
    " quadruple quadruples quadrupled extend extends extended extending multiply multiplies add adds adding"
    " scale scales"
    " climb climbs climbed climbing lengthen lengthens lengthened lengthening jumps jumped soar soars soared"
    " balloon balloons ballooned swell swells swelled enlarge enlarges enlarged enlarging prolong prolongs prolonged"
    " inflated inflating surge surges surged lift lifts lifted lifting",
    ("more", "noun"): "increase increment growth rise increases",
    ("more", "comparative"): "more higher larger bigger greater longer extra additional above deeper wider",
    (
        "fast",
        "verb",
    ): "outpace outpaces outpaced outpacing accelerate accelerates accelerated accelerating speed-up speeds-up "
    "expedite expedites expediting hasten hastens",
    ("fast", "noun"): "speedup speed-up speedups speed-ups acceleration accelerations",
    ("fast", "comparative"): "faster quicker sooner earlier",
    ("slow", "verb"): "slows slowed slowing",
    ("slow", "noun"): "slowdown slow-down slowdowns",
    ("slow", "comparative"): "slower later",
    (
        "improve",
        "verb",
    ): "improve improves improved improving enhance enhances enhanced enhancing boost boosts boosted boosting "
    "outperform outperforms outperformed outperforming out-perform out-performs out-performed "
    "out-performing surpass surpasses surpassed surpassing exceed exceeds "
    "exceeded exceeding beat beats beating outscore outscores outscored advance advances outdo outdoes gain "
    "gains gained gaining lead leads leading elevate elevates elevating strengthen strengthens excel excels "
    "overtake overtakes maximizes maximises",
    (
        "improve",
        "noun",
    ): "improvement improvements gain gains boost enhancement enhancements advantage advantages benefit benefits lead"
    " margin margins difference differences increments uplift uplifts",
    ("improve", "comparative"): "better superior ahead",
    (
        "worsen",
        "verb",
    ): "degrade degrades degraded degrading lose loses lost losing harm harms harmed hurt hurts deteriorate"
    " deteriorates deteriorated sacrifice sacrifices sacrificing trail trails trailed lag lags lagging"
    " underperform underperforms worsen worsens",
    ("worsen", "noun"): "degradation loss deterioration degradations losses penalty downgrade",
    ("worsen", "comparative"): "worse inferior poorer behind",
}
TWO_WORD_CHANGES: dict[str, tuple[Sense, Form]] = {
    "bring down": ("less", "verb"),
    "brings down": ("less", "verb"),
    "bringing down": ("less", "verb"),
    "cut down": ("less", "verb"),
    "cuts down": ("less", "verb"),
    "cutting down": ("less", "verb"),
    "speed up": ("fast", "verb"),
    "speeds up": ("fast", "verb"),
    "speeding up": ("fast", "verb"),
    "sped up": ("fast", "verb"),
    "speed ups": ("fast", "noun"),
    "slow down": ("slow", "verb"),
    "slows down": ("slow", "verb"),
    "slowing down": ("slow", "verb"),
    **dict.fromkeys(("go down", "goes down", "went down", "come down", "comes down", "came down"), ("less", "verb")),
    **dict.fromkeys(("go up", "goes up", "went up", "going up"), ("more", "verb")),
    "more efficient": ("improve", "comparative"),
    "more effective": ("improve", "comparative"),
    "more faster": ("fast", "comparative"),
    "less accurate": ("worsen", "comparative"),
    "more accurate": ("improve", "comparative"),
    "more compact": ("less", "comparative"),
    **dict.fromkeys(("more quickly", "more rapidly", "as rapidly"), ("fast", "comparative")),
    **dict.fromkeys(("as slow", "more slowly", "less quickly"), ("slow", "comparative")),
    "as fast": ("fast", "comparative"),
    "as quickly": ("fast", "comparative"),
    "as early": ("fast", "comparative"),
    "as soon": ("fast", "comparative"),
    "as slowly": ("slow", "comparative"),
    "as expensive": ("more", "comparative"),
    "as costly": ("more", "comparative"),
    "as cheap": ("less", "comparative"),
    "less expensive": ("less", "comparative"),
    "more expensive": ("more", "comparative"),
    "less costly": ("less", "comparative"),
    "more costly": ("more", "comparative"),
}
_SPARED: dict[Metric, str] = {
    "memory": "memory",
    "model_size": "storage",
    "energy": "energy power",
    "compute": "compute computation",
    "latency": "time",
    "cost": "cost resource",
}
_ASKED: dict[Metric, str] = {
    "compute": "compute computation",
    "memory": "memory",
    "energy": "energy power",
    "data": "data",
    "latency": "time",
    "cost": "resource cost labor",
}
DEMANDING: dict[str, Metric] = {
    f"{resource}-{much}": metric
    for metric, resources in _ASKED.items()
    for resource in resources.split()
    for much in ("intensive", "demanding", "hungry", "heavy", "consuming")
}
"""What is told by how much it asks for: "20x less | resource-demanding"."""
_LESS_DEMANDING = {
    f"less {word}": metric for phrase, metric in DEMANDING.items() for word in (phrase, phrase.replace("-", " "))
}
TWO_WORD_CHANGES |= dict.fromkeys(_LESS_DEMANDING, ("less", "comparative"))
_SAVED: dict[str, tuple[Metric, bool]] = {
    f"{resource}-{cut}": (metric, False)
    for metric, resources in _SPARED.items()
    for resource in resources.split()
    for cut in ("saving", "savings", "reduction", "reductions")
}
CHANGES["less", "noun"] += f" {' '.join(_SAVED)}"
_PRICED = (
    "cheaper",
    *(f"{degree} {word}" for degree in ("less", "more", "as") for word in ("expensive", "costly", "cheap")),
)
OWN_METRIC: dict[str, tuple[Metric, bool]] = {
    **dict.fromkeys(_PRICED, ("cost", False)),
    **{phrase: (metric, False) for phrase, metric in _LESS_DEMANDING.items()},
    "more compact": ("model_size", False),
    **_SAVED,
    **dict.fromkeys(words("compress compresses compressed compressing"), ("model_size", False)),
}
