"""Other people's data sets: read as they are published, and where they are not there, how to get them."""

import json

import pytest

from summarizer.errors import InputError
from summarizer.evals.evaluation import evaluate
from summarizer.evals.loading import load_set

COLUMNS = "docId\tannotSet\tannotType\tstartOffset\tendOffset\tannotId\ttext\tother"
TEXT = "  The bed holds 13 kg of sand. Soot stays below 2 ppm at 450 K."


def write_measeval(folder, rows, text=TEXT):
    (folder / "text").mkdir(parents=True)
    (folder / "tsv").mkdir()
    (folder / "text" / "S1-12.txt").write_text(text)
    (folder / "tsv" / "S1-12.tsv").write_text("\n".join([COLUMNS, *rows]) + "\n")
    return folder


def annotation(words, kind="Quantity", text=TEXT):
    start = text.index(words)
    return f'S1-12\t1\t{kind}\t{start}\t{start + len(words)}\tT1\t{words}\t{{"unit": "kg"}}'


def test_measeval_is_scored_by_where_quantities_stand(tmp_path):
    """Offsets are those of the paragraph's file; what is measured is not a quantity."""
    rows = [annotation("13 kg"), annotation("bed", "MeasuredEntity"), annotation("2 ppm"), annotation("450 K")]
    folder = write_measeval(tmp_path / "data", rows)
    loaded = load_set(f"measeval:{folder}")
    paper = loaded.papers[0]
    assert [paper.full_text[a:b] for a, b in loaded.labels[paper.id].quantities] == ["13 kg", "2 ppm", "450 K"]
    card = evaluate(loaded, backend="extractive").runs[0]
    assert card.estimates["quantities.recall"].value == 1
    assert "numeric.right.f1" not in card.estimates


def test_a_quantity_that_measeval_does_not_know_costs_precision(tmp_path):
    """And one that is not found costs recall."""
    folder = write_measeval(tmp_path / "data", [annotation("13 kg"), annotation("sand")])
    figures = evaluate(f"measeval:{folder}", backend="extractive").runs[0].estimates
    assert figures["quantities.precision"].value == pytest.approx(1 / 3)
    assert figures["quantities.recall"].value == 0.5


WORDS = "Stilt : A Parser . Stilt reaches 91.2 % F1 on BankSet . It also has 77.5 % accuracy on LakeSet ."
DOCUMENT = {
    "doc_id": "d1",
    "words": WORDS.split(),
    "sentences": [[0, 5], [5, 12], [12, 20]],
    "sections": [[0, 20]],
    "ner": [],
    "coref": {},
    "n_ary_relations": [
        {"Method": "Stilt", "Material": "BankSet", "Metric": "F1", "Task": "Parsing", "score": "91.2"},
        {"Method": "Stilt", "Material": "LakeSet", "Metric": "Accuracy", "Task": "Parsing", "score": "77.5%"},
        {"Method": "Stilt", "Material": "LakeSet", "Metric": "Recall", "Task": "Parsing", "score": "60.1"},
        {"Method": "Stilt", "Material": "LakeSet", "Metric": "Recall", "Task": "Parsing", "score": "n/a"},
    ],
}


def test_scirex_is_scored_by_metric_data_set_and_score(tmp_path):
    """Where a number stands is not labelled; a score that is no number is left out."""
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(DOCUMENT) + "\n")
    loaded = load_set(f"scirex:{path}")
    assert loaded.papers[0].title == "Stilt : A Parser ."
    assert len(loaded.labels["d1"].results) == 3
    card = evaluate(loaded, backend="extractive").runs[0]
    outcomes = {item.key: item.outcome for item in card.papers[0].items}
    assert outcomes == {"r1": "right", "r2": "right", "r3": "missed"}


@pytest.mark.parametrize(
    ("name", "command"),
    [("measeval", "git clone https://github.com/harperco/MeasEval"), ("scirex", "curl -LO https://")],
)
def test_a_data_set_that_is_not_there_tells_how_to_get_it(tmp_path, name, command):
    """With the command."""
    with pytest.raises(InputError, match=command):
        load_set(f"{name}:{tmp_path / 'none'}")


def test_files_of_another_form_are_told_with_their_line(tmp_path):
    """Neither is guessed."""
    folder = write_measeval(tmp_path / "data", ["S1-12\t1\tQuantity\tx\t9\tT1\t13 kg\t{}"])
    with pytest.raises(InputError, match=r"S1-12\.tsv, line 2"):
        load_set(f"measeval:{folder}")
    (folder / "tsv" / "S1-12.tsv").write_text("a\tb\n")
    with pytest.raises(InputError, match="line 1: expected MeasEval's columns"):
        load_set(f"measeval:{folder}")
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps({"doc_id": "d1", "words": []}) + "\n")
    with pytest.raises(InputError, match="line 1: expected a document of SciREX"):
        load_set(f"scirex:{path}")
    path.write_text(json.dumps(DOCUMENT | {"n_ary_relations": ["x"]}) + "\n")
    with pytest.raises(InputError, match="line 1: expected SciREX's n_ary_relations, a list of objects"):
        load_set(f"scirex:{path}")
