"""A rating poll's message in words: which votes are ratings from before it, and columns that a phone keeps."""

from collections.abc import Sequence

import pytest
from discord import ui

from bot.club.polls.rated import earlier, rated
from bot.club.polls.record import Ballot, Turnout
from bot.club.scores import Scale
from bot.ui.polls.rating_poll_card import ShownRating, rating_card
from tests.club.polls.records import WHEN, make_poll

BEFORE, SINCE = "2023-12-31T23:59:59Z", "2024-01-01T00:00:01Z"


def turnout(cast: Sequence[str], scores: Sequence[int] = (), closed_at: str | None = None) -> Turnout:
    given = scores or [8] * len(cast)
    ballots = [Ballot(member, ((0, score),), at) for member, (at, score) in enumerate(zip(cast, given, strict=True), 1)]
    return Turnout(make_poll(closed_at=closed_at), tuple(ballots))


def text(of: Turnout, scale: Scale = "stars") -> str:
    view = rating_card(ShownRating(of, rated(of), None, None, scale), None, [])
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


@pytest.mark.parametrize(
    ("cast", "before", "said"),
    [
        ([], 0, "**0 votes** so far\n"),
        ([WHEN, SINCE], 0, "**2 votes** so far\n"),
        ([BEFORE], 1, "**1 vote** so far: 1 rating from before the poll\n"),
        ([BEFORE] * 5 + [SINCE], 5, "**6 votes** so far: 5 ratings from before and 1 since\n"),
    ],
)
def test_ratings_from_before_the_poll_are_told_apart(cast: list[str], before: int, said: str) -> None:
    assert earlier(turnout(cast)) == before
    assert said in text(turnout(cast))
    assert "ratings from before the poll count too" in text(turnout(cast))
    assert said.strip().replace(" so far", "") in text(turnout(cast, closed_at=SINCE))


@pytest.mark.parametrize(("scale", "high", "low"), [("stars", "★★★★½", "★"), ("points", "9/10", "2/10")])
def test_votes_and_scores_stand_in_columns(scale: Scale, high: str, low: str) -> None:
    lines = text(turnout([SINCE] * 12, [9, *[2] * 11]), scale).splitlines()
    first, second = (line for line in lines if " gave " in line)
    assert first == f"▰▱▱▱▱▱▱▱  \u20071 gave {high}"
    assert second == f"▰▰▰▰▰▰▰▰  11 gave {low}"
