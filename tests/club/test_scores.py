import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.scores import (
    HIGHEST,
    LOWEST,
    Scale,
    mean_phrase,
    offered_scores,
    parse_score,
    score_label,
    score_phrase,
    stars,
)
from bot.errors import UserError

SCORES = range(LOWEST, HIGHEST + 1)


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("½", 1),
        (".5", 1),
        ("0,5", 1),
        ("1", 2),
        ("3", 6),
        ("4.5", 9),
        ("4,5", 9),
        ("4.50", 9),
        ("4½", 9),
        ("4 ½", 9),
        (" 4.5 ", 9),
        ("5.0", 10),
        ("★★★½", 7),
        ("★★★☆☆", 6),
        ("★★★½☆", 7),
        ("⭐⭐⭐", 6),
        ("⭐\ufe0f⭐\ufe0f", 4),
        ("4★", 8),
        ("4.5 ★", 9),
        ("4 Stars", 8),
        ("½ star", 1),
        ("½★", 1),
        ("4.5/5", 9),
        ("4,5 / 5", 9),
        ("4½/5", 9),
        ("9/10", 9),
        ("10/10", 10),
        ("9.0/10", 9),
        ("4/5", 8),
        ("4/10", 4),
        # Out of range, between two half stars, or not clear.
        ("0", None),
        ("0/10", None),
        ("5.5", None),
        ("6", None),
        ("9", None),
        ("11/10", None),
        ("5.5/5", None),
        ("9.5/10", None),
        ("4.3", None),
        ("4.25", None),
        ("-4", None),
        ("+4", None),
        ("4.", None),
        ("4.5.1", None),
        ("4½½", None),
        ("4.5½", None),
        ("1/2", None),
        ("8/8", None),
        ("/5", None),
        (".", None),
        ("", None),
        ("   ", None),
        ("★★★★★★", None),
        ("★★★★★½", None),
        ("☆☆☆☆☆", None),
        ("★★☆", None),
        ("☆★★★★", None),
        ("★ ★ ★", None),
        ("four", None),
        ("1e0", None),
        ("nan", None),
        ("٤", None),
        ("4" * 5_000, None),
        ("★" * 5_000, None),
    ],
)
def test_scores_are_read_where_clear_and_refused_with_the_range_where_not(typed: str, score: int | None) -> None:
    if score is not None:
        assert parse_score(typed) == score
        return
    with pytest.raises(UserError, match="Scores here go from ½ to 5 stars") as refused:
        parse_score(typed)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize(("score", "shown"), [(1, "½"), (2, "★"), (9, "★★★★½"), (10, "★★★★★")])
def test_scores_are_shown_in_stars(score: int, shown: str) -> None:
    assert stars(score) == shown


@given(score=st.sampled_from(SCORES))
def test_every_way_of_writing_a_score_is_read_alike(score: int) -> None:
    halves = f"{score // 2 or ''}{'½' if score % 2 else ''}"
    for typed in (
        stars(score),
        f"{score / 2}",
        f"{score / 2}".replace(".", ","),
        halves,
        f"{score / 2}/5",
        f"{score}/10",
    ):
        assert parse_score(typed) == score


@given(typed=st.text() | st.text("0123456789.,½★☆/ stars", max_size=12))
def test_any_text_is_a_score_in_range_or_refused(typed: str) -> None:
    try:
        score = parse_score(typed)
    except UserError:
        return
    assert score in SCORES


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("1", 1),
        ("9", 9),
        ("10", 10),
        ("7.0", 7),
        ("9/10", 9),
        ("9 points", 9),
        ("1 pt", 1),
        ("4.5/5", 9),
        ("4,5/5", 9),
        ("★★★½", 7),
        ("3.5 stars", 7),
        # Half a point, and what is out of range.
        ("½", None),
        ("4.5", None),
        ("4,5", None),
        ("0", None),
        ("11", None),
        ("5.5/5", None),
        ("", None),
    ],
)
def test_where_scores_are_points_a_bare_number_is_of_ten(typed: str, score: int | None) -> None:
    if score is not None:
        assert parse_score(typed, "points") == score
        return
    with pytest.raises(UserError, match="from 1 to 10"):
        parse_score(typed, "points")


@pytest.mark.parametrize(
    ("scale", "score", "label", "phrase"),
    [
        ("stars", 9, "★★★★½", "★★★★½ (4.5 of 5)"),
        ("stars", 1, "½", "½ (0.5 of 5)"),
        ("stars", 10, "★★★★★", "★★★★★ (5 of 5)"),
        ("points", 9, "9/10", "9 of 10"),
        ("points", 10, "10/10", "10 of 10"),
    ],
)
def test_scores_are_shown_on_the_server_s_scale(scale: Scale, score: int, label: str, phrase: str) -> None:
    assert score_label(score, scale) == label
    assert score_phrase(score, scale) == phrase
    assert parse_score(label, scale) == score


@pytest.mark.parametrize(
    ("scale", "mean", "phrase"),
    [
        ("stars", 8.26, "4.13 of 5"),
        ("stars", 8, "4.00 of 5"),
        ("points", 8.5, "8.50 of 10"),
        ("points", 10, "10.00 of 10"),
    ],
)
def test_means_have_two_decimals(scale: Scale, mean: float, phrase: str) -> None:
    assert mean_phrase(mean, scale) == phrase


@pytest.mark.parametrize(
    ("typed", "scale", "names"),
    [
        ("4", "stars", ["★★★★", "★★★★½", "★★★½"]),
        ("4.", "stars", ["★★★★", "★★★★½", "★★★½"]),
        ("★★★★★", "stars", ["★★★★★", "★★★★½"]),
        ("½", "stars", ["½", "★"]),
        ("9/10", "stars", ["★★★★½", "★★★★★", "★★★★"]),
        ("9", "stars", ["★★★★½ (9/10)"]),
        ("6", "stars", ["★★★ (6/10)"]),
        ("10", "stars", ["★★★★★ (10/10)"]),
        ("9", "points", ["9/10", "10/10", "8/10"]),
        ("0", "stars", []),
        ("0", "points", []),
        ("11", "stars", []),
        ("11", "points", []),
        ("5.5", "stars", []),
        ("great", "stars", []),
        (".", "stars", []),
    ],
)
def test_what_is_offered_while_a_score_is_typed(typed: str, scale: Scale, names: list[str]) -> None:
    assert list(offered_scores(typed, scale)) == names


@pytest.mark.parametrize("scale", ["stars", "points"])
def test_every_score_is_offered_where_nothing_is_typed(scale: Scale) -> None:
    assert list(offered_scores("  ", scale).values()) == [score_label(score, scale) for score in reversed(SCORES)]


@given(st.text("0123456789.,/½★ ", max_size=6), st.sampled_from(["stars", "points"]))
def test_every_score_that_is_offered_can_be_read(typed: str, scale: Scale) -> None:
    for value in offered_scores(typed, scale).values():
        assert LOWEST <= parse_score(value, scale) <= HIGHEST
