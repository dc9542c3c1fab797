"""Ties: numbers that brackets, lists and clauses part from what they measure, and shares and pairs of other kinds."""

import pytest
from test_reading import read_text, said

SENTENCES = [
    # a number in a bracket behind what a verb moves, right behind the verb, or before what it moves
    ("Fenwick trims the peak memory of its training (on average 3.2x).", "memory better 3.2"),
    ("It lowers the footprint of the cache considerably (by 41%).", "memory better 1.695"),
    ("Fenwick strongly cuts (by 37%) the energy use of boards.", "energy better 1.587"),
    ("Run time is decreased (up to 62%) on every board.", "latency better 2.632"),
    ("Training time drops sharply (about 60%).", "training_time better 2.5"),
    ("It speeds up routing by a large factor (on average 7x) on boards.", "latency better 7"),
    ("It raises data efficiency greatly (about 25%).", "data better 1.25"),
    (
        "Fenwick trains much faster (35% and 18x, respectively, on both rivers).",
        "training_time better 1.35; training_time better 18",
    ),
    ("Latency rises, with only a minor increase (3%) in memory.", "memory worse 0.9709; latency worse"),
    ("It cuts latency (9x faster) and the number of parameters (40%).", "latency better 9; parameters better 1.667"),
    ("Fenwick trims up to 4.1x (76%) parameters against Harrow.", "parameters better 4.1"),
    ("It runs at a very low latency (as low as 0.7% of other planners).", "latency better 142.9"),
    # a span of work that is shortened, and the most that can be handled
    ("Fenwick shortens pre-training by 45%.", "training_time better 1.818"),
    ("It doubles the maximum sequence length.", "capacity better 2"),
    ("It triples battery life.", "energy better 3"),
    # a range told with a verb
    ("Speed-ups range from 1.4x to 2.6x on phones.", "latency better 1.4"),
    ("The acceleration varies between 3x and 5x on boards.", "latency better 3"),
    # a number that a clause or an example parts from its noun
    ("It brings large speed-ups for long rivers, achieving up to 2.7x on a phone.", "latency better 2.7"),
    (
        "We see speed-ups over Harrow of up to 3.4x layer-wise, and 2.1x end-to-end.",
        "latency better 3.4; latency better 2.1",
    ),
    (
        "It reaches a 9x speed-up with a small accuracy drop, and up to 21x when combined with hints.",
        "latency better 9; latency better 21",
    ),
    ("It cuts costs by 24% without accuracy loss and by 38% with a small one.", "cost better 1.316; cost better 1.613"),
    ("With 640 weights -- a reduction of over 900x -- it wins.", "parameters better 900"),
    ("Fenwick is done while cutting down 65% of the FLOPs.", "compute better 2.857"),
    (
        "It speeds up rivers by up to 2x for small boats and up to 7x or more for big ones.",
        "latency better 2; latency better 7",
    ),
    ("We show speed-ups of 2.3x on average (up to 6.1x).", "latency better 2.3; latency better 6.1"),
    ("Fenwick raises accuracy by 3% on average (up to 11%).", "q +3; q +11"),
    ("It offers energy savings, in the range of 4% to 9%.", "energy better 1.042"),
    ("It raises accuracy by 6% and reduces by more than 12 times its computational cost.", "q +6; compute better 12"),
    ("It achieves an acceleration rate of about 1.7 times.", "latency better 1.7"),
    ("It achieves up to 3.3x and on average 1.4x latency reduction.", "latency better 3.3; latency better 1.4"),
    ("It saves up to 60% storage and 75-90% computation on boards.", "model_size better 2.5; compute better 4"),
    # lists of three, and two verbs
    (
        "It achieves 2x, 3x and 5x reductions in memory, latency and energy.",
        "memory better 2; latency better 3; energy better 5",
    ),
    ("It doubles the throughput and cuts cost to a third.", "throughput better 2; cost better 3"),
    # shares without "of", and what asks for less of something
    ("It needs only 1/8 computation of like networks.", "compute better 8"),
    ("It has only 1/5 parameters of Harrow.", "parameters better 5"),
    ("It draws half GPU memory.", "memory better 2"),
    ("It keeps up with full supervision with less than 4% annotations.", "data better 25"),
    ("Results stay stable with up to 30% synthetic data.", ""),
    ("Fenwick is 60x less resource-demanding than Harrow.", "cost better 60"),
    ("Fenwick has a 3.4 speed-up over Harrow.", "latency better 3.4"),
    ("It has 7K weights, which is 25% the size of the smallest boat.", "model_size better 4"),
    (
        "It tunes only 500K weights at most (< 0.1% of the base model).",
        "parameters better 1000; parameters = 500 K params",
    ),
    # a list of costs that goes on behind a comma
    (
        "It brings a 35% cut in weights, peak memory, and delay.",
        "parameters better 1.538; memory better 1.538; latency better 1.538",
    ),
    ("It uses 20% less energy, memory, and time.", "energy better 1.25; memory better 1.25; latency better 1.25"),
    ("It needs over 45% less the number of weights and less energy.", "parameters better 1.818; energy better"),
    # what a further saving, a bare one, or a gain without a name is one of
    ("On top of Harrow it brings up to 36% additional memory savings.", "memory better 1.562"),
    ("The shorter tree yields large savings (up to 45%).", "cost better 1.818"),
    (
        "It reaches up to 1.9x (1.4x on average) speed-up over Harrow, and a 1.6x improvement over Ashdown.",
        "latency better 1.9; latency better 1.4; latency better 1.6",
    ),
    (
        "Our kernel brings up to 1.7x (1.2x on average) kernel performance improvement.",
        "latency better 1.7; latency better 1.2",
    ),
    ("It gains about 14% IPC (instructions per cycle) improvement.", "throughput better 1.14"),
    # verbs and degrees before a number, and the noun behind its "of"
    ("Our planner speeds up 5-21 times more than earlier ones.", "latency better 5"),
    ("It accelerates the planner by over 70% throughput.", "throughput better 1.7"),
    ("It compresses Harrow by 3.1x outperforming two older coders.", "model_size better 3.1"),
    ("Planning can be accelerated by factors of $\\approx$3-6 on boards.", "latency better 3"),
    ("It shortens the time of the whole pruning process by 1.9x.", "training_time better 1.9"),
    ("It finishes its tours nearly twice as efficiently.", "cost better 2"),
    ("It is more than 12x as sample efficient as Harrow.", "data better 12"),
    ("It is notably (6 times) more efficient than Harrow.", "cost better 6"),
    ("It reaches around 64% of acceleration over Harrow.", "latency better 1.64"),
    ("It matches its rivals despite being less than half their size.", "model_size better 2"),
    # what gets better or less in brackets
    (
        "It shows a clear improvement in the number of iterations (up to 23x) and runtime (up to 14x).",
        "capacity better 23; latency better 14",
    ),
    (
        "It is faster than older planners both in computation (3x) and mission time (1.6x).",
        "latency better 3; latency better 1.6",
    ),
    (
        "It brings a 63% faster training speed under rain and 71% under snow.",
        "training_time better 1.63; training_time better 1.71",
    ),
    ("Maps of lakes are compressed by as much as 9x.", "model_size better 9"),
    ("It cuts energy, and the tour ratios are raised by 21%.", "energy better"),
    # what is moved, behind its number or far before it
    ("It keeps up while reducing by a factor of 6 the number of parameters.", "parameters better 6"),
    (
        "It surpasses Harrow by 71 times, 24 times and 9 times in model size, latency and energy respectively.",
        "model_size better 71; latency better 24; energy better 9",
    ),
    ("We speed up inference in 4.5 times at a small loss.", "latency better 4.5"),
    ("It is possible to reduce the size of the river filters up to 12 times.", "model_size better 12"),
    (
        "We see a reduction in query latency by 61% and storage latency by 27%.",
        "latency better 2.564; latency better 1.37",
    ),
    ("It brings an improvement in lap time by 58%.", "latency better 2.381"),
    ("It plans in 60% less time, with tours that are 3-9% more expensive.", "latency better 2.5; cost worse 0.9709"),
    (
        "Fenwick (Compression by Cut Tours) compresses Harrow by 40-fold, Ashdown by 9-fold.",
        "model_size better 40; model_size better 9",
    ),
    ("Accuracy holds with 55% of parameters pruned.", "parameters better 2.222"),
    ("It reaches 14x storage reduction and 9x memory optimization.", "model_size better 14; memory better 9"),
    ("It runs at 2.3 times execution frequency on arms.", "throughput better 2.3"),
    ("It reduces the cost of transport by 30%.", "energy better 1.429"),
    (
        "It saves energy by 42% for squats, and walking is enhanced by 17% in energy efficiency.",
        "energy better 1.724; energy better 1.17",
    ),
    ("We see x2.5 reductions of open quarrels with memory.", ""),
    ("With the small model on the Lakes dataset, decay was reduced by 41% against Harrow.", ""),
    ("It brings a 65% reduction in neuron count.", "parameters better 2.857"),
    ("Fenwick is slower than on the phone, by 25% and 60%.", "latency worse 0.8; latency worse 0.625"),
    ("It needs 60% fewer completions to reach its goal.", "data better 2.5"),
    ("It is fooled in 84% of the sampled video frames on a van.", ""),
    ("It works on sets of varying size and resolution, with gains of up to 4.3% on Lakes.", "q +4.3"),
    ("It brings 3x higher compression efficiency than Harrow.", "model_size better 3"),
    # figures whose thousands a comma and a space part; a range whose tilde was lost
    ("It plans 3, 400 times faster than Harrow.", "latency better 3400"),
    ("It greatly reduces about 30%   50% FLOPs.", "compute better 1.429"),
    ("It brings a 4x 9x speed-up.", "latency better 4"),
    # pairs
    ("With 40 labels it reaches the same level as Harrow with 800 labels.", "data better 20"),
    ("Fenwick takes under 4 minutes while Harrow incurs more than 50 minutes.", "latency better 12.5"),
    ("Fenwick uses 4M parameters, while Harrow uses 36M.", "parameters better 9"),
    ("Instead of 45 hours, training takes 5 hours.", "training_time better 9"),
    ("It needs 5 rather than 800 steps.", "capacity better 160"),
    ("It cuts the number of steps from 800 to 5.", "capacity better 160"),
    ("It reduces the mean number of steps per task to just 8.2, compared to 16.4 for Harrow.", "capacity better 2"),
    ("It reduces the dimension from 800 to 5.", ""),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:60] for sentence, _ in SENTENCES])
def test_a_number_is_tied_to_what_it_measures(sentence, expected):
    """Brackets, clauses and lists between a number and what it measures do not part the two for the reader."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())


def test_a_speed_up_is_one_of_training_where_a_paper_speaks_of_nothing_else():
    """A bare speed-up of a paper that is about training is time of training; a named latency is not."""
    about = "We train counters. Training them on pre-training data is slow, and fine-tuning, too. They train on. "
    _, reading = read_text(
        "Training Counters", f"We present Fenwick, a new method. {about}It achieves a 2.4x speed-up."
    )
    assert [*said(reading)] == ["training_time better 2.4"]
    _, reading = read_text("Training Counters", f"We present Fenwick, a new method. {about}It has 2.4x lower latency.")
    assert [*said(reading)] == ["latency better 2.4"]
