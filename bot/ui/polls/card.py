"""A poll's own message: what is asked, what is voted so far, and how it ended."""

from collections.abc import Iterator, Sequence
from typing import Any

from discord import ui

from bot.club.polls.record import Poll, PollOption, Turnout
from bot.club.polls.tally import Method, Result
from bot.ui import facts, theme
from bot.ui.markup import inline
from bot.ui.polls.words import LABEL, METHODS, bar, outcome, round_line, rule, state, votes

Rows = Sequence[Sequence[ui.Item[Any]]]

_QUESTION = 200
_SHORT_LABEL, _MANY = 48, 10
"""Units of an option's name where there are more than this many, so that 25 of them fit."""
_SPARE = 100


def choice_card(turnout: Turnout, result: Result, rows: Rows, gone: str | None = None) -> ui.LayoutView:
    """Return a choice poll as its message shows it, over its buttons; `gone` is what is missing of it, if anything."""
    poll = turnout.poll
    assert poll.method is not None
    heading = f"## {inline(poll.question, _QUESTION)}\n-# {METHODS[poll.method]} · {state(poll)}"
    texts = [heading, "\n".join(option_lines(turnout, result))]
    if not poll.is_open:
        texts.insert(1, outcome(poll, result))
    notes = [*rule(poll), *([gone] if gone else [])]
    if not poll.is_open and result.rounds:
        room = theme.VIEW_TEXT - _SPARE - sum(map(theme.units, [*texts, *notes]))
        texts.append("\n".join(_rounds(poll, result, room)))
    card = poll_frame(texts[0])
    for text in texts[1:]:
        card.add_item(ui.TextDisplay(text))
    return finished(card, turnout, notes, rows)


def option_lines(turnout: Turnout, result: Result) -> Iterator[str]:
    """Return each option with its count and, below it, a bar where it has votes.

    They stand as they were named while the poll is open, by their votes once it has closed.

    Of a sealed poll that is open nothing but the names is told.
    """
    poll = turnout.poll
    assert poll.method is not None
    counts = _counts(result)
    most = max(counts.values(), default=0)
    limit = LABEL if len(poll.options) <= _MANY else _SHORT_LABEL
    places = {standing.option: place for place, standing in enumerate(result.standings)}
    order = poll.options
    if not poll.is_open:
        order = sorted(poll.options, key=lambda option: places.get(option.position, len(places)))
    for option in order:
        hidden = poll.is_open and poll.sealed
        count = None if hidden else counts.get(option.position, 0)
        yield _option_line(option, count, most, poll.method, limit)


def poll_frame(text: str) -> ui.Container[Any]:
    """Return the frame of a poll's message with its heading, in markdown."""
    card: ui.Container[Any] = ui.Container(ui.TextDisplay(text), accent_colour=theme.CARD)
    return card


def finished(
    card: ui.Container[Any], turnout: Turnout, notes: Sequence[str], rows: Rows, made_of: str = ""
) -> ui.LayoutView:
    """Return a poll's message, ended with its turnout, small notes in markdown and rows of buttons that last.

    `made_of` says what the votes are, after their number.
    """
    so_far = (" so far" if turnout.poll.is_open else "") + made_of
    small = "".join(f"\n-# {note}" for note in notes)
    card.add_item(ui.TextDisplay(f"**{facts.count(turnout.voters, 'vote')}**{so_far}{small}"))
    for row in rows:
        card.add_item(ui.ActionRow(*row))
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    return view


def _counts(result: Result) -> dict[int, int]:
    """Return what each option is shown with, in halves: its votes, in a run-off those of the first round."""
    if result.method == "ranked":
        return dict(result.rounds[0].votes) if result.rounds else {}
    return {standing.option: standing.votes for standing in result.standings}


def _option_line(option: PollOption, count: int | None, most: int, method: Method, limit: int) -> str:
    label = inline(option.label, limit)
    if option.voided_at is not None:
        return f"~~{label}~~ · taken out"
    carried = f" · {votes(option.carry, None)} carried over" if option.carry else ""
    if count is None:
        return f"- **{label}**{carried}"
    shown = votes(count, method)
    if method == "ranked":
        shown = f"first for {shown.split(' ')[0]}"
    drawn = f"\n{bar(count, most)}" if count else ""
    return f"**{label}** · {shown}{carried}{drawn}"


def _rounds(poll: Poll, result: Result, room: int) -> Iterator[str]:
    """Return the rounds of a run-off, as many as there is room for, in markdown."""
    for number, each in enumerate(result.rounds, 1):
        line = round_line(poll, number, each)
        room -= theme.units(line) + 1
        if room < 0:
            more = f"… and so on, to round {len(result.rounds)}" if number > 1 else "The count took one round"
            yield f"-# {more}: `/poll results` shows all of it."
            return
        yield line
