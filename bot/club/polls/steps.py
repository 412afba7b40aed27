"""What is done with polls: each step a function of a connection, to be run in one transaction."""

import sqlite3

from bot.catalogue.visibility import REACHABLE
from bot.club import ratings
from bot.club.polls import ballot as rules
from bot.club.polls import rows
from bot.club.polls.record import (
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    AlreadyOpenError,
    Ballot,
    Poll,
    PollDraft,
    PollError,
)
from bot.club.polls.tally import Marks
from bot.club.ratings import Change
from bot.connection import now

OPEN_RATINGS = "guild_id = ? AND kind = 'rating' AND closed_at IS NULL AND film_id = ifnull(?, film_id) ORDER BY id"
"""Which polls are a server's open rating polls, of one film where it is given."""

GONE = "That poll is no longer there."
FILM_GONE = "The film of this poll is no longer in the catalogue, so it takes no votes now. Those it had are kept."

_IN_REACH = f"SELECT 1 FROM films WHERE films.id = :film AND {REACHABLE}"  # noqa: S608 - a condition of this project


def required(connection: sqlite3.Connection, poll_id: int, guild_id: int) -> Poll:
    """Return a poll of a server.

    Raises:
        PollError: it is gone.
    """
    poll = rows.read(connection, poll_id, guild_id=guild_id)
    if poll is None:
        raise PollError(GONE)
    return poll


def require_open(poll: Poll) -> None:
    """Refuse to change a poll that is closed.

    Raises:
        PollError: it is.
    """
    if not poll.is_open:
        raise PollError("This poll is closed already. /poll reopen opens it again with every vote it had.")


def refuse_second(connection: sqlite3.Connection, film_id: int, guild_id: int) -> None:
    """Refuse a second open rating poll of a film, since both would take the same votes.

    Raises:
        AlreadyOpenError: there is one.
    """
    open_ones = rows.read_where(connection, OPEN_RATINGS, (guild_id, film_id))
    if open_ones:
        raise AlreadyOpenError(open_ones[0])


def open_poll(connection: sqlite3.Connection, draft: PollDraft, guild_id: int, created_by: int) -> Poll:
    """Write a new poll.

    Raises:
        AlreadyOpenError: another rating poll of the film is open.
        PollError: it has too few, too many or equal options, or a film that the server does not see.
    """
    films = [option.film_id for option in draft.options if option.film_id is not None]
    if draft.kind == "choice":
        _check_options(draft)
    elif draft.film_id is None:
        raise PollError("A rating poll needs a film.")
    else:
        films.append(draft.film_id)
        refuse_second(connection, draft.film_id, guild_id)
    for film_id in films:
        if connection.execute(_IN_REACH, {"film": film_id, "guild": guild_id}).fetchone() is None:
            raise PollError("One of those films is no longer in the catalogue.")
    poll_id = rows.insert(connection, draft, guild_id=guild_id, created_by=created_by)
    rows.note(connection, poll_id, "opened", created_by)
    return required(connection, poll_id, guild_id)


def _check_options(draft: PollDraft) -> None:
    if not FEWEST_OPTIONS <= len(draft.options) <= MOST_OPTIONS:
        raise PollError(f"A poll needs {FEWEST_OPTIONS} to {MOST_OPTIONS} choices.")
    if len({option.position for option in draft.options}) != len(draft.options):
        raise PollError("Two choices of a poll cannot have the same place.")
    named = [option.film_id or option.label.casefold() for option in draft.options]
    if len(set(named)) != len(named):
        raise PollError("The same choice is in there twice.")


def cast(
    connection: sqlite3.Connection, poll_id: int, marks: Marks, guild_id: int, member_id: int, clicked_at: str
) -> Ballot:
    """Write a member's ballot in a choice poll, if it was clicked in time.

    Raises:
        PollClosedError: it was not.
        PollError: the poll is gone, or the marks are no ballot of it.
    """
    poll = required(connection, poll_id, guild_id)
    rules.check_time(poll, clicked_at)
    rules.check_marks(poll, marks)
    rows.cast_ballot(connection, poll_id, member_id, marks, now())
    cast = rows.ballot_of(connection, poll_id, member_id)  # which tells too whether a host has voided it
    assert cast is not None, "it has just been written"
    return cast


def rate(
    connection: sqlite3.Connection, poll_id: int, score: int, guild_id: int, member_id: int, clicked_at: str
) -> Change:
    """Write a member's rating of a rating poll's film, if it was clicked in time.

    Raises:
        PollClosedError: it was not.
        PollError: the poll is gone or of another kind, or its film is no longer in the catalogue.
    """
    poll = required(connection, poll_id, guild_id)
    if poll.kind != "rating":
        raise PollError(GONE)
    rules.check_time(poll, clicked_at)
    change = None
    if poll.film_id is not None:
        change = ratings.rate(connection, poll.film_id, score, guild_id=guild_id, member_id=member_id)
    if change is None:
        raise PollError(FILM_GONE)
    return change


def close(connection: sqlite3.Connection, poll_id: int, guild_id: int, before: str) -> bool:
    """Close a poll whose time was up at `before`; False where it is not, or it is closed."""
    poll = rows.read(connection, poll_id, guild_id=guild_id)
    if poll is None or not poll.is_open or poll.closes_at is None or poll.closes_at > before:
        return False
    connection.execute("UPDATE polls SET closed_at = ? WHERE id = ?", (now(), poll_id))
    if poll.kind == "rating":
        rows.freeze_ratings(connection, poll)
    rows.note(connection, poll_id, "closed", None)
    return True


def keep_rating(connection: sqlite3.Connection, poll: Poll, member_id: int) -> None:
    """Give a rating in an open poll a row of its own, which can be marked as voided."""
    for ballot in rows.ballots(connection, poll, voided=True):
        if ballot.member_id == member_id:
            rows.cast_ballot(connection, poll.id, member_id, ballot.marks, ballot.cast_at)
