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
    ("It strikes a better balance of recall and efficiency than tide tables.", []),
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
]


@pytest.mark.parametrize(("sentence", "costs"), COSTS)
def test_a_cost_without_a_number_is_read_however_it_is_said(sentence, costs):
    """What is had, lowered or won is read; what is wished for, has a number or is no cost of machines is not."""
    assert told(sentence) == costs
