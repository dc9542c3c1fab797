"""Resources: the nouns by which texts name what is spent, and what each is a cost of."""

import pytest
from test_reading import read_text, said

from summarizer.verification import verify_claim

SENTENCES = [
    # what is run, looked at, sent, or built in
    ("Fenwick needs 7x fewer model inferences than Harrow.", "compute better 7"),
    ("It lowers the number of nodes expanded by 35%.", "compute better 1.538"),
    ("Fenwick cuts edge expansions by 35% on Lakes.", "compute better 1.538"),
    ("It saves 35% of the collision checks.", "compute better 1.538"),
    ("Fenwick brings a 9x reduction in training OPs.", "training_cost better 9"),
    ("It asks 45% fewer queries than Harrow.", "cost better 1.818"),
    ("Fenwick uses 2.5x fewer LUTs and 3x fewer DSPs.", "cost better 2.5; cost better 3"),
    ("It halves the bandwidth.", "cost better 2"),
    ("Fenwick needs a fifth of the communication.", "cost better 5"),
    ("It reduces DRAM traffic by 65% and 40%.", "memory better 2.857; memory better 1.667"),
    ("Fenwick cuts data movement by 3.5x.", "memory better 3.5"),
    ("It yields a 60% V cache reduction.", "memory better 2.5"),
    ("Fenwick shrinks the replay buffer by 4x.", "memory better 4"),
    ("It prunes 35% of the attention heads.", "parameters better 1.538"),
    ("Fenwick removes 95% of the network edges.", "parameters better 20"),
    ("Pruning half of the attention heads brings no loss.", ""),
    ("It lowers the Gaussian count of the scene by 45%.", "model_size better 1.818"),
    # what is taken in
    ("Fenwick processes 4x fewer frames than Harrow.", "data better 4"),
    ("It reads only 15% of the patches.", "data better 6.667"),
    ("Observing on average 15% of the frames, Fenwick finds them all.", "data better 6.667"),
    ("Fenwick is tuned with 85% fewer simulations.", "data better 6.667"),
    ("It needs 35% fewer clicks.", "data better 1.538"),
    ("Fenwick correctly identifies 73% of the images.", "q 73"),
    ("Its data set holds 9 million frames vs. 3 million for Harrow.", ""),
    # how long something lasts, up to what
    ("It lowers the average JCT by 35%.", "latency better 1.538"),
    ("Fenwick achieves a 35% reduction in time to first token.", "latency better 1.538"),
    ("It has a 35% lower time-to-next-token.", "latency better 1.538"),
    ("Fenwick shortens time-to-accuracy by 4.5x.", "training_time better 4.5"),
    ("It takes 35% less time to train than Harrow.", "training_time better 1.538"),
    ("Fenwick runs with 6x fewer timesteps.", "capacity better 6"),
    ("It draws images in 4 sampling steps rather than in the 50 steps of Harrow.", "capacity better 12.5"),
    ("Fenwick brings a 35% reduction in exploration times.", "latency better 1.538"),
    ("We ran Fenwick many times on Lakes, 35% of the nights.", ""),
    # adjectives that stand for their noun, nouns that stand behind another, parts without an "of"
    ("It yields up to 7x memory saving and 9x computational reduction.", "memory better 7; compute better 9"),
    ("Fenwick is 3x less memory-intensive than Harrow.", "memory better 3"),
    ("It needs five times fewer total and trainable parameters.", "parameters better 5"),
    ("It has 3x fewer pebbles and reduces memory by 2.5x.", "memory better 2.5"),
    ("Fenwick requires 1/8 computation of Harrow.", "compute better 8"),
    ("It cuts down 35% computation cost.", "compute better 1.538"),
    ("Fenwick lowers the number of views from 64 to 8.", "data better 8"),
    # what is counted only in some fields
    ("It prunes 35% of the convolutional filters.", "parameters better 1.538"),
    ("Fenwick drops 35% of the television channels.", ""),
    # what is got done, or tells only where
    ("Fenwick completes 35% more task steps.", "q +35"),
    ("On the 64 x 64 Lakes data set, it reduces up to 2.5x (60%) parameters.", "parameters better 2.5"),
    # what stays is counted, not merely involved
    ("It covers more ground without increasing the patches involved.", ""),
    # what serving and training count: rounds, utilization, what a watt and a dollar buy
    ("Fenwick needs 35% fewer communication rounds than Harrow.", "training_time better 1.538"),
    ("The number of rounds to convergence is reduced by 7x.", "training_time better 7"),
    ("We report an MFU of 43%.", "throughput = 43 %"),
    ("It improves performance per watt by 2.7x.", "energy better 2.7"),
    ("Throughput per dollar improves by 1.9x.", "cost better 1.9"),
    ("Fenwick triples battery life.", "energy better 3"),
    ("The uplink traffic is 9x smaller.", "cost better 9"),
    ("Fenwick doubles the maximum sequence length.", "capacity better 2"),
    ("It shortens the time of an iteration by up to 1.7x.", "latency better 1.7"),
    ("Fenwick evicts 65% of the KV entries.", "memory better 2.857"),
    ("Fenwick has 1.4x lower energy use.", "energy better 1.4"),
    ("Only 15% of the labels are needed to match Harrow.", "data better 6.667"),
    ("Only 15% of the labels are used.", "data better 6.667"),
    ("80% of the labels are used for training.", ""),
    ("We update less than 0.5% of the weights.", "parameters better 200"),
    ("In 35% of the calls, the wrong tool is chosen.", ""),
    ("Data-parallel training spends 35% of its time on communication.", ""),
    ("Accuracy drops by 25% when the context grows to 32K tokens.", "q -25"),
    ("It halves memory and raises throughput by 2.7x at a fixed batch size.", "memory better 2; throughput better 2.7"),
    ("The latency is reduced by 2/3.", "latency better 3"),
    ("The parser runs 1.9x faster than beam search.", "latency better 1.9"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_what_is_spent_is_read_and_verified_by_its_noun(sentence: str, expected: str) -> None:
    marks, reading = read_text("Fenwick: A Method", f"We propose Fenwick for scenes of Gaussian splats. {sentence}")
    assert {verify_claim(claim, marks.paper).verdict for claim in reading.claims} <= {"verified"}
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())
