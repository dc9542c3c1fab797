"""Profiles: what somebody wants to read comes first, and each paper says why it stands where it does."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError, SettingsError
from summarizer.papers import make_paper
from summarizer.profiles import NO_MATCH, Profile, load_profile, rank
from summarizer.records import ErrorInfo, Record
from summarizer.topics import Topic, Topics

TOPICS = Topics((Topic("quantization", ("quantize",), "fewer bits"), Topic("speech", ("audio",), "listening")))
PAPERS = {
    "tern": ("Tern: Quick Decoding", "Rivers of audio are transcribed by counting syllables over a lattice."),
    "gull": ("Gull: KV-Cache Pruning", "Old entries are dropped from memory while a decoder writes."),
    "wren": ("Wren: Four Bits", "Weights are rounded. The KV caches stay whole."),
    "finch": ("Finch: Maps of Birds", "Nests are found in photographs of hedges and barns."),
}


def record(name, *, topics=(), **fields):
    title, abstract = PAPERS[name]
    paper = make_paper(title, abstract, id=name, **fields)
    return Record(paper=paper, topics=topics, primary_topic=topics[0] if topics else None)


def ranked(profile, *records):
    return rank(records, profile, TOPICS)


def order(ranking):
    return [found.paper.id for found in ranking.records]


@pytest.mark.parametrize(
    ("profile", "found", "reasons"),
    [
        (Profile(keywords=("kv cache",)), record("gull"), ("keyword: kv cache",)),
        (Profile(keywords=("KV-cache",)), record("wren"), ("keyword: KV-cache",)),
        (Profile(keywords=("cache",)), record("tern"), (NO_MATCH,)),
        (Profile(keywords=("run", "ecoding")), record("gull"), (NO_MATCH,)),
        (Profile(topics=("speech",)), record("tern", topics=("speech",)), ("topic: Speech",)),
        (Profile(topics=("speech",)), record("tern", topics=("quantization", "speech")), ("topic: Speech",)),
        (Profile(topics=("speech",)), record("tern", topics=("quantization",)), (NO_MATCH,)),
        (
            Profile(authors=("Paul Erdos",)),
            record("tern", authors=("Erdős, P.", "Ada Finch")),
            ("by an author you follow: Erdős, P.",),
        ),
        (Profile(venues=("NeurIPS",)), record("tern", comment="Accepted at NeurIPS 2031"), ("venue: NeurIPS",)),
        (Profile(venues=("NeurIPS",)), record("tern", journal="Journal of NeurIPSology"), (NO_MATCH,)),
        (Profile(), record("tern"), (NO_MATCH,)),
    ],
)
def test_a_paper_says_what_of_the_profile_speaks_for_it(profile, found, reasons):
    assert ranked(profile, found).reasons == {found.paper.id: reasons}


@pytest.mark.parametrize(
    ("followed", "author", "same"),
    [
        ("Ada Finch", "Ada Finch", True),
        ("Ada Finch", "ADA FINCH", True),
        ("Ada Finch", "Finch, Ada", True),
        ("A. Finch", "Ada Finch", True),
        ("Ada Finch", "Ada B. Finch", True),
        ("Ada Finch", "Finch", True),
        ("Ada Finch", "Bea Finch", False),
        ("Ada Finch", "B. Finch", False),
        ("Ada Finch", "Ada Finchley", False),
        ("Finch", "Finch Wren", False),
        ("Jan van der Berg", "van der Berg, J.", True),
        ("Berg, Jan van der", "Jan van der Berg", True),
        ("Jürgen Müller", "Jurgen Muller", True),
        ("王 伟", "王 伟", True),
        ("王 伟", "李 伟明", False),
    ],
)
def test_people_are_known_by_family_name_and_first_names_or_initials(followed, author, same):
    reasons = ranked(Profile(authors=(followed,)), record("tern", authors=(author,))).reasons["tern"]
    assert reasons == ((f"by an author you follow: {author}",) if same else (NO_MATCH,))


def test_a_paper_like_a_liked_one_names_it_and_how_much_it_is_like_it():
    liked = make_paper("Heron", "Nests in hedges are photographed by drones.", id="heron")
    others = [record(name) for name in PAPERS]
    ranking = ranked(Profile(liked=(liked,)), *others)
    assert order(ranking)[0] == "finch"
    (reason,) = ranking.reasons["finch"]
    assert reason.startswith("like: Heron (0.")
    assert 0.1 <= float(reason[-5:-1]) <= 1
    assert ranking.reasons["gull"] == (NO_MATCH,)


def test_a_liked_paper_that_is_listed_again_is_not_like_itself():
    again = record("finch")
    ranking = ranked(Profile(liked=(again.paper,)), record("tern"), again)
    assert ranking.reasons["finch"] == (NO_MATCH,)


def test_more_matches_come_first_and_none_last_in_the_listing_s_order():
    papers = [
        record("tern"),
        record("wren", topics=("quantization",)),
        record("finch"),
        record("gull", authors=("Ada Finch",)),
    ]
    profile = Profile(topics=("quantization",), keywords=("kv cache",), authors=("Ada Finch",))
    ranking = ranked(profile, *papers)
    assert order(ranking) == ["gull", "wren", "tern", "finch"]
    assert ranking.reasons["gull"] == ("by an author you follow: Ada Finch", "keyword: kv cache")
    assert ranking.reasons["wren"] == ("topic: Quantization", "keyword: kv cache")


def test_a_keyword_in_the_title_weighs_more_than_one_in_the_abstract():
    assert order(ranked(Profile(keywords=("KV cache",)), record("wren"), record("gull"))) == ["gull", "wren"]


def test_papers_that_could_not_be_read_come_last_those_of_interest_first():
    def lost(title):
        error = ErrorInfo(kind="no_abstract", message="x")
        return Record(paper=make_paper(title, id=title), status="failed", error=error)

    ranking = ranked(Profile(keywords=("cache",)), lost("Maps"), lost("Quick Caches"), record("tern"), record("wren"))
    assert order(ranking) == ["wren", "tern", "Quick Caches", "Maps"]


@given(st.lists(st.sampled_from(sorted(PAPERS)), unique=True), st.lists(st.text(min_size=1, max_size=8), max_size=3))
def test_every_paper_stays_and_every_paper_has_a_reason(names, words):
    records = [record(name) for name in names]
    ranking = ranked(Profile(keywords=tuple(words), authors=tuple(words), venues=tuple(words)), *records)
    assert sorted(order(ranking)) == sorted(names)
    assert all(ranking.reasons[name] for name in names)


# --- the file --------------------------------------------------------------------------------------------------------


def test_a_profile_is_read_with_the_liked_papers_beside_it(tmp_path):
    (tmp_path / "liked.jsonl").write_text(json.dumps({"title": "Heron", "abstract": "Nests."}) + "\n")
    path = tmp_path / "me.toml"
    path.write_text('topics = ["speech"]\nkeywords = "KV cache"\nauthors = ["Ada Finch"]\nliked = "liked.jsonl"\n')
    profile = load_profile(path, TOPICS)
    assert (profile.topics, profile.keywords, profile.authors) == (("speech",), ("KV cache",), ("Ada Finch",))
    assert [paper.title for paper in profile.liked] == ["Heron"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('keyword = ["x"]', "unknown key 'keyword'; did you mean 'keywords'?"),
        ("qqq = 1", "unknown key 'qqq'; there are: topics, keywords, authors, venues, liked"),
        ('topics = ["quantisation"]', "no topic 'quantisation'; did you mean 'quantization'?"),
        ("keywords = [1]", "keywords: expected a text or a list of texts, found [1]"),
        ('keywords = ["--"]', "keywords: expected a text"),
        ("keywords = ", "the profile can't be read: not a TOML file"),
    ],
)
def test_what_a_profile_can_not_hold_is_said(tmp_path, text, said):
    path = tmp_path / "me.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_profile(path, TOPICS)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


def test_a_profile_or_a_file_of_liked_papers_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml: the profile can't be read: No such file"):
        load_profile(tmp_path / "none.toml", TOPICS)
    (tmp_path / "me.toml").write_text('liked = "gone.bib"')
    with pytest.raises(InputError, match=r"me\.toml: liked: .*gone\.bib: can't be read"):
        load_profile(tmp_path / "me.toml", TOPICS)


def test_liked_papers_are_files_even_beside_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("me.toml").write_text('liked = ["~no-such-home/x.bib"]')
    with pytest.raises(InputError, match=r"~no-such-home/x\.bib"):
        load_profile(Path("me.toml"), TOPICS)
    Path("me.toml").write_text('liked = "feed:x"')
    with pytest.raises(InputError, match=f"{tmp_path}/feed:x"):
        load_profile(Path("me.toml"), TOPICS)


def test_papers_of_a_thousand_authors_are_ordered_in_time():
    authors = [tuple(f"Given{k} Family{n}x{k}" for k in range(1_000)) for n in range(10)]
    crowd = [Record(paper=make_paper(f"Swift {n}", "A.", authors=names)) for n, names in enumerate(authors)]
    begun = time.process_time()
    ranking = ranked(Profile(authors=tuple(f"Ada Finch{k}" for k in range(30))), *crowd)
    assert len(ranking.records) == 10
    assert time.process_time() - begun < 3
