"""A choice poll's message and its words: the rule, the count, how it ended, and that the longest fits."""

from typing import Any

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.club.polls.record import Poll, PollOption
from bot.club.polls.tally import MOST_POINTS, Candidate, Marks, Method, draw_rank, tally
from bot.ui import theme
from bot.ui.polls.card import choice_card
from bot.ui.polls.results_card import choice_entries, paged
from bot.ui.polls.words import bar, outcome, rule, state, votes, whole_rule
from tests import discord_limits
from tests.club.polls.records import WHEN, make_choice, make_turnout

LATER = "2099-01-01T00:00:00Z"
LONG = "The *Endless* Chronicle of the Projectionist Who Fell Asleep in the Third Reel " * 3
FIRST_DRAWN, LAST_DRAWN = sorted((0, 1), key=lambda option: draw_rank(20240229, option))
NAMES = ("Ants", "Bees")


def texts(poll: Poll, *ballots: Marks) -> str:
    """Return all that a poll's message says."""
    assert poll.method is not None
    result = tally(poll.method, poll.candidates, ballots, seed=poll.seed)
    view = choice_card(make_turnout(poll, *ballots), result, [])
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def ended(poll: Poll, *ballots: Marks) -> str:
    assert poll.method is not None
    return outcome(poll, tally(poll.method, poll.candidates, ballots, seed=poll.seed))


@pytest.mark.parametrize(
    ("method", "facts", "ties"),
    [
        ("approval", {}, "you would watch. What is chosen most often wins.\nTies: a draw (seed 20240229)."),
        ("single", {"most_choices": 3}, "Choose one. The most votes win.\nTies: a draw (seed 20240229)."),
        ("approval", {"most_choices": 3}, "At most 3 choices each."),
        ("score", {}, "Ties: more first choices, then a draw (seed 20240229)."),
        (
            "ranked",
            {},
            "round by round, until one has more than half.\nTies: more first choices, then a draw (seed 20240229).",
        ),
    ],
)
def test_the_rule_is_printed_with_how_ties_are_broken(method: Method, facts: dict[str, Any], ties: str) -> None:
    assert ties in "\n".join(rule(make_choice(*NAMES, method=method, **facts)))


def test_nominations_and_carried_votes_are_part_of_the_rule() -> None:
    nominated = (PollOption(0, "Ants", nominated_at=WHEN), PollOption(1, "Bees", nominated_at=LATER, carry=1))
    poll = make_choice(*nominated, method="ranked")
    assert rule(poll)[1] == "Ties: more first choices, then the earlier nomination, then a draw (seed 20240229)."
    said = whole_rule(poll)
    assert "to the choice that more ballots put first, then to the one nominated earlier, then to a draw" in said
    assert "**Carried over**" in said


@pytest.mark.parametrize(
    ("method", "voting", "whole"),
    [
        ("approval", "Choose every one", "one vote to every choice on it"),
        ("single", "Choose one.", "one vote to one choice"),
        ("score", "Give each 0 to 5 points.", "0 to 5 points"),
        ("ranked", "Put them in your order.", "its ballots pass on to their next choice"),
    ],
)
def test_a_closed_poll_tells_its_rule_without_how_to_vote(method: Method, voting: str, whole: str) -> None:
    still_open, closed = (make_choice(*NAMES, method=method, most_choices=2, closed_at=at) for at in (None, WHEN))
    assert voting in rule(still_open)[0]
    assert rule(closed)[0] == rule(still_open)[0].split(". ")[-1]
    assert rule(closed)[1] == rule(still_open)[1]
    assert whole in whole_rule(closed)
    assert "20240229" in whole_rule(closed)
    assert all(len(line) <= 130 for line in rule(still_open))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Open until someone closes it"),
        ({"closes_at": LATER}, "Closes <t:4070908800:R>, <t:4070908800:f>"),
        ({"sealed": True, "anonymous": True}, "sealed: the count is shown at the close · anonymous"),
        ({"voter_role": 8}, "for <@&8>"),
        ({"closed_at": WHEN, "sealed": True}, "Closed <t:1704067200:R>"),
    ],
)
def test_its_state_is_told(facts: dict[str, Any], said: str) -> None:
    assert said in state(make_choice(*NAMES, **facts))
    assert "sealed" not in state(make_choice(*NAMES, closed_at=WHEN, sealed=True))


@pytest.mark.parametrize(
    ("count", "method", "said"),
    [
        (0, "approval", "0 votes"),
        (1, "approval", "½ vote"),
        (2, "single", "1 vote"),
        (3, "ranked", "1½ votes"),
        (8, "score", "4 points"),
        (2_468, None, "1,234 votes"),
    ],
)
def test_halves_are_counted_in_words(count: int, method: Method | None, said: str) -> None:
    assert votes(count, method) == said


def test_an_open_poll_without_a_vote_has_not_come_out_yet() -> None:
    poll = make_choice(*NAMES)
    [first, *_] = choice_entries(make_turnout(poll), tally("approval", poll.candidates, [], seed=poll.seed))
    assert first == "Nobody has voted yet."


@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_a_bar_has_eight_parts_and_shows_what_is_not_nothing(count: int, more: int) -> None:
    drawn = bar(count, count + more)
    assert len(drawn) == 8
    assert ("▰" in drawn) == (count > 0)
    assert more or not count or "▱" not in drawn


@pytest.mark.parametrize(
    ("method", "ballots", "said"),
    [
        ("approval", [], "Nobody voted, so nothing was chosen."),
        ("approval", [((0, 1),), ((0, 1), (1, 1))], "**Ants** wins, with 2 votes from 2 voters."),
        ("single", [((1, 1),)], "**Bees** wins, with 1 vote of 1."),
        ("score", [((0, 5), (1, 1))], "**Ants** wins, with 5 points from 1 voter."),
        ("ranked", [((0, 1), (1, 2)), ((0, 1),), ((1, 1),)], "**Ants** wins, with 2 votes of 3."),
        (
            "approval",
            [((0, 1), (1, 1))],
            f"**{NAMES[FIRST_DRAWN]}** wins a tie with {NAMES[LAST_DRAWN]}: 1 vote each, by the draw.",
        ),
        (
            "score",
            [((0, 5), (1, 1)), ((1, 3),), ((0, 1), (1, 2))],
            "**Bees** wins a tie with Ants: 6 points each, more put it first.",
        ),
    ],
)
def test_how_it_ended(method: Method, ballots: list[Marks], said: str) -> None:
    assert ended(make_choice(*NAMES, method=method), *ballots) == said


def test_many_that_are_tied_are_counted() -> None:
    poll = make_choice(*(f"Film {number}" for number in range(9)))
    assert "wins a tie with 8 others: 1 vote each" in ended(poll, tuple((option, 1) for option in range(9)))


def test_while_it_is_open_choices_stand_as_they_were_named_and_then_by_their_votes() -> None:
    ballots: tuple[Marks, ...] = (((1, 1),), ((1, 1), (0, 1)))
    said = texts(make_choice(*NAMES), *ballots)
    assert said.index("**Ants** · 1 vote") < said.index("**Bees** · 2 votes\n▰▰▰▰▰▰▰▰")
    said = texts(make_choice(*NAMES, "Cats", closed_at=WHEN), *ballots)
    assert "**Bees** · 2 votes\n▰▰▰▰▰▰▰▰\n**Ants** · 1 vote\n▰▰▰▰▱▱▱▱\n**Cats** · 0 votes\n**2 votes**\n" in said


def test_a_sealed_poll_tells_its_turnout_alone_until_it_closes() -> None:
    said = texts(make_choice(*NAMES, sealed=True), ((1, 1),))
    assert "▰" not in said
    assert "**1 vote** so far" in said
    assert "**Bees** · 1 vote" in texts(make_choice(*NAMES, sealed=True, closed_at=WHEN), ((1, 1),))


def test_a_run_off_is_shown_by_first_choices_and_in_rounds_at_the_end() -> None:
    names = ("Ants", "Bees", "Cats")
    ballots: tuple[Marks, ...] = (((0, 1),), ((0, 1),), ((1, 1),), ((1, 1),), ((2, 1), (1, 2)))
    said = texts(make_choice(*names, method="ranked"), *ballots)
    assert "**Bees** · first for 2" in said
    assert "Round" not in said
    said = texts(make_choice(*names, method="ranked", closed_at=WHEN), *ballots)
    assert "**Bees** wins in round 2, with 3 votes of 5." in said
    assert "**Round 1**  Ants 2 votes, Bees 2 votes, Cats 1 vote\n-# Cats goes out." in said
    assert "**Round 2**  Bees 3 votes, Ants 2 votes" in said


def test_what_is_taken_out_carried_over_or_hostile_says_so() -> None:
    out, carried = PollOption(0, "Ants", voided_at=WHEN), PollOption(1, "Bees", carry=1)
    said = texts(make_choice(out, carried, "||@everyone|| <@1>"), ((1, 1),))
    assert "~~Ants~~ · taken out" in said
    assert "**Bees** · 1½ votes · ½ vote carried over" in said
    assert "@everyone" not in said
    assert r"\<@1>" in said


@pytest.mark.parametrize("method", ["approval", "ranked", "single", "score"])
@pytest.mark.parametrize("facts", [{}, {"closed_at": WHEN}, {"sealed": True, "anonymous": True, "voter_role": 10**17}])
def test_the_longest_poll_fits_its_message_and_its_pages(method: Method, facts: dict[str, Any]) -> None:
    options = [PollOption(place, f"{place} {LONG}", nominated_at=WHEN, carry=1) for place in range(25)]
    poll = make_choice(*options, question=LONG, method=method, most_choices=20, closes_at=LATER, **facts)
    marks = {"ranked": lambda place: place + 1, "score": lambda place: place % MOST_POINTS}
    ballots = [
        tuple((option, marks.get(method, lambda _: 1)(place)) for place, option in enumerate(chosen))
        for first in range(25)
        for chosen in [[(first * step) % 25 for step in range(1, 2 if method == "single" else 6)]]
        if len(set(chosen)) == len(chosen)
    ]
    result = tally(method, [Candidate(place, WHEN, 1) for place in range(25)], ballots, seed=1)
    turnout = make_turnout(poll, *ballots)
    view = choice_card(turnout, result, [], "The role it was for is gone, so nobody can vote now. " * 2)
    discord_limits.check_components([item.to_component_dict() for item in view.walk_children()])
    assert view.content_length() <= theme.VIEW_TEXT
    for page in paged(choice_entries(turnout, result)):
        assert sum(map(theme.units, page)) <= 3_000
