"""Speeds and prices: what a sentence says without a number of being faster, slower or cheaper."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.aims import is_aim
from summarizer.reading.claims import Finding, unnumbered
from summarizer.reading.frames import STOP_TAIL, tail_end
from summarizer.reading.terms import Term, phased
from summarizer.reading.tokens import Line
from summarizer.reading.vocabulary import PHASES, words
from summarizer.records import Direction

DOES = words(
    "both is are runs run be being converges converge trains train significantly much far substantially "
    "exponentially "
    "dramatically considerably even and also solves solving becomes become times was were respond responds "
    "perform performs notably up magnitude drastically orders consistently remarkably generates generate more"
)
"""What stands before a comparative that is said of a whole method."""
_IS_CHEAPER = DOES | {"computationally"}


def cheaper(line: Line, change: Term) -> Iterator[Finding]:
    """Is cheaper than another; less costly to run."""
    words = line.words
    before = words[change.first - 1] if change.first else ""
    after = words[change.last + 1] if change.last + 1 < len(words) else ""
    if (before not in _IS_CHEAPER and after != "than") or (after.isalpha() and after not in _ENDS):
        return
    phase = next((PHASES[w] for w in words[max(0, change.first - 4) : change.first] if w in PHASES), None)
    metric = "compute" if before == "computationally" else change.metric or "cost"
    yield unnumbered(line, change, None, phased(metric, phase), phase, "better" if change.sense == "less" else "worse")


_ENDS = words("than and or to while but for in at when yet as with because since on")
_NOTABLE = words(
    "significant substantial considerable great remarkable achieves large huge dramatic inference training notable"
)
_FASTER = words("than learning speed speeds runtime runtimes execution processing computation response responses")
"""What behind "faster" says that a cost falls."""
_CAUSES = words("progress research discovery adoption innovation development science analysis understanding workflows")


_IS_FASTER = DOES | {"learn", "learns"}
_IS_ACCELERATED = DOES | {"has", "have", "been"}
_MAKES = words("makes make making")
_RUNS = PHASES.keys() | words(
    "computation computations simulation simulations optimization optimisation execution processing solver solvers "
    "algorithm algorithms model models method methods network networks attention diffusion pipeline pipelines "
    "reconstruction synthesis editing evaluation verification planning prediction estimation compilation iteration "
    "iterations rollout rollouts sampler samplers kernel kernels operator operators workflow transformer transformers "
    "classification detection segmentation retrieval reasoning matching registration backpropagation factorization "
    "multiplication rate rates speed speeds time times pretraining preprocessing indexing learning llm llms it them "
    "baseline baselines counterparts procedure procedures coding encoding localization"
)
"""What runs on machines, so that to speed it up saves time."""


def _is_run(line: Line, at: int) -> bool:
    """Whether what a verb of speed moves runs on machines, or is a name: "accelerates | sampling", "| RQ-Trees"."""
    moved = line.words[at : tail_end(line, at - 1, 7)]
    named = (line.written[start:end] for start, end in line.spans[at : at + len(moved)])
    return not _RUNS.isdisjoint(moved) or any(name[1:2].isupper() for name in named)


_YIELDS = words(
    "achieves achieve achieving yields yield yielding enables enable enabling offers offering provides providing "
    "obtains obtain obtaining attains attaining shows delivers delivering results resulting leads leading allows "
    "allowing allow"
)
_HASTE = words("learning speed speeds runtime runtimes processing times execution computation rendering")


def _yields_faster(line: Line, change: Term) -> bool:
    """Whether what runs is said to come out faster: "results in | faster policy learning", "yields | faster, stable
    convergence".
    """
    words, at = line.words, change.first - 1
    while at > 0 and (words[at].endswith("ly") or words[at] in ("a", "much", "even", "both", "in", "to", "for")):
        at -= 1
    if words[at] not in _YIELDS or is_aim(line, at):
        return False
    behind = words[change.last + 1 : change.last + 7]
    end = next((i for i, word in enumerate(behind) if word in _FASTER_ENDS), len(behind))
    return any(word in _HASTE or word in PHASES for word in behind[:end])


_FASTER_ENDS = STOP_TAIL - {",", "and"}


def faster(line: Line, change: Term) -> Iterator[Finding]:
    """Runs faster; accelerates sampling; a significant speed-up."""
    words = line.words
    before = words[change.first - 1] if change.first else ""
    after = words[change.last + 1] if change.last + 1 < len(words) else ""
    direction: Direction = "better" if change.sense == "fast" else "worse"
    yields = _yields_faster(line, change)
    if change.form == "comparative":
        told = yields or before in _IS_FASTER or after in _FASTER or after in PHASES
    elif change.form == "verb":
        told = before not in ("to", "for") and _is_run(line, change.last + 1)
    else:
        told = before in _NOTABLE and (
            not after.isalpha() or after in STOP_TAIL
        )  # no "training acceleration framework"
    told = told or not _MAKES.isdisjoint(words[max(0, change.first - 4) : change.first])
    if (
        change.first == 0
        or (before in ("a", "an", "the", "for", "towards", "toward") and not yields)
        or not _CAUSES.isdisjoint(words[change.last + 1 : change.last + 3])
    ):
        return
    trains = any(t.first == change.last + 1 and t.metric == "training_time" for t in line.terms)
    if words[change.first] == "accelerated" and before not in _IS_ACCELERATED and not trains:
        return
    if not told or words[change.first] in ("earlier", "later", "sooner", "as"):
        return
    behind = words[change.last + 1 : change.last + 4 + 2 * yields]
    near = [*behind, *words[max(0, change.first - 3) : change.first]]
    learns = "learning" in (behind if yields else behind[:1])
    phase = "training" if learns else next((PHASES[w] for w in near if w in PHASES), None)
    yield unnumbered(line, change, None, phased("latency", phase), phase, direction)
