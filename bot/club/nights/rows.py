"""The SQL that reads movie nights: a night, its evening, its board, and how its vote came out."""

import json
import sqlite3
from typing import Any

from bot.catalogue.visibility import REACHABLE
from bot.club.hidden import SHOWN
from bot.club.nights.record import Board, Entry, Evening, Night, NightError, Nomination, Vote
from bot.club.nights.rules import FilmFacts, NightRules, film_refusal
from bot.club.polls import rows as poll_rows
from bot.club.polls.tally import Result, tally

GONE = "That movie night is no longer there."

_NIGHT = (
    "id, guild_id, name, rules, weekly_from, evening, poll_id, channel_id, message_id, created_by, created_at, ended_at"
)
_EVENING = (
    "id, night_id, number, starts_at, film_id, label, nomination_id, voice_id, place, event_id, event_lost, room_id, "
    "remind_at, reminded_at, watched_at, poll_id, rating_poll_id"
)
_NOMINATION = "id, film_id, label, member_id, nominated_at, carry"
_ON_BOARD = "withdrawn_at IS NULL AND evening_id IS NULL"

# The second column tells whether the film is in sight; the rules are asked of nothing else.
_ENTRIES = f"""
    SELECT {", ".join(f"each.{name}" for name in _NOMINATION.split(", "))},
      films.id IS NOT NULL, films.runtime_minutes, films.language, films.year,
      EXISTS (
          SELECT 1 FROM ratings WHERE ratings.guild_id = :guild AND ratings.film_id = films.id AND {SHOWN}
            AND (:guests = '[]' OR ratings.member_id IN (SELECT value FROM json_each(:guests)))
      ),
      EXISTS (SELECT 1 FROM night_votes WHERE poll_id = :poll AND nomination_id = each.id)
    FROM night_nominations AS each LEFT JOIN films ON films.id = each.film_id AND {REACHABLE}
    WHERE night_id = :night AND {_ON_BOARD}
    ORDER BY nominated_at, each.id
"""  # noqa: S608 - columns and conditions written in this project
_FACTS = f"""
    SELECT films.runtime_minutes, films.language, films.year, EXISTS (
        SELECT 1 FROM ratings WHERE ratings.guild_id = :guild AND ratings.film_id = films.id AND {SHOWN}
          AND (:guests = '[]' OR ratings.member_id IN (SELECT value FROM json_each(:guests)))
    )
    FROM films WHERE films.id = :film AND {REACHABLE}
"""  # noqa: S608 - conditions written in this project
_CANDIDATES = f"""
    SELECT position, {", ".join(f"each.{name}" for name in _NOMINATION.split(", "))}
    FROM night_votes JOIN night_nominations AS each ON each.id = nomination_id WHERE poll_id = ?
"""  # noqa: S608 - columns written above
_GUESTS = """
    SELECT member_id FROM night_guests WHERE night_id = ? AND evening = ? AND coalesce(attended, coming) = 1
    ORDER BY answered_at, id
"""


def night(connection: sqlite3.Connection, night_id: int, *, guild_id: int) -> Night | None:
    """Return a night of a server."""
    found = nights_where(connection, "id = ? AND guild_id = ?", night_id, guild_id)
    return found[0] if found else None


def required(connection: sqlite3.Connection, night_id: int, *, guild_id: int) -> Night:
    """Return a night that is not over.

    Raises:
        NightError: it is over, or there is none.
    """
    found = night(connection, night_id, guild_id=guild_id)
    if found is None:
        raise NightError(GONE)
    if not found.is_open:
        raise NightError(f"{found.name} has been cancelled. /night undo brings it back.")
    return found


def nights_where(connection: sqlite3.Connection, condition: str, *values: Any) -> tuple[Night, ...]:
    """Return the nights that fit a condition, which is SQL of this project with `?` for its values."""
    query = f"SELECT {_NIGHT} FROM nights WHERE {condition}"  # noqa: S608 - columns above, a condition of this project
    return tuple(_night(row) for row in connection.execute(query, values))


def evening(connection: sqlite3.Connection, night: Night, number: int | None = None) -> Evening:
    """Return an evening of a night, the one to come where no number is given."""
    wanted = night.evening if number is None else number
    found = evenings_where(connection, "night_id = ? AND number = ?", night.id, wanted)
    if not found:
        raise NightError("That evening is no longer there.")
    return found[0]


def evenings_where(connection: sqlite3.Connection, condition: str, *values: Any, **named: Any) -> tuple[Evening, ...]:
    """Return the evenings that fit a condition, as `nights_where` does; `named` are for one with `:name`."""
    query = f"SELECT {_EVENING} FROM night_evenings WHERE {condition}"  # noqa: S608 - as above
    return tuple(_evening(row) for row in connection.execute(query, named or values))


def guests(connection: sqlite3.Connection, night_id: int, number: int) -> tuple[int, ...]:
    """Return who comes to an evening, or was there, in the order in which they said so."""
    return tuple(member_id for (member_id,) in connection.execute(_GUESTS, (night_id, number)))


def facts(connection: sqlite3.Connection, film_id: int, coming: tuple[int, ...], *, guild_id: int) -> FilmFacts | None:
    """Return what the rules ask of a film, None where the server does not see it."""
    values = {"guild": guild_id, "film": film_id, "guests": json.dumps(coming)}
    row = connection.execute(_FACTS, values).fetchone()
    return None if row is None else FilmFacts(*row[:3], rated=bool(row[3]))


def board(connection: sqlite3.Connection, night: Night) -> Board:
    """Return a night as its board shows it."""
    coming = guests(connection, night.id, night.evening)
    vote = read_vote(connection, night.poll_id, guild_id=night.guild_id)
    open_id = vote.poll.id if vote is not None and vote.poll.is_open else None
    values = {"guild": night.guild_id, "night": night.id, "guests": json.dumps(coming), "poll": open_id}
    entries = [_entry(night, row, coming) for row in connection.execute(_ENTRIES, values)]
    return Board(night, evening(connection, night), tuple(entries), coming, vote)


def read_vote(connection: sqlite3.Connection, poll_id: int | None, *, guild_id: int) -> Vote | None:
    """Return a vote on an evening's film; once it is closed, with the result counted from its ballots."""
    poll = None if poll_id is None else poll_rows.read(connection, poll_id, guild_id=guild_id)
    if poll is None or poll.method is None:
        return None
    if poll.is_open:
        return Vote(poll)
    result = tally(
        poll.method, poll.candidates, (each.marks for each in poll_rows.ballots(connection, poll)), seed=poll.seed
    )
    winner = None if result.winner is None else candidates(connection, poll.id).get(result.winner)
    return Vote(poll, result, winner)


def candidates(connection: sqlite3.Connection, poll_id: int) -> dict[int, Nomination]:
    """Return the nominations that stood in a vote, by their place in it."""
    return {position: Nomination(*rest) for position, *rest in connection.execute(_CANDIDATES, (poll_id,))}


def ranking(result: Result, standing: dict[int, Nomination]) -> list[int]:
    """Return the nominations of a vote by their ids, the best placed first."""
    return [standing[each.option].id for each in result.standings if each.option in standing]


def nominations_where(connection: sqlite3.Connection, condition: str, *values: Any) -> tuple[Nomination, ...]:
    """Return nominations that are on a board and fit a condition, the earliest first."""
    query = f"SELECT {_NOMINATION} FROM night_nominations WHERE {_ON_BOARD} AND {condition} ORDER BY nominated_at, id"  # noqa: S608 - columns and a condition of this project
    return tuple(Nomination(*row) for row in connection.execute(query, values))


def nomination(connection: sqlite3.Connection, nomination_id: int | None) -> Nomination | None:
    """Return a nomination, on its board or no more."""
    query = f"SELECT {_NOMINATION} FROM night_nominations WHERE id = ?"  # noqa: S608 - columns written above
    row = connection.execute(query, (nomination_id,)).fetchone()
    return None if row is None else Nomination(*row)


def rules_as_json(rules: NightRules) -> str:
    """Return rules as the database stores them."""
    return json.dumps(
        {
            "most": rules.most,
            "longest": rules.longest,
            "languages": rules.languages,
            "years": rules.years,
            "unrated": rules.unrated,
            "carries": rules.carries,
        },
        ensure_ascii=False,
    )


def _rules(text: str) -> NightRules:
    kept: dict[str, Any] = json.loads(text)
    years = tuple((first, last) for first, last in kept.pop("years"))
    return NightRules(languages=tuple(kept.pop("languages")), years=years, **kept)


def _night(row: tuple[Any, ...]) -> Night:
    night_id, guild_id, name, rules, *rest = row
    return Night(night_id, guild_id, name, _rules(rules), *rest)


def _evening(row: tuple[Any, ...]) -> Evening:
    fields = dict(zip(_EVENING.split(", "), row, strict=True))
    return Evening(event_lost=bool(fields.pop("event_lost")), **fields)


def _entry(night: Night, row: tuple[Any, ...], coming: tuple[int, ...]) -> Entry:
    *kept, in_catalogue, runtime, language, year, rated, in_vote = row
    film = FilmFacts(runtime, language, year, bool(rated))
    refusal = film_refusal(night.rules, film, guests=bool(coming)) if in_catalogue else None
    return Entry(Nomination(*kept), runtime, refusal, bool(in_catalogue), bool(in_vote))
