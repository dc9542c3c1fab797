"""Mail and plain text: what a digest says in a message, whatever papers say, and never more than programs take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from html.parser import HTMLParser

import pytest
from browser import MISSING, browser, installed
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_records import ATTACKS, NOW, coral, hostile, hostile_failure, lost, pebble, records, tide
from rich.cells import cell_len

from summarizer.errors import SettingsError
from summarizer.papers import make_paper
from summarizer.records import Claim, Record, Summary
from summarizer.render.edition import Edition, FailedSource, news_of, remarks
from summarizer.render.mail import LARGEST, mail, message
from summarizer.render.page import Choice
from summarizer.render.plain import COLUMNS, plain
from summarizer.views import Beaten, ClaimChange, Since

LINK = "https://papers.example.org/2031-03-05/"
GMAIL_CUTS_AT = 102 * 1000


def edition(*papers, **fields):
    return Edition(papers or tuple(records()), "Morning papers", NOW, **fields)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.said = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.said.append(data)

    @property
    def text(self):
        return " ".join("".join(self.said).split())


def flat(text):
    return " ".join(text.split())


# --- untrusted words -------------------------------------------------------------------------------------------------


def says(words):
    """An edition with these words wherever words can stand, and links that don't depend on them."""
    paper = make_paper("x", "y", id="p1", url="https://example.org/p1").model_copy(
        update={"title": words, "authors": (words,), "published": words}
    )
    claim = Claim(
        id="p1#c1", metric="latency", value=3, unit="x", relation="times", direction="better", verdict="verified",
        subject=words, baseline=words, setting=words,
    )  # fmt: skip
    summary = Summary(tldr=words, limitations=(words,))
    full = Record(paper=paper, summary=summary, claims=(claim,), flags=(words,))
    brief = Record(paper=paper.model_copy(update={"id": "p2"}), summary=summary)
    failed = hostile_failure(words)
    failed = failed.model_copy(update={"paper": paper.model_copy(update={"id": "gone"})})
    since = Since(
        papers=("p1",),
        beaten=(
            Beaten(topic="", metric="latency", claim_id="a", factor=3, old_claim_id="b", old_factor=2, text=words),
        ),
        claims=(ClaimChange(paper_id="p1", claim_id="a", kind="figure", text=words),),
    )
    return Edition(
        (full, brief, failed), words, NOW, choice=Choice(reasons={"p1": (words,), "p2": (words,)}, full=1),
        since=since, failed_sources=(FailedSource(words, words),), notes=(words,), link=LINK,
    )  # fmt: skip


PLAIN_WORDS = Elements(mail(says("plain words")).html)


@pytest.mark.parametrize("words", ATTACKS.values(), ids=ATTACKS.keys())
def test_hostile_words_make_no_element_no_attribute_and_no_link_of_their_own(words):
    page = Elements(mail(says(words)).html)
    assert [(tag, sorted(attributes)) for tag, attributes in page.found] == [
        (tag, sorted(attributes)) for tag, attributes in PLAIN_WORDS.found
    ]
    links = [attributes["href"] for _, attributes in page.found if "href" in attributes]
    assert set(links) == {LINK, "https://example.org/p1"}


@pytest.mark.parametrize("words", ATTACKS.values(), ids=ATTACKS.keys())
def test_hostile_papers_leave_no_script_no_handler_and_only_allowed_schemes(words):
    page = Elements(mail(edition(hostile(words), hostile_failure(words))).html)
    assert not {"script", "img", "iframe", "object", "form", "svg", "link", "base"} & {tag for tag, _ in page.found}
    attributes = [item for _, found in page.found for item in found.items()]
    assert {name for name, _ in attributes} <= {
        "href", "class", "style", "lang", "charset", "name", "content", "role", "width", "align"
    }  # fmt: skip
    assert all(value.startswith(("https://", "http://")) for name, value in attributes if name == "href")
    assert all("evil" not in value.split("?")[0] for name, value in attributes if name == "href")


@pytest.mark.parametrize("words", ATTACKS.values(), ids=ATTACKS.keys())
def test_plain_text_keeps_its_lines_whatever_words_say(words):
    text = plain(says(words))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert all(cell_len(line) <= COLUMNS for line in text.splitlines() if "://" not in line)


def test_wide_characters_count_as_two_columns():
    lines = plain(says("深度 學習 的 河流 聲音 " * 9)).split("\n")
    assert max(cell_len(line) for line in lines if "://" not in line) in (COLUMNS - 1, COLUMNS)


def test_an_address_too_long_for_mail_programs_becomes_a_search_for_the_title():
    paper = make_paper("Coral " * 80, "y", url="https://example.org/" + "a" * 3000)
    page = Elements(mail(edition(Record(paper=paper))).html)
    (address,) = [attributes["href"] for tag, attributes in page.found if tag == "a"]
    assert address.startswith("https://arxiv.org/search/?searchtype=title&query=Coral")
    assert len(address) < 400
    assert "(search)" in page.text


def test_words_make_no_heading_of_their_own():
    lines = plain(says("x\n\nCOULD NOT BE READ\n-----------------\n\n- Coral: gone")).split("\n")
    assert lines.count("COULD NOT BE READ") == 1
    assert lines.count("-----------------") == 1


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=80))
def test_any_words_are_fit_for_both_parts(words):
    made = mail(says(words))
    assert [tag for tag, _ in Elements(made.html).found][:8] == [tag for tag, _ in PLAIN_WORDS.found][:8]
    assert message(made).as_bytes().isascii()
    assert all(cell_len(line) <= COLUMNS for line in made.text.split("\n") if "://" not in line)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example", "http://evil@example.org", "out/index.html"])
def test_the_link_to_the_whole_digest_is_an_address_a_browser_may_open(link):
    with pytest.raises(SettingsError, match="expected one of http"):
        edition(link=link)


# --- size ------------------------------------------------------------------------------------------------------------


def many(number, words="A quick lattice decodes rivers of audio on a small board. ", times=5):
    made = []
    for place in range(number):
        paper = make_paper(f"Paper {place}: {words[:60]}", words * times, id=f"p{place}", url="https://example.org/a")
        made.append(Record(paper=paper, summary=Summary(tldr=words * times)))
    return tuple(made)


@pytest.mark.parametrize(
    ("papers", "choice"),
    [
        (many(200), Choice()),
        (many(200), Choice(full=10)),
        (many(3000, times=1), Choice(full=10)),
        (many(200, "河流的聲音由小板上的格子快速解碼。" * 4), Choice()),
        (many(40, "w" * 200_000, 1), Choice()),
        (many(3, "深" * 1_700_000, 1), Choice(full=1)),
        ((*many(150), *(hostile_failure("gone " * 4000) for _ in range(150))), Choice()),
    ],
    ids=["200", "top 10 of 200", "top 10 of 3,000", "another script", "8 MB", "15 MB", "half of them failed"],
)
def test_a_mail_is_never_cut_off(papers, choice):
    reasons = {record.paper.id: ("keyword: lattice",) * 9 for record in papers}
    made = edition(*papers, choice=replace(choice, reasons=reasons), notes=("n" * 9000,) * 90, link=LINK)
    parts = mail(made)
    assert parts.size <= LARGEST < GMAIL_CUTS_AT
    assert len(parts.html.encode()) < GMAIL_CUTS_AT


def test_what_has_no_room_is_counted_and_the_whole_is_linked():
    made = mail(edition(*many(3000, times=1), choice=Choice(full=10), link=LINK))
    page = Elements(made.html)
    full = sum(tag == "h3" for tag, _ in page.found)
    by_title = sum(attributes.get("href") == "https://example.org/a" for _, attributes in page.found) - full
    assert full == 10
    assert by_title > 100
    assert f"{3000 - full - by_title:,} more papers of 3,000 on the page of the whole digest" in page.text
    assert f"{3000 - full - by_title:,} more of 3,000 papers stand in the whole digest." in flat(made.text)
    assert sum(attributes.get("href") == LINK for _, attributes in page.found) == 2


def test_as_many_papers_as_have_room_stand_in_full_and_then_the_first_others_by_title():
    made = mail(edition(*many(200)))
    page = Elements(made.html)
    full = sum(tag == "h3" for tag, _ in page.found)
    assert full > 40
    assert made.size > 0.9 * LARGEST
    assert [f"Paper {place}:" in page.text for place in (0, full, full + 19)] == [True] * 3
    assert "left out here" in page.text


def test_a_small_digest_is_not_shortened():
    made = mail(edition())
    assert "more paper" not in made.html + made.text
    assert plain(edition()) == made.text


def test_plain_text_by_itself_has_no_limit():
    text = plain(edition(*many(300)))
    assert all(f" Paper {place}:" in text for place in range(300))


# --- what is said ----------------------------------------------------------------------------------------------------


def both(made):
    parts = mail(made)
    return flat(parts.text), Elements(parts.html).text


def test_a_sentence_with_what_the_paper_does_not_say_is_left_out_and_counted():
    coral_says = Summary(tldr="Coral reads long documents. It beats Granite by 2.5x.", unsupported=("Granite",))
    for text in both(edition(coral().model_copy(update={"summary": coral_says}))):
        assert "Coral reads long documents." in text
        assert "Granite" not in text
        assert "1 sentence left out for what the paper does not say" in text


def test_where_nothing_of_the_short_summary_is_left_another_sentence_says_what_the_paper_does():
    said = Summary(tldr="It beats Granite.", approach="Coral sorts its keys.", unsupported=("Granite",))
    for text in both(edition(coral().model_copy(update={"summary": said}))):
        assert "Coral sorts its keys." in text
        assert "Granite" not in text


def test_verified_claims_are_shown_and_the_others_counted_with_their_verdict():
    for text in both(edition(coral())):
        assert "≤ 2.5× faster, inference: Coral against FlatBase, PageSet" in text
        assert "25×" not in text
        assert "1 claim left out: 1 wrong number" in text


def test_a_paper_that_could_not_be_read_is_named_with_why_and_stands_nowhere_else():
    made = edition(lost(), coral())
    for text in both(made):
        assert text.count("A Paper Without an Abstract") == 1
        before, _, after = text.partition("A Paper Without an Abstract")
        assert "could not be read" in before.lower()
        assert after.lstrip(": ").removeprefix("(search)").startswith("It has no abstract to read.")
    assert len(made.items) == 1


def test_many_papers_that_could_not_be_read_are_counted():
    failed = [lost().model_copy(update={"paper": make_paper(f"Lost {place}")}) for place in range(25)]
    for text in both(edition(*failed)):
        assert "Lost 19" in text
        assert "Lost 20" not in text
        assert "and 5 more papers" in text


def test_every_paper_says_why_it_is_there_also_by_its_title_alone():
    reasons = {"coral": ("keyword: attention",), "pebble": ("topic: Quantization", "keyword: bits"), "tide": ("other",)}
    for text in both(edition(coral(), pebble(), tide(), choice=Choice(reasons, full=1))):
        places = [text.find(word) for word in ("Coral:", "keyword: attention", "Pebble:", "topic: Q", "Tide", "other")]
        assert -1 not in places
        assert places == sorted(places)
        assert "Coral reads" not in text  # its one sentence names what the paper does not
        assert "Pebble quantizes attention" not in text


def test_a_reason_that_many_have_is_said_once_before_them():
    others = many(5)
    reasons = {record.paper.id: ("nothing of yours",) for record in others}
    for text in both(edition(coral(), *others, choice=Choice({**reasons, "coral": ("a keyword",)}, full=1))):
        assert text.count("othing of yours") == 1
        assert text.find("Nothing of yours:") < text.find("Paper 0:")


def test_missing_sources_and_notes_are_said_at_the_top():
    made = edition(
        failed_sources=(FailedSource("hf-daily", "it answers 429.", date(2031, 3, 4)), FailedSource("feed:x", "gone")),
        notes=("The first 2,000 of 5,311 papers.",),
    )
    expected = (
        "hf-daily is missing: it answers 429. It was last read for 4 March 2031.",
        "feed:x is missing: gone.",
        "The first 2,000 of 5,311 papers.",
    )
    assert remarks(made) == expected
    for text in both(made):
        assert [text.find(words) > 0 for words in expected] == [True] * 3
        assert text.find(expected[2]) < text.find("Coral:")


def test_a_day_without_papers_says_so_and_what_is_missing():
    empty = Edition((), "Morning papers", NOW, failed_sources=(FailedSource("hf-daily", "no answer"),), link=LINK)
    parts = mail(empty)
    for text in (flat(parts.text), Elements(parts.html).text):
        assert "Nothing new." in text
        assert "hf-daily is missing: no answer." in text
        assert "0 papers" not in text


def test_what_is_new_since_the_last_time_is_said_only_where_it_is_known():
    beaten = Beaten(
        topic="", metric="latency", claim_id="pebble#c1", factor=4, old_claim_id="o", old_factor=3,
        text="Latency: 4× over FlatBase, was 3×.",
    )  # fmt: skip
    changed = ClaimChange(paper_id="coral", claim_id="coral#c1", kind="figure", text="Latency: 2.5×, was 2×")
    since = Since(papers=("pebble", "tide"), revised=("coral",), beaten=(beaten,), claims=(changed,) * 10)
    known = edition(since=since, last_day=date(2031, 3, 4))
    assert news_of(known)[:3] == (
        "2 new papers, 1 revised.",
        "New best: Latency: 4× over FlatBase, was 3×.",
        "Changed: Coral: Attention for Long Documents: Latency: 2.5×, was 2×",
    )
    assert news_of(known)[-1] == "… and 2 more of this kind."
    for text, silent in zip(both(known), both(edition()), strict=True):
        assert "since 4 march 2031" in text.lower()
        assert news_of(known)[1] in text
        assert "since" not in silent.lower()


def test_the_day_is_the_local_one_where_it_is_given():
    assert "6 March 2031" in plain(edition(day=date(2031, 3, 6)))
    assert "5 March 2031" in plain(edition())


# --- form ------------------------------------------------------------------------------------------------------------


def test_an_edition_is_the_same_bytes_every_time():
    assert message(mail(edition(link=LINK))).as_bytes() == message(mail(edition(link=LINK))).as_bytes()


def test_a_message_holds_both_parts_as_they_were_written():
    parts = mail(edition())
    read = message_from_bytes(message(parts).as_bytes())
    texts = [part.get_payload(decode=True).decode().replace("\r\n", "\n") for part in read.get_payload()]
    assert [part.get_content_type() for part in read.get_payload()] == ["text/plain", "text/html"]
    assert texts == [parts.text, parts.html + ("" if parts.html.endswith("\n") else "\n")]


def test_no_words_end_a_part_or_begin_another():
    boundary = message(mail(edition())).get_boundary()
    title = f"--{boundary} Content-Type: text/html"
    for made in (says(title), Edition((), title, NOW), Edition((), f"--{boundary}--", NOW)):
        read = message_from_bytes(message(mail(made)).as_bytes())
        assert [part.get_content_type() for part in read.walk()] == ["multipart/alternative", "text/plain", "text/html"]
        assert boundary in read.get_payload(0).get_payload(decode=True).decode()


def test_a_mail_asks_for_nothing_and_styles_each_element_itself():
    html = mail(says("words")).html
    assert not any(word in html for word in ("src=", "url(", "@import", "http-equiv", "<link", "<img"))
    styled = [tag for tag, attributes in Elements(html).found if tag in ("p", "h1", "h2", "a", "ul", "li")]
    assert len(styled) > 10
    assert all(
        "style" in attributes for tag, attributes in Elements(html).found if tag in ("p", "h1", "h2", "a", "ul", "li")
    )
    assert sum(tag == "table" for tag, _ in Elements(html).found) == 0  # the one for Word stands in a comment


@pytest.mark.browser
@pytest.mark.skipif(not installed(), reason=MISSING)
def test_a_mail_fits_the_width_of_a_telephone_and_turns_dark(tmp_path):
    path = tmp_path / "mail.html"
    path.write_text(mail(says("w" * 400)).html, encoding="utf-8")
    with browser() as tab:
        found = {}
        for width in (375, 600):
            for scheme in ("light", "dark"):
                tab.look(width=width, scheme=scheme)
                tab.open(path)
                page = "const of = e => getComputedStyle(document.querySelector(e));"
                found[width, scheme] = tab.run(
                    f"{page} return [document.documentElement.scrollWidth, of('body').backgroundColor, of('h1').color,"
                    " of('.why').backgroundColor, parseFloat(of('.room').fontSize)]"
                )
    assert [found[width, "light"][0] for width in (375, 600)] == [375, 600]
    assert found[375, "light"][1:] == ["rgb(252, 251, 248)", "rgb(28, 30, 33)", "rgb(217, 238, 234)", 16]
    assert found[375, "dark"][1:] == ["rgb(20, 23, 26)", "rgb(232, 230, 225)", "rgb(23, 64, 59)", 16]
