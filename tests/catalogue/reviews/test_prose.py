from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.reviews.prose import prose, readable

LETTERS = st.text(st.sampled_from("aB.!?…\"'”“)( \n10/8:wé。ИIи"), max_size=60)

A_MOMENT = 2.0
"""Seconds that a slow machine may take; a pattern that is quadratic in a run takes far longer."""


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("It changed the world.One more time.", "It changed the world. One more time."),
        ("Really?Yes!Truly…Amen", "Really? Yes! Truly… Amen"),
        ("What?!No", "What?! No"),
        ("He waited...And waited", "He waited... And waited"),
        ("Мир.Один", "Мир. Один"),
        ("Shot in 1957.The war", "Shot in 1957. The war"),
        ("So did I.The film", "So did I. The film"),
        ('He left."Stop" he said', 'He left. "Stop" he said'),
        ('He said "Stop."Then he left', 'He said "Stop." Then he left'),
        ("He said “Stop.”Then he left", "He said “Stop.” Then he left"),
        ("It ends.(Or not.)Well", "It ends. (Or not.) Well"),
        ('One "a."Two\nthree."Four"', 'One "a." Two\nthree. "Four"'),
    ],
)
def test_glued_sentences_are_parted(stored: str, shown: str) -> None:
    assert readable(stored) == shown


@pytest.mark.parametrize(
    "text",
    [
        "The man from U.N.C.L.E is here",
        "An 8.5/10 from me, or 24/7",
        "See www.x.org or www.X.Org today",
        "See http://x.example/A.Film?Really.Yes today",
        "Write to usher@Cinema.Example now",
        "J.J.Abrams has a Ph.D. in it",
        "So... it begins, e.g. here",
        "On Rotten.Com and Node.JS",
        "...And so",
        "終わった。次の",
        "a.b.c",
        "",
    ],
)
def test_what_is_no_glue_stays(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("One to watch.8/10http://blog.example/", "One to watch."),
        ("A good one. 4/5", "A good one."),
        ("Sit and wait.9.5/10", "Sit and wait."),
        ("Made in 1957.8/10", "Made in 1957."),
        ("A marvel! My rating: 9/10", "A marvel!"),
        ("More words. http://blog.example/", "More words."),
        ("It is an 8.5/10", "It is an 8.5/10"),
        ("I give it 8/10", "I give it 8/10"),
        ("Open 24/7", "Open 24/7"),
        ("Remember 9/11. 11/10", "Remember 9/11. 11/10"),
        ("Read more at http://blog.example/", "Read more at http://blog.example/"),
        ("8/10", "8/10"),
        ("http://blog.example/", "http://blog.example/"),
    ],
)
def test_a_score_or_address_after_the_text_is_taken_off(stored: str, shown: str) -> None:
    assert readable(stored) == shown


@given(LETTERS)
def test_nothing_but_blanks_and_the_tail_changes(stored: str) -> None:
    shown = prose(stored)
    assert stored.startswith(
        "".join(letter for i, letter in enumerate(shown.text) if i not in {gap + n for n, gap in enumerate(shown.gaps)})
    )
    for place, letter in enumerate(stored):
        if shown.place(place) < len(shown.text) and place < len(shown.text) - len(shown.gaps):
            assert shown.text[shown.place(place)] == letter


@given(LETTERS)
def test_parting_sentences_twice_does_no_more_than_once(stored: str) -> None:
    once = readable(stored + " end")
    assert readable(once) == once


def test_an_enormous_review_is_read_in_a_moment() -> None:
    text = 'It is."So" he said.And more ' * 40_000
    assert len(readable(text)) > len(text)


@pytest.mark.parametrize("run", ["a", ".", "A.B", '."A', "a.", "!?", "a@", " ", "a-", "(", ". "])
def test_a_long_run_is_read_once(run: str) -> None:
    text = (run * 100_000)[:100_000]
    began = perf_counter()
    readable(text)
    assert perf_counter() - began < A_MOMENT
