"""Voting in a choice poll: the private ballot, and the receipt once it is on disk.

All of a ballot's controls outlive every restart: what a member has said so far stands in their ids.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import discord
from discord import ui

from bot.client import Marquee
from bot.club.polls import ballot as rules
from bot.club.polls.record import Ballot, Poll, PollClosedError, PollError
from bot.club.polls.tally import Marks
from bot.replies.polls.access import poll_of, require_voter, server_of
from bot.replies.polls.messages import clicked_at, mark_stale
from bot.ui import respond
from bot.ui.polls import ballot_controls as drawn
from bot.ui.polls.ballot_codes import (
    POINTS,
    RANKING,
    points_word,
    ranked_marks,
    ranking_word,
    read_points,
    read_ranking,
    still_there,
)

Interaction = discord.Interaction[Marquee]

_ALL_RANKED = "That is all of them. *Cast now* has it counted."
_TAKEN_OUT = "What you picked has been taken out of the poll."


async def open_ballot(interaction: Interaction, poll_id: int) -> None:
    """Give a member a ballot to fill in, in private; it begins with what they said before.

    Raises:
        PollClosedError: they clicked after the poll's time.
        UserError: they may not vote in it, or it is no poll of this server.
    """
    async with respond.in_time(interaction, private=True):
        poll, former = await _poll_and_ballot(interaction, poll_id)
    await respond.show(interaction, _ballot(poll, former), private=True)


@dataclass(frozen=True, slots=True)
class _Step:
    """A click on a ballot's control: what its id says was filled in before, and the options or points picked now."""

    poll_id: int
    word: str
    picked: Sequence[int] = ()


class BallotSelect(
    ui.DynamicItem[ui.Select[Any]],
    template=rf"ballot:v1:(?P<poll>\d{{1,18}}):(?P<step>pick|rank|film|give):(?P<word>{RANKING}|[a-y]?{POINTS})",
):
    """A select of a ballot."""

    def __init__(self, select: ui.Select[Any], poll_id: int, step: str, word: str) -> None:
        super().__init__(select)
        self._step = _Step(poll_id, word)
        self._does = _SELECTED[step]

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the select that was used."""
        assert isinstance(item, ui.Select)
        return cls(item, int(match["poll"]), match["step"], match["word"])

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Go on with what was picked."""
        picked = [int(value) for value in self.item.values]
        async with respond.told(interaction, "filling in a ballot"):
            await self._does(interaction, _Step(self._step.poll_id, self._step.word, picked))


class BallotButton(
    ui.DynamicItem[ui.Button[Any]],
    template=(
        r"ballot:v1:(?P<poll>\d{1,18}):(?P<step>back|cast|score|change|withdraw)"
        rf":(?P<word>{RANKING}|{POINTS})"
    ),
):
    """A button of a ballot or a receipt."""

    def __init__(self, poll_id: int, step: str, word: str = "") -> None:
        label, style = _LABELS[step]
        super().__init__(ui.Button(label=label, style=style, custom_id=_id(poll_id, step, word)))
        self._step = _Step(poll_id, word)
        self._does = _CLICKED[step]

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["poll"]), match["step"], match["word"])

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Do what the button says."""
        async with respond.told(interaction, "a click on a ballot"):
            await self._does(interaction, self._step)


def _id(poll_id: int, step: str, word: str) -> str:
    return f"ballot:v1:{poll_id}:{step}:{word}"


async def _votable(click: Interaction, poll_id: int) -> Poll:
    """Return a poll that the member may vote in.

    Raises:
        PollClosedError: they clicked after its time.
        UserError: they may not, or it is no poll of this server.
    """
    poll = await poll_of(click, poll_id)
    rules.check_time(poll, clicked_at(click))
    require_voter(click, poll)
    return poll


async def _poll_and_ballot(click: Interaction, poll_id: int) -> tuple[Poll, Ballot | None]:
    """Return a poll that the member may vote in, as `_votable` does, and the ballot they cast in it before."""
    return await asyncio.gather(
        _votable(click, poll_id),
        click.client.polls.ballot_of(poll_id, guild_id=server_of(click), member_id=click.user.id),
    )


def _ballot(poll: Poll, former: Ballot | None, note: str = "") -> ui.LayoutView:
    """Return a ballot to fill in, which begins with what the member said before."""
    marks = former.marks if former is not None else ()
    before = drawn.standing(poll, former)
    if poll.method == "ranked":
        return _ranking(poll, (), note, before)
    if poll.method == "score":
        points = {option: points for option, points in marks if still_there(poll, [option])}
        return _points(poll, points, None, note, before)
    chosen = frozenset(option for option, _ in marks)
    select = BallotSelect(drawn.pick_select(poll, chosen, _id(poll.id, "pick", "")), poll.id, "pick", "")
    how = f"{drawn.pick_words(poll)} It counts at once, and only you see it."
    return drawn.ballot_card(poll, [note, before or how], [[select], *_withdrawing(poll, before)])


def _ranking(poll: Poll, ranking: Sequence[int], note: str = "", before: str = "") -> ui.LayoutView:
    """Return a ballot by ranking as far as it goes; `before` is what is told of a ballot cast."""
    word = ranking_word(ranking)
    rows: list[list[ui.Item[Any]]] = []
    full = len(ranking) >= rules.most_choices(poll)
    if not full:
        select = drawn.rank_select(poll, ranking, _id(poll.id, "rank", word))
        rows.append([BallotSelect(select, poll.id, "rank", word)])
    if ranking:
        rows.append([BallotButton(poll.id, "cast", word), BallotButton(poll.id, "back", word)])
    said = [note, before, drawn.ranking_words(poll, ranking), _ALL_RANKED if full else ""]
    return drawn.ballot_card(poll, said, [*rows, *_withdrawing(poll, before)])


def _points(
    poll: Poll, points: Mapping[int, int], giving: int | None, note: str = "", before: str = ""
) -> ui.LayoutView:
    """Return a ballot by score with the points so far; `before` is what stands in their place on a ballot cast."""
    word = points_word(points)
    films = drawn.film_select(poll, points, giving, _id(poll.id, "film", word))
    rows: list[list[ui.Item[Any]]] = [[BallotSelect(films, poll.id, "film", word)]]
    if giving is not None:
        about = ranking_word([giving]) + word
        select = drawn.points_select(poll, giving, points.get(giving, 0), _id(poll.id, "give", about))
        rows.append([BallotSelect(select, poll.id, "give", about)])
    if points:
        rows.append([BallotButton(poll.id, "score", word)])
    said = [note, before or drawn.points_words(poll, points)]
    return drawn.ballot_card(poll, said, [*rows, *_withdrawing(poll, before)])


def _withdrawing(poll: Poll, before: str) -> list[list[ui.Item[Any]]]:
    return [[BallotButton(poll.id, "withdraw")]] if before else []


async def _pick(click: Interaction, step: _Step) -> None:
    await _cast(click, step.poll_id, tuple((option, 1) for option in step.picked))


async def _rank(click: Interaction, step: _Step) -> None:
    async with respond.in_time(click, redrawing=True):
        poll = await _votable(click, step.poll_id)
    wanted = (*read_ranking(step.word), *step.picked)
    ranking = still_there(poll, tuple(dict.fromkeys(wanted)))
    await respond.redraw(click, _ranking(poll, ranking, _lost(wanted, ranking)))


async def _back(click: Interaction, step: _Step) -> None:
    async with respond.in_time(click, redrawing=True):
        poll = await _votable(click, step.poll_id)
    await respond.redraw(click, _ranking(poll, still_there(poll, read_ranking(step.word[:-1]))))


async def _cast_ranking(click: Interaction, step: _Step) -> None:
    await _cast(click, step.poll_id, ranked_marks(read_ranking(step.word)))


async def _film(click: Interaction, step: _Step) -> None:
    async with respond.in_time(click, redrawing=True):
        poll = await _votable(click, step.poll_id)
    points = _points_there(poll, step.word)
    giving = next(iter(still_there(poll, step.picked)), None)
    await respond.redraw(click, _points(poll, points, giving, _lost(step.picked, [giving])))


async def _give(click: Interaction, step: _Step) -> None:
    async with respond.in_time(click, redrawing=True):
        poll = await _votable(click, step.poll_id)
    about, word = read_ranking(step.word[:1]), step.word[1:]
    there = still_there(poll, about)
    points = _points_there(poll, word)
    given = {**points, **dict.fromkeys(there, step.picked[0])}
    given = {option: value for option, value in given.items() if value}
    note = _lost(about, there)
    if len(given) > (most := rules.most_choices(poll)):
        given, note = points, f"Points for at most {most} here. Give another one none first."
    await respond.redraw(click, _points(poll, given, None, note))


async def _cast_points(click: Interaction, step: _Step) -> None:
    await _cast(click, step.poll_id, tuple(read_points(step.word).items()))


async def _change(click: Interaction, step: _Step) -> None:
    async with respond.in_time(click, redrawing=True):
        poll, former = await _poll_and_ballot(click, step.poll_id)
    await respond.redraw(click, _ballot(poll, former))


async def _withdraw(click: Interaction, step: _Step) -> None:
    await _cast(click, step.poll_id, ())


async def _cast(click: Interaction, poll_id: int, marks: Marks) -> None:
    """Write a ballot, and tell the member once it is on disk; where it is none any more, give them a fresh one."""
    async with respond.in_time(click, redrawing=True):
        poll = await _votable(click, poll_id)
        try:
            cast = await click.client.polls.cast(
                poll.id, marks, guild_id=poll.guild_id, member_id=click.user.id, clicked_at=clicked_at(click)
            )
        except PollClosedError:
            raise
        except PollError as error:
            poll, former = await _poll_and_ballot(click, poll_id)
            view = _ballot(poll, former, f"**{error}**")
        else:
            mark_stale(click.client, poll)
            buttons = [BallotButton(poll.id, "change"), *([BallotButton(poll.id, "withdraw")] if marks else [])]
            view = drawn.ballot_card(poll, drawn.receipt(poll, cast), [buttons])
    await respond.redraw(click, view)


def _points_there(poll: Poll, word: str) -> dict[int, int]:
    points = read_points(word)
    return {option: points[option] for option in still_there(poll, tuple(points))}


def _lost(wanted: Sequence[int], there: Sequence[int | None]) -> str:
    """Return what is said where something that was picked is not there any more."""
    return "" if set(wanted) <= set(there) else f"**{_TAKEN_OUT}**"


_Does = Callable[[Interaction, _Step], Awaitable[None]]

_SELECTED: Mapping[str, _Does] = {"pick": _pick, "rank": _rank, "film": _film, "give": _give}
"""What each select of a ballot does with what is picked in it."""

_CLICKED: Mapping[str, _Does] = {
    "back": _back,
    "cast": _cast_ranking,
    "score": _cast_points,
    "change": _change,
    "withdraw": _withdraw,
}
_LABELS: Mapping[str, tuple[str, discord.ButtonStyle]] = {
    "back": ("Back", discord.ButtonStyle.secondary),
    "cast": ("Cast now", discord.ButtonStyle.primary),
    "score": ("Cast now", discord.ButtonStyle.primary),
    "change": ("Change", discord.ButtonStyle.secondary),
    "withdraw": ("Take back", discord.ButtonStyle.secondary),
}
