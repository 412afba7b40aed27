"""Movie nights as their tests need them: films that differ in what the rules ask, and short ways to act."""

import sqlite3
from typing import Any

from bot.club.nights import host, members, over, rows
from bot.club.nights.record import Board, Ending, NewNight, Night, Nominated, Nomination, Plan, VoteTerms, Watched
from bot.club.nights.rules import NightRules
from bot.club.nights.times import When
from bot.club.polls import rows as poll_rows
from bot.connection import now
from tests.factories import make_film

GUILD, OTHER = 5, 6
ANA, BO, CY, HOST = 71, 72, 73, 90
CHANNEL = 900
LATER = "2099-01-01T20:00:00Z"

FILMS = (
    make_film("The Paper Lighthouse", 1961, runtime_minutes=97, language="sv"),
    make_film("Salt Road", 1999, runtime_minutes=167, language="en"),
    make_film("Nobody Came", 1970, runtime_minutes=80, language="fr"),
    make_film("Paper Lanterns", None),
)
LIGHTHOUSE, SALT, NOBODY, LANTERNS = 1, 2, 3, 4


def made(connection: sqlite3.Connection, name: str = "Film Friday", when: When | None = None, **rules: Any) -> Night:
    new = NewNight(name, name.casefold(), NightRules(**rules), when, CHANNEL)
    night, _ = host.create(connection, new, guild_id=GUILD, by=HOST)
    return night


def nominated(connection: sqlite3.Connection, night: Night, film_id: int, member_id: int = ANA) -> Nomination:
    film = FILMS[film_id - 1]
    done = members.nominate(connection, night.id, film_id, film.title, guild_id=GUILD, member_id=member_id)
    assert isinstance(done, Nominated), done
    return done.nomination


def comes(connection: sqlite3.Connection, night: Night, *member_ids: int, coming: bool = True) -> None:
    for member_id in member_ids:
        members.answer(connection, night.id, coming=coming, guild_id=GUILD, member_id=member_id)


def voted(
    connection: sqlite3.Connection, night: Night, *ballots: tuple[int, ...], close: bool = True, **terms: Any
) -> int:
    """Open a vote, cast ballots of options for members from 71 on, close it, and return the poll."""
    opened = host.open_vote(connection, night.id, VoteTerms(**terms), guild_id=GUILD, channel_id=CHANNEL, by=HOST)
    for member_id, options in enumerate(ballots, 71):
        marks = tuple((option, 1) for option in options)
        poll_rows.cast_ballot(connection, opened.poll.id, member_id, marks, now())
    if close:
        connection.execute("UPDATE polls SET closed_at = ? WHERE id = ?", (now(), opened.poll.id))
    return opened.poll.id


def scheduled(connection: sqlite3.Connection, night: Night, film_id: int = LIGHTHOUSE, **plan: Any) -> int:
    values = {"starts_at": LATER, "voice_id": None, "place": "Here", "room_id": CHANNEL, "remind_at": None} | plan
    plan_of_it = Plan(film_id=film_id, **values)
    return host.schedule(connection, night.id, plan_of_it, guild_id=GUILD, by=HOST).was.id


def watched(
    connection: sqlite3.Connection, night: Night, film_id: int = LIGHTHOUSE, number: int | None = None
) -> Watched:
    ending = Ending(number or board(connection, night).evening.number, film_id, CHANNEL, LATER)
    return over.watched(connection, night.id, ending, guild_id=GUILD, by=HOST)


def board(connection: sqlite3.Connection, night: Night) -> Board:
    found = rows.night(connection, night.id, guild_id=GUILD)
    assert found is not None
    return rows.board(connection, found)


def carries(connection: sqlite3.Connection, night: Night) -> dict[int | None, int]:
    """Return what the films on the board bring along."""
    return {entry.nomination.film_id: entry.nomination.carry for entry in board(connection, night).entries}
