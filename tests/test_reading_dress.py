"""Dress: what a text says does not hang on how its lines break, nor on how its words are set."""

import re

import pytest
from reading_sentences import SENTENCES
from test_reading import read_text, said
from test_reading_language import SENTENCES as MORE

DRESSES = {
    "lines": lambda text: re.sub(r" (?=[^ \d*•–-]*[aeo])", "\n", text),
    "blanks": lambda text: re.sub(r"(?<=\d) (?=[A-Za-z])", "\u00a0", text),
    "hyphens": lambda text: re.sub(r"(?<=[a-z])-(?=[a-z])", "\u2011", text),
    "ties": lambda text: re.sub(r"(?<=\d) (?=[A-Za-z])", "~", text),
    "names in small capitals": lambda text: re.sub(r"\b(Fenwick|Harrow|Alder)\b(?!-)", r"\\textsc{\1}", text),
    "factors in bold": lambda text: re.sub(r"(?<= by )(\d+(?:\.\d+)?[x%])(?=[ .,])(?! to )", r"\\textbf{\1}", text),
    "comparatives emphasised": lambda text: re.sub(r" (faster|slower|smaller|larger)(?=[ .,])", r" \\emph{\1}", text),
    "verbs in Markdown": lambda text: re.sub(
        r" (cuts|runs|needs|reduces|lowers|takes|reaches)(?= (?!\d+ \d))", r" **\1**", text
    ),
}


def told(sentence):
    """What is read of a sentence, for each of its claims and results."""
    return sorted(said(read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")[1]))


@pytest.mark.parametrize("dress", DRESSES)
def test_a_sentence_says_the_same_however_it_is_set(dress):
    """Of the sentences that other tests hold to what they say, each once more."""
    worn = {sentence: DRESSES[dress](sentence) for sentence, _ in (*SENTENCES, *MORE)}
    assert [
        sentence for sentence, dressed in worn.items() if dressed != sentence and told(dressed) != told(sentence)
    ] == []
