"""Reader: the parts put together into one answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from summarizer.answers import Answer, ClaimAnswer, ResultAnswer
from summarizer.asides import overlaps
from summarizer.marks import Marks
from summarizer.once import once
from summarizer.reading.attribution.baselines import baseline_of
from summarizer.reading.attribution.owners import offer_of, owner_of
from summarizer.reading.attribution.places import is_aside, is_others, is_own, rival_of, setting_of
from summarizer.reading.costs.amounts import is_burden
from summarizer.reading.costs.claims import Finding
from summarizer.reading.costs.convergences import CONVERGES
from summarizer.reading.costs.earlier import is_earlier
from summarizer.reading.costs.everyday import is_everyday
from summarizer.reading.costs.growths import is_left
from summarizer.reading.costs.needs import is_proven
from summarizer.reading.costs.phases import OF_RECORDS, framed, is_learnt_from
from summarizer.reading.framing.frames import Frame
from summarizer.reading.naming.names import names_of
from summarizer.reading.numbers import NOTHING, read_numbers
from summarizer.reading.paper.framings import framing_of, is_of_compressing, is_untold, made_fast
from summarizer.reading.paper.kinds import contribution_of
from summarizer.reading.paper.roles import roles_of
from summarizer.reading.paper.subjects import topics_of
from summarizer.reading.paper.summary import View, summary_of
from summarizer.reading.qualitative.claims import qualitative
from summarizer.reading.qualitative.efficiencies import is_general
from summarizer.reading.quality.results import Score
from summarizer.reading.words.tokens import Line, lines_of
from summarizer.reading.words.vocabulary import words
from summarizer.records import Direction, Metric, Phase, Role
from summarizer.topics import Topics


def read(marks: Marks, topics: Topics) -> Answer:
    """Read a marked paper: its summary, kind, names, topics, efficiency claims and quality results."""
    names = names_of(marks)
    paper = _Paper(marks, names, lines_of(marks, 1))
    roles = roles_of(marks, names)
    claims, results = _told(paper, roles)
    told = [0] * len(roles)
    answers: list[ClaimAnswer | ResultAnswer] = [*claims, *results]
    for answer in answers:
        if answer.role == "contribution":
            told[int(answer.sentence[1:]) - 1] += 1
    return Answer(
        summary=summary_of(View(marks, paper.lines, roles=roles, names=names, told=told)),
        contribution=contribution_of(marks, names),
        method_names=names,
        topics=topics_of(marks, topics),
        claims=claims,
        results=results,
    )


def _told(paper: _Paper, roles: Sequence[Role]) -> tuple[list[ClaimAnswer], list[ResultAnswer]]:
    """The claims and results of the sentences behind the title."""
    marks, names, lines = paper.marks, paper.names, paper.lines
    text, asides = marks.text, marks.asides
    claims: list[ClaimAnswer] = []
    results: list[ResultAnswer] = []
    unsaid: list[tuple[Line, Finding]] = []
    for line, role, span in zip(lines, roles[1:], marks.sentences[1:], strict=True):
        if text[span[1] - 1] == "?":
            continue  # what is asked is not said
        own = role == "contribution"
        found = read_numbers(marks, line, names, own=own) if line.quantity_at else NOTHING
        if own and not found.unasserted and not (asides and overlaps(span, asides)):
            for finding in qualitative(line, found.frames):
                if not is_everyday(marks, line, finding, names):
                    unsaid.append((line, _of_its_phase(paper, line, finding)))
        if found is NOTHING:
            continue
        for finding in found.findings:
            if _is_told(paper, line, finding):
                claims.append(_claim_answer(paper, line, finding, role))
        for score in _once(marks, found.scores) if found.scores else ():
            if _is_open(marks, score.frame):
                results.append(_result_answer(paper, line, score, role))
    said = {(c.metric, c.direction) for c in claims if c.role == "contribution"}
    compared = {(c.metric, c.direction) for c in claims if c.role == "contribution" and c.kind != "absolute"}
    finer = said | {(f.metric, f.direction) for line, f in unsaid if not is_general(line, f)}
    best: dict[tuple[Metric, Direction], Finding] = {}
    unsaid = [(line, finding) for line, finding in unsaid if not _sums_up(line, finding, said, finer)]
    for _, finding in unsaid:  # what is said twice is said best by a word of change, and where the results are told
        told_before = best.get((finding.metric, finding.direction))
        if told_before is None or finding.frame.change is not None or told_before.frame.change is None:
            best[finding.metric, finding.direction] = finding
    for line, finding in reversed(unsaid):
        key = finding.metric, finding.direction
        if key not in (compared if _is_compared(finding) else said) and best[key] is finding:
            claims.append(_claim_answer(paper, line, finding, "contribution"))
    return claims, results


def _is_compared(finding: Finding) -> bool:
    """Whether a finding says more than an amount of time could: "is | faster than B"."""
    change = finding.frame.change
    return change is not None and change.sense == "fast"


def _sums_up(line: Line, finding: Finding, said: _Told, finer: _Told) -> bool:
    """Whether a finding only sums up what is said in finer words.

    "Training efficiency" may be a time, any other efficiency any cost; "real time" is told by a frame rate.
    """
    if is_general(line, finding):
        return any(direction == "better" for _, direction in finer)
    change = finding.frame.change
    if change is not None and line.words[change.last] in _REAL_TIME:
        return ("throughput", "better") in said
    term = finding.frame.term
    efficiency = term is not None and line.words[term.last] == "efficiency"
    return efficiency and finding.metric == "training_cost" and ("training_time", finding.direction) in said


_REAL_TIME = words("real real-time realtime")
_Told = Collection[tuple[Metric, Direction]]
_CACHE = re.compile(r"\bKV\b|[Kk]ey-[Vv]alue|\bKV-?[Cc]ach")


_SOUGHT = re.compile(
    r"retriev|nearest.neighbo|\bquer(?:y|ies)\b|\bindex|planner|planning|robot|tree search|database|hashing|\battack"
    r"|globally.optimal|branch.and.bound|correspondence|grasp"
)
_DESIGNS = re.compile(
    r"\bnas\b|architecture|hyper-?param|super-?net|automl|lottery|mixed.precision|bit-?width|augmentation|vocabular"
    r"|prun(?:e|ing)|\bcompress|sub-?network|auto-?tun"
)


_STEERS = re.compile(r"plann(?:er|ing)|robot|trajector|\bcontrol|\bmpc\b|navigation|\bslam\b|odometry|vehicle")
_LEARNS = re.compile(
    r"\b(?:(?:pre-?)?train|learn|neural|networks?\b|transformer|sgd\b|epoch|fine-?tun|polic(?:y|ies)\b|classif)"
)


_LEARNS_INDEED = 2
"""So often a paper that learns says so; one that plans may name it once, as a way of others."""


@dataclass(frozen=True)
class _Paper:
    """What every claim of a paper is read with."""

    marks: Marks
    names: Sequence[str]
    """The paper's own names."""
    lines: Sequence[Line]
    """Its sentences behind the title."""

    @once
    def offer(self) -> str | None:
        """What a paper without names offers."""
        return offer_of(self.marks, self.lines) if not self.names else None

    @once
    def cached(self) -> bool:
        """Whether the title says that it is about a cache of keys and values."""
        return bool(_CACHE.search(self.marks.paper.title))

    @once
    def seeks(self) -> bool:
        """Whether a paper searches for records, objects or ways, and not for how a network is made."""
        text = self.marks.lower
        return _SOUGHT.search(text) is not None and _DESIGNS.search(text) is None

    @once
    def solves(self) -> bool:
        """Whether a paper plans or steers without learning: what converges is a solver that runs."""
        text = self.marks.lower
        return _STEERS.search(text) is not None and len(_LEARNS.findall(text)) < _LEARNS_INDEED

    @once
    def made_fast(self) -> Phase | None:
        """The phase other than inference that the paper makes fast."""
        return made_fast(self.marks)

    @once
    def framing(self) -> Phase | None:
        """The phase that the whole abstract is about."""
        return framing_of(self.marks)


def _claim_answer(paper: _Paper, line: Line, finding: Finding, role: Role) -> ClaimAnswer:
    marks, names, frame = paper.marks, paper.names, finding.frame
    quantity = marks.quantities[frame.quantity] if frame.quantity >= 0 else None
    if _is_background(paper, line, finding):
        role = "background"
    baseline = baseline_of(marks, line, frame, names) if _compares(finding) else None
    rival = rival_of(marks, line, frame, names)
    subject = rival or _owner(paper, line, frame, role, baseline)
    if rival is not None:
        role = "background"
    if baseline is not None and baseline.lower() == "ours" and names:  # "B is 3 times slower than ours"
        baseline, subject = names[0], None
    elif baseline is not None and baseline == subject:  # set against the paper's own: somebody else's, if it is worse
        role, subject = "background" if finding.direction == "worse" else role, None
    elif baseline in names and subject is not None and not any(name in subject for name in names):
        role = "background"
    direction = finding.direction
    if role == "background" and finding.kind == "absolute" and quantity is not None:
        direction = "worse" if is_burden(line, frame.at, quantity, finding.metric) else direction
    resource, metric, phase = _resource(marks, line, frame), finding.metric, finding.phase
    if metric == "model_size" and paper.cached and resource and resource.lower().startswith("compress"):
        metric, phase = "memory", "inference"  # what gets smaller is the cache
    if metric in ("latency", "training_time") and finding.kind != "qualitative":
        metric, phase = _timed(paper, line, finding, own=role == "contribution")
    if metric == "data" and phase is None and quantity is not None and is_learnt_from(line, frame):
        phase = "training"
    return ClaimAnswer(
        sentence=f"S{line.index + 1}",
        quantity=f"Q{frame.quantity + 1}" if quantity else None,
        quantity_to=f"Q{frame.base + 1}" if frame.base is not None else None,
        kind=finding.kind,
        metric=metric,
        resource=resource,
        phase=framed(metric, phase, lambda: paper.framing),
        relation=finding.relation,
        direction=direction,
        subject=subject,
        baseline=baseline,
        setting=setting_of(marks, line, frame),
        role=role,
    )


def _of_its_phase(paper: _Paper, line: Line, finding: Finding) -> Finding:
    """What is said without a number, with the metric and phase of its time."""
    if finding.metric not in ("latency", "training_time"):
        return finding
    metric, phase = _timed(paper, line, finding, own=True)
    return finding._replace(metric=metric, phase=phase)


def _timed(paper: _Paper, line: Line, finding: Finding, *, own: bool) -> tuple[Metric, Phase | None]:
    """The metric and phase of a time: what its sentence leaves untold is what the paper offers to make fast."""
    metric, phase, frame = finding.metric, finding.phase, finding.frame
    if metric == "training_time":
        sought = phase == "compression" and not _SEARCHES.isdisjoint(line.said)
        sought = sought and (paper.seeks or not OF_RECORDS.isdisjoint(line.said))
        return ("latency", None) if sought or (CONVERGES & line.said and paper.solves) else (metric, phase)
    unit = paper.marks.quantities[frame.quantity].unit if frame.quantity >= 0 else None
    if finding.kind == "absolute" and phase is None and unit in _LONG and is_of_compressing(paper.marks):
        return "training_time", "compression"
    told = frame.change is None or frame.change.form
    moved = finding.kind == "relative" or (finding.kind == "qualitative" and told)
    if own and phase is None and moved and is_untold(line, frame) and paper.made_fast:
        return "training_time", paper.made_fast
    return metric, phase


_LONG = ("min", "h", "days")
"""Units in which compressing a network takes its time, and no network runs."""
_SEARCHES = words("search searches searching")


_INSPIRED = words("inspired motivated encouraged")
_OURS = words("we our ours this it")
_HAS, _GROWN = words("have has"), words("increased grown")


def _is_background(paper: _Paper, line: Line, finding: Finding) -> bool:
    """Whether a claim is of the problem or of others: a cost that "has grown", a poor growth, a rival's number."""
    marks, names, frame = paper.marks, paper.names, finding.frame
    if finding.direction == "worse" and not _HAS.isdisjoint(line.said) and not _GROWN.isdisjoint(line.said):
        return True
    if finding.kind == "asymptotic" and _is_growth_of_others(marks, line, finding, names):
        return True
    return is_others(marks, line, frame, names)


def _is_growth_of_others(marks: Marks, line: Line, finding: Finding, names: Sequence[str]) -> bool:
    frame = finding.frame
    if line.words[0] in _INSPIRED and _OURS.isdisjoint(line.words[: frame.at]):
        return True  # "Inspired by the linear complexity of B, we ..."
    if is_earlier(marks, line, frame.at):
        return True
    if finding.direction != "worse":
        return False
    own = is_own(marks, line, frame, names) or is_proven(line, frame.at, marks.quantities[frame.quantity])
    return not own or is_left(line, frame.at)


def _is_told(paper: _Paper, line: Line, finding: Finding) -> bool:
    """Whether a number's claim is said to the readers, in words that speak of a cost."""
    return _is_open(paper.marks, finding.frame) and not is_everyday(paper.marks, line, finding, paper.names)


def _is_open(marks: Marks, frame: Frame) -> bool:
    """Whether a number is said to the paper's readers, not hidden from them."""
    if not marks.asides or frame.quantity < 0:
        return True
    quantity = marks.quantities[frame.quantity]
    return not overlaps((quantity.start, quantity.end), marks.asides)


def _once(marks: Marks, scores: Sequence[Score]) -> list[Score]:
    """Each level once: "by 4.4 points (36.4% against 32.0%)" may repeat, without its measure, one told with it."""
    told = {_level(marks, score) for score in scores if not (score.is_delta or _is_unnamed(score))}
    kept: list[Score] = []
    for score in scores:
        level = None if score.is_delta else _level(marks, score)
        if level is not None and _is_unnamed(score):
            if level in told:
                continue
            told.add(level)
        kept.append(score)
    return kept


def _level(marks: Marks, score: Score) -> tuple[float | None, str | None, bool]:
    quantity = marks.quantities[score.frame.quantity]
    return quantity.value, quantity.unit, score.of_baseline


def _is_unnamed(score: Score) -> bool:
    return score.frame.base is not None or score.of_baseline or score.frame.term is None


def _compares(finding: Finding) -> bool:
    """Whether a claim sets something against something else; an amount or a growth alone does not."""
    frame = finding.frame
    moved = frame.change is not None and (frame.term is None or frame.term.kind == "resource")
    return moved or finding.kind in ("relative", "qualitative")


def _resource(marks: Marks, line: Line, frame: Frame) -> str | None:
    """The resource as written; where no number shows which of two is meant, with the words that tell them apart."""
    word = frame.term if frame.term and frame.term.kind == "resource" else frame.change
    if word is None:
        return None
    first, end = word.first, line.ends[word.last]
    opening = marks.sentences[line.index][0] if frame.quantity < 0 else line.starts[first]
    while first > 0 and marks.lower.find(marks.lower[line.starts[first] : end], opening) < line.starts[first]:
        first -= 1
    return marks.text[line.starts[first] : end]


def _owner(paper: _Paper, line: Line, frame: Frame, role: Role, baseline: str | None) -> str | None:
    """Whose number it is: of the paper's own ones at least what the paper offers."""
    if role != "contribution":
        return owner_of(paper.marks, line, frame, (), baseline)
    return owner_of(paper.marks, line, frame, paper.names, baseline) or paper.offer


def _result_answer(paper: _Paper, line: Line, score: Score, role: Role) -> ResultAnswer:
    marks, names, frame = paper.marks, paper.names, score.frame
    stepped = score.is_delta and is_aside(line, frame)  # "gains over the rivals (3.1%)" are the paper's own
    if score.of_baseline or (not stepped and is_others(marks, line, frame, names)):
        role = "background"
    baseline = baseline_of(marks, line, frame, names) if score.is_delta else None
    return ResultAnswer(
        sentence=f"S{line.index + 1}",
        quantity=f"Q{frame.quantity + 1}",
        metric=score.metric,
        is_delta=score.is_delta,
        negative=score.negative,
        dataset=setting_of(marks, line, frame),
        subject=_owner(paper, line, frame, role, baseline),
        baseline=baseline,
        role=role,
    )
