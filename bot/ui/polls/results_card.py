"""A poll's count in full, as entries of pages: how it stands, every choice, and each round of a run-off."""

from collections.abc import Iterable, Iterator

from bot.club.polls.record import Poll, Turnout
from bot.club.polls.tally import Result
from bot.ui import facts, theme
from bot.ui.polls.card import option_lines
from bot.ui.polls.words import METHODS, outcome, poll_name, round_line, state, whole_rule

_ENTRIES, _UNITS = 12, 3_000
"""How much stands on one page, which leaves room for its heading and controls."""


def results_heading(turnout: Turnout, taken_out: int) -> str:
    """Return what stands over a poll's count, in markdown: which, how many voted, how many votes were taken out."""
    poll = turnout.poll
    kind = "Rating" if poll.method is None else METHODS[poll.method]
    voided = f", {taken_out:,} taken out" if taken_out else ""
    count = f"{facts.count(turnout.voters, 'vote')}{' so far' if poll.is_open else ''}{voided}"
    return f"## {poll_name(poll)}\n-# {kind} · {state(poll)}\n-# {count}, counted anew from the ballots"


def choice_entries(turnout: Turnout, result: Result) -> Iterator[str]:
    """Return a choice poll's count as pieces of markdown: how it ends or stands, each choice, each round, the rule."""
    poll = turnout.poll
    yield _standing(poll, result) if poll.is_open else outcome(poll, result)
    yield "\n".join(option_lines(turnout, result))
    yield from (round_line(poll, number, each) for number, each in enumerate(result.rounds, 1))
    yield from (f"-# {line}" for line in whole_rule(poll).splitlines())


def _standing(poll: Poll, result: Result) -> str:
    return "Nobody has voted yet." if result.winner is None else f"As it stands: {outcome(poll, result)}"


def paged(entries: Iterable[str]) -> list[list[str]]:
    """Return entries in pages, each as full as a page may be; one that is too long alone is clipped."""
    pages: list[list[str]] = [[]]
    room = _UNITS
    for entry in entries:
        text = theme.clip(entry, _UNITS)
        if pages[-1] and (theme.units(text) > room or len(pages[-1]) == _ENTRIES):
            pages.append([])
            room = _UNITS
        pages[-1].append(text)
        room -= theme.units(text)
    return pages
