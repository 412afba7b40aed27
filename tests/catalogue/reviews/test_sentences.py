from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.reviews.sentences import pages, sentences

TEXTS = st.text(st.sampled_from("abA. .!?…\"')( \n\n1。わé"), max_size=80)

A_MOMENT = 2.0
"""Seconds that a slow machine may take; a pattern that is quadratic in a run takes far longer."""


@pytest.mark.parametrize(
    "expected",
    [
        ["One.", "Two!", "Three?", "Four…"],
        ["Dr. Strangelove met Mr. Chips vs. Gen. Ripper.", "It went well."],
        ["J. J. Abrams and George C. Scott walk in.", "They sit."],
        ["It was made in the U.S. Navy's yards.", "So what."],
        ["It was made in the U.S.", "The yards were cold."],
        ["So am I.", "The film is too."],
        ["Lights, sets, etc. are fine.", "Songs, dances, etc.", "The rest is not."],
        ["They came at 9 a.m. and left.", "He was late."],
        ["It is set c. 1940 approx. there."],
        ["Airplane! is a comedy.", "What?", "I laughed."],
        ["“Stop!” he said.", "“Go.”", "Then he went."],
        ['He said "Wait." and left.', "She stayed."],
        ["So ... it begins.", "It ends . . .", "Or does it?!", "Yes."],
        ["1. The camera is a star.", "2. So is she."],
        ["great film.", "loved it."],
        ["It scores 8.5/10 at www.x.org/a.b for e.g. its camera."],
        ["क्या बात है।", "वाह।"],
        ["هل رأيته؟", "نعم."],
        ["No end"],
        [],
    ],
)
def test_sentences(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[span.start : span.end] for span in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("終わった。始まる！「そう。」うん", ["終わった。", "始まる！", "「そう。」", "うん"]),
        ("A headline without a stop\n\nA paragraph.", ["A headline without a stop", "A paragraph."]),
        ("One line\nthat goes on.\nAnother.", ["One line\nthat goes on.", "Another."]),
    ],
)
def test_sentences_without_a_blank_between(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected


@given(TEXTS)
def test_sentences_hold_all_of_the_text_in_order(text: str) -> None:
    spans = sentences(text)
    place = 0
    for span in spans:
        assert not text[place : span.start].strip()
        part = text[span.start : span.end]
        assert part
        assert part == part.strip()
        place = span.end
    assert not text[place:].strip()


@given(TEXTS, st.integers(1, 40))
def test_pages_fit_and_lose_nothing(text: str, limit: int) -> None:
    found = pages(text, limit)
    assert all(0 < len(page) <= limit for page in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(["one", "two.", "Three", "four!"])), st.integers(6, 30))
def test_pages_never_end_inside_a_word(words: list[str], limit: int) -> None:
    assert [word for page in pages(" ".join(words), limit) for word in page.split()] == words


def test_pages_end_at_sentences_and_keep_paragraphs() -> None:
    assert pages("One two. Three four.\n\nFive six. Seven.", 31) == ("One two. Three four.\n\nFive six.", "Seven.")


def test_pages_are_measured_as_they_will_be_shown() -> None:
    text = "*a* *b*. *c* *d*."
    assert pages(text, 12, size=lambda part: len(part.replace("*", "\\*"))) == ("*a* *b*.", "*c* *d*.")


def test_a_megabyte_is_paged_in_a_moment() -> None:
    text = "It goes on and on, Mr. Smith said. " * 30_000
    found = pages(text, 1800)
    assert all(page.endswith(".") for page in found)
    assert pages("x" * 100_000, 1800)[0] == "x" * 1800


@pytest.mark.parametrize("run", ["a", ".", "A.B", '."A', "a.", "!?", "a@", " ", "a-", "(", ". "])
def test_a_long_run_is_read_once(run: str) -> None:
    text = (run * 100_000)[:100_000]
    began = perf_counter()
    sentences(text)
    assert perf_counter() - began < A_MOMENT
