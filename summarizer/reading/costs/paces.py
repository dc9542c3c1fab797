"""Paces: whether something is worked out so many times a second, and does not beat, sound or record as often."""

from __future__ import annotations

from itertools import pairwise, product

from summarizer.reading.framing.frames import left_of, tail_end
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words

_SAMPLED = words(
    "annotated labeled labelled "
    "sampled recorded captured collected extracts extracting filmed acquired streamed camera cameras sensor sensors "
    "video videos footage recordings microphone capture captures capturing records sampling lidars imu"
)
_RUNS = words(
    "generate generates generating generation inference renders rendering real-time runs run running streaming "
    "achieves synthesis annotate annotates annotating segment segments segmenting stylize stylizes analyze analyzes"
)
"""What is done at a speed."""
_MEDIA = (["sampling"], ["sample"], ["refresh"], ["video"], ["videos"])
HEARD = words("audio speech waveform waveforms music sound")
_DESCRIBED = HEARD | words("board boards")
"""What a frequency only describes: "| 24 kHz speech", "a | 1 kHz control board"."""
_SAMPLINGS = {("data", "collection"), ("obtained", "at"), ("windows", "at"), ("sampling", "at")} | set(
    product(("sampling", "sample", "capture", "acquisition", "scan"), ("rate", "rates", "frequency", "frequencies"))
)
_MOTIONS = words(
    "beat tail-beating wing wings wingbeats flaps tail fingers swim swims propulsion actuator actuators load loads "
    "beating flapping trotting hopping walking swimming vibration vibrations vibrating resonance resonant oscillation "
    "oscillations oscillating flicker flickered flickering stimulus stimuli actuation actuated locomotion deviation "
    "nadir excitation gait stride wingbeat tremor breathing heartbeat cutoff bandwidth carrier modulation movement "
    "movements rotation rotations sound sounds tone tones pulse pulses sinusoid sinusoidal sine voltage input "
    "downsampled resampled"
)
"""What moves, sounds or swings at a frequency."""
_COMPUTES = _RUNS | words(
    "controller controllers planner policy update updates control computed operates operating mpc"
)
"""What is worked out even of something that moves."""
_WORKED_OUT = _COMPUTES | words(
    "rate rates framerate frame-rate inference-rate speed speeds throughput performance fps loop cycle online realtime "
    "onboard gpu cpu fpga processing processed processes process updated updating compute computes solved solve solves "
    "solving solver operate operated operation ran execute executes executed executing execution achieve achieved "
    "achieving reaches maintain maintaining demonstrated perform performs performed planning plan plans replanning "
    "mapping localization localisation tracking track tracks tracked detection detect detects detecting reconstruct "
    "reconstructs reconstruction infer infers predict predicts prediction predictions estimate estimates estimation "
    "classify classifies evaluates generated matches pipeline state-of-the-art outputs outputting estimator "
    "observer odometry localize localizes localise localises relocalizes replan replans servo"
)


def is_pace(line: Line, at: int, *, hertz: bool) -> bool:
    """Whether a number a second is the speed of some work, not how often a sensor is read or a wing beats.

    `hertz`: whether it is a frequency, which anything may have.
    """
    near = line.words[max(0, at - 12) : at]
    read = "at" in near[-6:] and not _SAMPLED.isdisjoint(near) and _RUNS.isdisjoint(near)
    behind = line.words[at + 1 : min(at + 3, tail_end(line, at))]
    if read or behind[:1] in _MEDIA or not _DESCRIBED.isdisjoint(behind):
        return False
    return not hertz or _is_worked_out(line, at)


_FAST = words(
    "real-time realtime time rate rates speed speeds frequency frequencies fast faster quickly rapidly fps online "
    "performance efficient efficiently throughput latency runtime runs"
) | {NUMBER}
"""Words of speed, behind which a bracket tells how fast."""


def _is_worked_out(line: Line, at: int) -> bool:
    """Whether a frequency is that of a computation: "tracks at | 12 Hz", not "flapping at | 12 Hz"."""
    around, left = line.words[max(0, at - 10) : at + 5], left_of(line, at)
    if _WORKED_OUT.isdisjoint(around) or not _SAMPLINGS.isdisjoint(pairwise(around)):
        return False
    if line.words[left] == "(":
        left -= 1
        if _FAST.isdisjoint(line.words[max(0, left - 3) : left + 1]):
            return False  # "a high-level planner ( | 9 Hz"
    if _MOTIONS.isdisjoint(around):
        return True
    owned = left >= 0 and line.words[left] in _MOTIONS  # "a bandwidth of | 2 Hz"
    return not owned and not _COMPUTES.isdisjoint(around)
