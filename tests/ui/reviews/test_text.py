"""Reviews in words: bars, excerpts, pages and highlights."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.reviewed import StoredReview
from bot.catalogue.reviews.sentences import Span
from bot.club.scores import Scale
from bot.ui.markup import block, escape
from bot.ui.reviews.text import (
    barred,
    barred_block,
    excerpt,
    highlighted,
    quotation,
    review_entry,
    review_option,
    review_pages,
    reviewer_name,
    score_words,
)
from bot.ui.theme import units
from tests import discord_limits


def review(text: str = "Slow, grey and lovely.", spoiler: Spoiler | None = "none", **facts: Any) -> StoredReview:
    known = {"score": None, "url": None, "member_id": None, "agree": 0, "disagree": 0} | facts
    return StoredReview(1, 1, "Salt Road", 1999, "The Usher", text, spoiler=spoiler, **known)


@pytest.mark.parametrize(
    ("score", "words"),
    [(None, ""), (9.0, " · 9\u00a0/\u00a010"), (6.5, " · 6.5\u00a0/\u00a010"), (0.0, " · 0\u00a0/\u00a010")],
)
def test_scores_are_of_ten_and_unknown_is_left_out(score: float | None, words: str) -> None:
    assert score_words(review(score=score), "stars") == words


@pytest.mark.parametrize(
    ("rating", "scale", "words"),
    [(None, "stars", ""), (9, "stars", " · ★★★★½"), (9, "points", " · 9/10")],
)
def test_a_member_s_score_is_their_rating_on_the_servers_scale(rating: int | None, scale: Scale, words: str) -> None:
    assert score_words(review(member_id=71, rating=rating), scale) == words


@pytest.mark.parametrize(
    ("text", "shown"), [("plain", "||plain||"), ("ends in a bar \\|", "||ends in a bar \\| ||"), ("\\|", "||\\| ||")]
)
def test_bars_are_never_closed_by_what_stands_behind_them(text: str, shown: str) -> None:
    assert barred(text) == shown


def test_each_paragraph_has_bars_of_its_own() -> None:
    assert barred_block("One.\n\nTwo.\nThree.") == "||One.||\n\n||Two.\nThree.||"


def test_a_quotation_is_on_one_line_whatever_is_in_it() -> None:
    assert quotation("One.\nTwo.", bars=True) == "> ||One. Two.||"


@pytest.mark.parametrize(
    ("facts", "aside"),
    [
        ({}, "-# Free of spoilers"),
        ({"spoiler": "mild"}, "-# Mild spoilers"),
        ({"spoiler": None, "agree": 3, "disagree": 1}, "-# Not marked for spoilers · 3 agree · 1 disagrees"),
        ({"text": "", "score": 7.0}, "-# No words, only a score · Free of spoilers"),
        ({"text": "\u202e\u200b"}, "-# No words · Free of spoilers"),
    ],
)
def test_what_is_said_of_a_review(facts: dict[str, Any], aside: str) -> None:
    entry = review_entry(review(**facts), "stars", bars=False, names_film=True)
    assert entry.split("\n")[1] == aside


def test_a_right_to_left_review_keeps_what_follows_it_in_place() -> None:
    entry = review_entry(review("فيلم جميل جدا."), "stars", bars=True, names_film=False)
    assert entry.endswith("> ||\u2068فيلم جميل جدا.\u2069||")


def test_an_excerpt_ends_with_a_sentence_and_says_that_it_goes_on() -> None:
    text, goes_on = excerpt("A first sentence here. " * 100)
    assert text.endswith("sentence here.")
    assert goes_on
    assert excerpt("Short.") == ("Short.", False)


def test_an_excerpt_of_one_endless_sentence_is_cut_at_a_word() -> None:
    text, goes_on = excerpt("and then " * 500)
    assert text.endswith(("and", "then"))
    assert goes_on


@pytest.mark.parametrize(
    ("sentence", "spans", "shown"),
    [
        ("The goat sings.", [Span(4, 8)], "The **goat** sings."),
        ("*The* goat", [Span(1, 4)], "\\***The**\\* goat"),
        ("goat goat", [Span(0, 4), Span(5, 9)], "**goat** **goat**"),
        ("no match", [], "no match"),
        ("two\nlines", [Span(4, 9)], "two **lines**"),
        ("@everyone", [Span(0, 9)], "**@\u200beveryone**"),
    ],
)
def test_matches_are_bold_and_the_rest_is_escaped(sentence: str, spans: list[Span], shown: str) -> None:
    assert highlighted(sentence, spans) == shown


@given(st.text(max_size=3_000), st.sampled_from([40, 400, 1_800]))
def test_pages_hold_every_visible_word_and_fit_once_escaped(text: str, limit: int) -> None:
    pages = review_pages(text, limit)
    assert all(units(escape(page)) <= limit for page in pages)
    assert all(discord_limits.units(escape(page)) <= limit for page in pages)


@given(st.text(max_size=500))
def test_an_entry_never_opens_a_second_spoiler(text: str) -> None:
    shown = review_entry(review(text), "stars", bars=True, names_film=False).split("\n")
    quoted = [line for line in shown if line.startswith("> ")]
    for line in quoted:
        assert line.removeprefix("> ||").removesuffix("||").replace("\\|", "").count("||") == 0


@pytest.mark.parametrize(
    "text",
    [
        "*_" * 4_000,
        "a\n\n" * 3_000,
        "a\n \n" * 3_000,
        "|\n\n" * 3_000,
        "- \n" * 3_000,
        "1. " * 3_000,
        "@everyone" * 900,
    ],
)
@pytest.mark.parametrize("limit", [400, 1_800])
def test_a_page_fits_behind_bars_and_loses_nothing(text: str, limit: int) -> None:
    pages = review_pages(text, limit, bars=True)
    for page in pages:
        shown = block(page, limit)
        assert not shown.endswith("…")
        assert units(barred_block(shown)) <= limit
    assert "".join("".join(pages).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["*_" * 400, "a " * 400, "@everyone " * 90, "🎬" * 400, "|" * 400])
@pytest.mark.parametrize("limit", [0, 1, 40, 320])
def test_highlights_are_clipped_after_they_are_escaped(text: str, limit: int) -> None:
    spans = [Span(place, place + 1) for place in range(0, len(text), 2)]
    shown = highlighted(text, spans, limit)
    assert units(shown) <= limit
    assert not shown.endswith("\\")


def test_what_fits_is_not_clipped() -> None:
    assert highlighted("The goat sings.", [Span(4, 8)], 19) == "The **goat** sings."
    assert highlighted("The goat sings.", [Span(4, 8)], 18) == "The **goat**…"


@pytest.mark.parametrize("text", ["." * 1_000_000, "*_" * 500_000, "a\n\n" * 300_000])
def test_an_entry_of_a_hostile_review_is_short(text: str) -> None:
    assert units(review_entry(review(text), "stars", bars=True, names_film=True)) <= 600


def test_a_member_s_own_review_is_marked_as_such() -> None:
    assert reviewer_name(review()) == "**The Usher**"
    assert reviewer_name(review(member_id=71)) == "**The Usher** (club member <@71>)"
    entry = review_entry(review(member_id=71), "stars", bars=False, names_film=True)
    assert entry.startswith("**Salt Road (1999)** by <@71> (club member)\n")
    assert review_option(review(member_id=71, rating=9), "points", names_film=True) == (
        "Salt Road (1999)",
        "Club member · 9/10 · Free of spoilers",
    )
