"""What is said of costs without a number: in the passive, of what one has, and of efficiency as such."""

from __future__ import annotations

import pytest

from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.reading import read
from summarizer.topics import load_topics

TOPICS = load_topics()


def told(sentence: str) -> list[tuple[str, str]]:
    """What is read of a sentence: metric and direction of its claims without a number."""
    answer = read(mark(make_paper("Docking Ferries by Tide", f"We present TideDock. {sentence}")), TOPICS)
    return sorted((claim.metric, claim.direction) for claim in answer.claims if claim.kind == "qualitative")


COSTS = [
    ("The memory footprint of the ferry planner is markedly reduced.", [("memory", "better")]),
    ("As a result, training time can be shortened.", [("training_time", "better")]),
    ("Sampling is greatly accelerated by tide tables.", [("latency", "better")]),
    ("The energy is minimized by a ferry solver.", []),
    ("The memory footprint should be reduced.", []),
    ("It docks ferries better, along with a faster inference speed.", [("latency", "better")]),
    ("There is a need for a faster inference speed.", []),
    ("It shows wall-clock speedups over tide tables.", [("latency", "better")]),
    ("It docks ferries with high accuracy and low latency.", [("latency", "better")]),
    ("It shows low time cost and a high docking rate.", [("cost", "better")]),
    ("It has a small memory footprint.", [("memory", "better")]),
    ("It only requires limited computational resources.", [("compute", "better")]),
    ("It docks on boats with limited computational resources.", []),
    ("It introduces a small communication overhead.", [("cost", "same")]),
    ("It adds only a small extra computational cost.", [("compute", "same")]),
    ("It docks ferries with minimal computational cost.", [("compute", "better")]),
    ("It sends a low latency video stream.", []),
    ("Achieving low inference latency is hard at sea.", []),
    ("It is built to achieve low inference latency.", []),
    ("It attains sharp maps and fast decoding time.", [("latency", "better")]),
    ("It keeps fast training and real-time rendering.", [("latency", "better"), ("training_time", "better")]),
    ("It attains sharp maps and real-time performance.", [("latency", "better")]),
    ("It enables robust real-time planning.", [("latency", "better")]),
    ("It works at a real-time speed of 41 FPS.", []),
    ("This matters for enabling real-time planning.", []),
    ("It beats tide tables in both recall and efficiency.", [("cost", "better")]),
    ("Tests show its superiority in terms of recall and efficiency.", [("cost", "better")]),
    ("Tests show clear improvements in map quality and efficiency over tide tables.", [("cost", "better")]),
    ("It docks ferries in a more efficient way.", [("cost", "better")]),
    ("It beats tide tables in both recall and efficiency, and uses less memory.", [("memory", "better")]),
    ("It beats tide tables in safety and traffic efficiency.", []),
    ("It strikes a better balance of recall and efficiency than tide tables.", [("cost", "better")]),
    ("It beats tide tables in docking efficiency by a factor of 3.", []),
    ("It achieves memory efficiency.", [("memory", "better")]),
    ("It keeps maps sharp while maintaining computational efficiency.", [("compute", "same")]),
    ("It strikes a balance between recall and computational efficiency.", []),
    ("It is efficient in both memory and time.", [("latency", "better"), ("memory", "better")]),
    ("It yields substantial computational savings.", [("compute", "better")]),
    ("It suppresses the computational cost of docking.", [("compute", "better")]),
    ("It has little impact on latency.", [("latency", "same")]),
    ("It comes with a negligible increase in memory footprint.", [("memory", "same")]),
    ("It works without affecting the runtime.", [("latency", "same")]),
    ("It works without changing parameters.", []),
    ("It requires only a few labelled harbours.", [("data", "better")]),
    ("It requires only a few labelled examples.", [("data", "better")]),
    ("It docks from only a handful of demonstrations.", [("data", "better")]),
    ("It shows only a few examples.", []),
    ("Although earlier docks run in real time, they miss ferries.", []),
    ("While saving memory, it docks ferries.", [("memory", "better")]),
    ("This yields a docking method that is real-time, robust and calm.", [("latency", "better")]),
    ("It speeds up feature aggregation across harbours.", [("latency", "better")]),
    ("It speeds up skill acquisition.", []),
    ("It allows for fast and safe route planning.", [("latency", "better")]),
    ("It is state-of-the-art in both speed and recall.", [("latency", "better")]),
    ("It keeps memory usage at bay.", [("memory", "better")]),
    ("It maintains a manageable memory footprint.", [("memory", "better")]),
    ("It outperforms tide tables while maintaining high efficiency.", [("cost", "better")]),
    ("It shows orders-of-magnitude speed-ups over tide tables.", [("latency", "better")]),
    ("We validate the effectiveness and efficiency of the method.", []),
    # what runs fast, in so many words
    ("It permits real-time docking.", [("latency", "better")]),
    ("It satisfies all the hard real-time constraints of ports.", [("latency", "better")]),
    ("It should satisfy real-time constraints.", []),
    ("It docks at 31 FPS, which meets real-time requirements.", []),
    ("Its few steps make the solver real-time capable.", [("latency", "better")]),
    ("It combines sharp maps with a loop that works at a real-time frequency.", [("latency", "better")]),
    ("It attains sharp maps and a promising speed.", [("latency", "better")]),
    ("It attains state-of-the-art accuracy and fast speed.", [("latency", "better")]),
    ("It keeps the hull at fast speed.", []),
    ("It beats tide tables while exhibiting high convergence speed.", [("training_time", "better")]),
    ("It attains a fast detection speed with small nets.", [("latency", "better")]),
    ("It attains a fast detection speed of 41 FPS.", []),
    ("It is capable of calm and fast route generation.", [("latency", "better")]),
    (
        "Sharing layers leads to fast convergence and low inference latency.",
        [("latency", "better"), ("training_time", "better")],
    ),
    ("It runs very fast on buoys.", [("latency", "better")]),
    ("We seek settings that run fast.", []),
    ("Fast.", []),
    ("Few.", []),
    ("Reduced tides.", []),
    ("Reduced memory.", [("memory", "better")]),
    ("It yields a convex program, which ports can solve fast.", [("latency", "better")]),
    ("It can quickly learn the tides of new harbours.", [("training_time", "better")]),
    ("Both training and inference are greatly accelerated.", [("latency", "better"), ("training_time", "better")]),
    ("Its maps let training and inference be greatly accelerated.", []),
    ("Route search has been considerably accelerated.", [("training_time", "better")]),
    (
        "It speeds up both the training and inference of docking nets.",
        [("latency", "better"), ("training_time", "better")],
    ),
    ("It learns docking manoeuvres much faster than tide tables.", [("training_time", "better")]),
    (
        "It enables faster, calmer, and steadier training and inference.",
        [("latency", "better"), ("training_time", "better")],
    ),
    ("It offers substantial map compression and computational speedups.", [("latency", "better")]),
    ("A pruned net is capable of real-time docking.", [("latency", "better")]),
    ("It keeps the tide level while achieving real-time map fusion.", [("latency", "better")]),
    ("The designed docks guarantee real-time tracking.", [("latency", "better")]),
    ("It is designed to guarantee real-time tracking.", []),
    ("The docking net can be trained in minutes.", [("training_time", "better")]),
    ("Docking plans can be computed in milliseconds.", [("latency", "better")]),
    ("It enables a significant speedup of the docking pipeline.", [("latency", "better")]),
    ("It attains sharp maps at a fast computational speed.", [("latency", "better")]),
    ("Its tide estimate converges exponentially fast to the true tide.", [("training_time", "better")]),
    # what is faster, but computes nothing, or is no one's
    ("It lets the raft crawl faster than most rafts.", []),
    ("At 0.4 m/s, the raft is much faster than most soft rafts.", []),
    ("It leads to faster time-to-goals than tide tables.", []),
    ("It beats earlier rafts in climbing with a high speed.", []),
    ("The raft crosses the port in minimum time.", []),
    (r"Its regret falls faster than the optimal $O(T^{1/3})$.", []),
    ("No dock can be faster than a tide table.", []),
    ("It improves docking safety against network latency.", []),
    # what is outdone in a list
    ("Tests show its superiority in not only recall but also inference speed.", [("latency", "better")]),
    ("It beats tide tables in recall, calm (no bumps, no noise), and inference speed.", [("latency", "better")]),
    # efficiency
    ("We propose a dock map that is sharp and computationally efficient.", [("compute", "better")]),
    ("It is compared with maps that are computationally efficient.", []),
    ("It is calm and computing efficient.", [("compute", "better")]),
    ("It is unsupervised, computationally low cost, and calm.", [("compute", "better")]),
    ("Our docks enjoy both safety and computational efficiency.", [("compute", "better")]),
    ("It shows better recall and convergence efficiency than tide tables.", [("training_time", "better")]),
    ("It greatly improves the efficiency of training over tide tables.", [("training_cost", "better")]),
]


@pytest.mark.parametrize(("sentence", "costs"), COSTS)
def test_a_cost_without_a_number_is_read_however_it_is_said(sentence, costs):
    """What is had, lowered or won is read; what is wished for, has a number or is no cost of machines is not."""
    assert told(sentence) == costs


def test_what_is_faster_in_a_paper_about_training_is_its_training():
    sentence = (
        "Training nets for docking is slow. Our training schedule keeps training stable, trains on tide tables, and"
        " is stable in fine-tuning and pre-training. Docks trained with it dock as well, but it is much faster."
    )
    assert told(sentence) == [("training_time", "better")]


def test_a_sentence_that_breaks_off_where_it_would_say_wherein_others_are_outdone_is_read():
    abstract = (
        "We propose a planner with memory. Our planner outperforms schedulers that were once built for harbours "
        "and small airports and busy rail yards with the memory that they come in"
    )
    assert read(mark(make_paper("A planner", abstract)), TOPICS).summary.tldr
