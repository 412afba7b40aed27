"""A ballot as the member who fills it in sees it: the selects, what they have said so far, and the receipt."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.club.polls.ballot import most_choices
from bot.club.polls.record import Ballot, Poll, PollOption
from bot.club.polls.tally import MOST_POINTS, Marks, Method
from bot.ui import facts, theme
from bot.ui.markup import inline, plain
from bot.ui.polls.ballot_codes import ranked_marks, ranking_of
from bot.ui.polls.words import name, stamp

Rows = Sequence[Sequence[ui.Item[Any]]]

NO_PART = "A host has taken your vote out of this poll’s count."

_QUESTION = 200
_NO_POINTS = "No points"


def ballot_card(poll: Poll, said: Sequence[str], rows: Rows) -> ui.LayoutView:
    """Return a poll's question over texts in markdown, blank ones left out, and controls that outlive every view."""
    card: ui.Container[Any] = ui.Container(
        ui.TextDisplay(f"### {inline(poll.question, _QUESTION)}"), accent_colour=theme.CARD
    )
    for text in said:
        if text:
            card.add_item(ui.TextDisplay(text))
    for row in rows:
        card.add_item(ui.ActionRow(*row))
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    return view


def pick_words(poll: Poll) -> str:
    """Return how to vote by approval or single choice, in markdown."""
    most = most_choices(poll)
    if most == 1:
        return "Pick one."
    if most < len(poll.candidates):
        return f"Pick up to {most}."
    return "Pick as many as you like."


def ranking_words(poll: Poll, ranking: Sequence[int]) -> str:
    """Return a ranking as far as it goes, in markdown."""
    if not ranking:
        return "Put them in your order, the one you want most first. Two or three are enough."
    return f"Your order so far, which counts once you cast it:\n{marks_words(poll, ranked_marks(ranking))}"


def points_words(poll: Poll, points: Mapping[int, int]) -> str:
    """Return the points given so far, in markdown."""
    if not points:
        return f"Give each up to {MOST_POINTS} points: pick one, then its points."
    return f"Your points so far, which count once you cast them:\n{marks_words(poll, tuple(points.items()))}"


def marks_words(poll: Poll, marks: Marks) -> str:
    """Return what a ballot says, a line an option, in markdown; options that were taken out are left out."""
    assert poll.method is not None
    counted = {candidate.option for candidate in poll.candidates}
    kept = tuple(mark for mark in marks if mark[0] in counted)
    return "\n".join(_MARKS[poll.method](poll, kept))


def receipt(poll: Poll, ballot: Ballot) -> list[str]:
    """Return what a member is told once their ballot is on disk, in markdown: what was counted, and when."""
    if not ballot.marks:
        return [f"Your vote is taken back, at {stamp(ballot.cast_at, 'T')}.", f"-# {_until(poll)}"]
    told = [
        f"Counted at {stamp(ballot.cast_at, 'T')}. {_until(poll)}",
        *(["The count is shown at the close."] if poll.sealed else []),
        *(["Nobody is ever shown whose vote this is."] if poll.anonymous else []),
    ]
    head = f"**{NO_PART}** It is kept like this:" if ballot.voided_at else "**Your vote is counted:**"
    return [f"{head}\n{marks_words(poll, ballot.marks)}", f"-# {' '.join(told)}"]


def standing(poll: Poll, ballot: Ballot | None) -> str:
    """Return what a member who votes again has said before, in markdown; empty where that is nothing."""
    if ballot is None or not (words := marks_words(poll, ballot.marks)):
        return ""
    head = NO_PART if ballot.voided_at else f"Your vote, counted at {stamp(ballot.cast_at, 'T')}:"
    return f"-# {head}\n{words}"


def pick_select(poll: Poll, chosen: Collection[int], custom_id: str) -> ui.Select[Any]:
    """Return the select of all options, of which as many can be picked as a ballot may mark."""
    options = [_option(option, default=option.position in chosen) for option in _counted(poll)]
    most = min(most_choices(poll), len(options))
    return ui.Select(custom_id=custom_id, placeholder=pick_words(poll), options=options, max_values=most)


def rank_select(poll: Poll, ranking: Collection[int], custom_id: str) -> ui.Select[Any]:
    """Return the select of the options that are not ranked yet."""
    left = [_option(option) for option in _counted(poll) if option.position not in ranking]
    return ui.Select(custom_id=custom_id, placeholder=f"Your {ordinal(len(ranking) + 1)} choice", options=left)


def film_select(poll: Poll, points: Mapping[int, int], giving: int | None, custom_id: str) -> ui.Select[Any]:
    """Return the select of what to give points to, each with those it has; `giving` is the one picked."""
    options = [
        _option(option, default=option.position == giving, description=_points(points.get(option.position, 0)))
        for option in _counted(poll)
    ]
    return ui.Select(custom_id=custom_id, placeholder="Pick what to give points to", options=options)


def points_select(poll: Poll, giving: int, given: int, custom_id: str) -> ui.Select[Any]:
    """Return the select of the points for one option."""
    option = poll.option(giving)
    about = plain(option.label, theme.PLACEHOLDER // 2) if option is not None else ""
    options = [
        discord.SelectOption(label=_points(points), value=str(points), default=points == given > 0)
        for points in range(MOST_POINTS, -1, -1)
    ]
    return ui.Select(custom_id=custom_id, placeholder=f"Points for {about}", options=options)


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th` …, up to 99."""
    last = 0 if number // 10 == 1 else number % 10
    return f"{number}{('th', 'st', 'nd', 'rd')[last] if last <= 3 else 'th'}"  # noqa: PLR2004 - as they are written


def _counted(poll: Poll) -> list[PollOption]:
    return [option for option in poll.options if option.voided_at is None][: theme.SELECT_OPTIONS]


def _option(option: PollOption, *, default: bool = False, description: str | None = None) -> discord.SelectOption:
    label = plain(option.label, theme.OPTION_LABEL)
    return discord.SelectOption(label=label, value=str(option.position), default=default, description=description)


def _points(points: int) -> str:
    return facts.count(points, "point") if points else _NO_POINTS


def _until(poll: Poll) -> str:
    if poll.closes_at is None:
        return "You may change it until the poll is closed."
    return f"You may change it until the poll closes, {stamp(poll.closes_at)}."


def _listed(poll: Poll, marks: Marks) -> list[str]:
    return [f"- {name(poll, option)}" for option, _ in marks]


def _ranked(poll: Poll, marks: Marks) -> list[str]:
    return [f"{rank}. {name(poll, option)}" for rank, option in enumerate(ranking_of(marks), 1)]


def _scored(poll: Poll, marks: Marks) -> list[str]:
    order = sorted(marks, key=lambda mark: (-mark[1], mark[0]))
    return [f"- {name(poll, option)} · {_points(points)}" for option, points in order if points]


_MARKS: Mapping[Method, Callable[[Poll, Marks], list[str]]] = {
    "approval": _listed,
    "single": _listed,
    "score": _scored,
    "ranked": _ranked,
}
"""The lines of a ballot, by how the poll is counted."""
