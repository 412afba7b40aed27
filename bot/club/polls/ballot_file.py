"""A poll's ballots as a table that a spreadsheet opens, so that anyone can count them again. Pure rules."""

import csv
import io

from bot.club.polls.record import Ballot, Poll, Turnout

UNNAMED = "not named"
"""Stands for a member whom others are not told of."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = {"approval": "chosen", "single": "chosen", "ranked": "rank", "score": "points"}


def ballot_table(turnout: Turnout) -> str:
    """Return a CSV table with a row for each ballot, in the order they were cast: whose, when, whether it counts.

    Then comes a column for each option with the ballot's mark for it, or the score of 1 to 10 of a rating poll.
    """
    assert not turnout.poll.anonymous, "the ballots of an anonymous poll are never shown"
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["member", "cast at", "counts", *_headings(turnout.poll)])
    for ballot in turnout.ballots:
        whose = str(ballot.member_id) if turnout.names(ballot.member_id) else UNNAMED
        counts = "yes" if ballot.voided_at is None else "no: taken out"
        writer.writerow([whose, ballot.cast_at, counts, *_marks(turnout.poll, ballot)])
    return stream.getvalue()


def _headings(poll: Poll) -> list[str]:
    if poll.method is None:
        return ["score of 10"]
    mark = _MARK[poll.method]
    taken_out = {True: "", False: " (taken out)"}
    return [_inert(f"{it.label} ({mark}){taken_out[it.voided_at is None]}") for it in poll.options]


def _marks(poll: Poll, ballot: Ballot) -> list[int | str]:
    given = dict(ballot.marks)
    positions = [option.position for option in poll.options] or [0]
    return [given.get(position, "") for position in positions]


def _inert(text: str) -> str:
    """Return a cell with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
