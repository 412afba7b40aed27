"""Answers about what a club plans: the film night to come, the film of the week, the open polls. Sync SQL."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.asking.answered import Told
from bot.asking.answers.club_periods import moment_said
from bot.asking.answers.film_records import read_all_told
from bot.asking.asker import Asker
from bot.asking.query import ClubAsk
from bot.asking.saying.phrasing import FilmTold
from bot.club.deadlines import stored
from bot.club.nights import rows as night_rows
from bot.club.settings import Settings
from bot.club.weekly import next_due
from bot.ui import facts

_NIGHTS = 3
"""Film nights that one answer tells of."""
_LAST_WEEKLY = """
    SELECT film_id, posted_at FROM weekly_films
    WHERE guild_id = :guild AND film_id IS NOT NULL AND posted_at IS NOT NULL ORDER BY due_at DESC LIMIT 1
"""
_OPEN_POLLS = "SELECT count(*), min(closes_at) FROM polls WHERE guild_id = :guild AND closed_at IS NULL"


def _night(connection: sqlite3.Connection, asker: Asker, settings: Settings) -> Told:
    condition = "guild_id = ? AND ended_at IS NULL ORDER BY id"
    nights = night_rows.nights_where(connection, condition, asker.guild_id)
    if not nights:
        return Told(("No film night is planned here. `/night create` makes one.",))
    evenings = [(night, night_rows.evening(connection, night)) for night in nights]
    evenings.sort(key=lambda each: (each[1].starts_at is None, each[1].starts_at or ""))
    lines: list[str] = []
    films: list[int] = []
    for night, evening in evenings[:_NIGHTS]:
        when = moment_said(evening.starts_at, settings.time_zone) if evening.starts_at else "no time settled yet"
        film = asker.voice.title(evening.label) if evening.label else "no film settled yet"
        lines.append(f"{asker.voice.safe(night.name)}: {when}, {film}.")
        films += [evening.film_id] if evening.film_id else []
    return Told(tuple(lines), "by the club’s film nights · `/night board`", tuple(films))


def _weekly(connection: sqlite3.Connection, asker: Asker, settings: Settings) -> Told:
    lines: list[str] = []
    films: list[FilmTold] = []
    for film_id, posted_at in connection.execute(_LAST_WEEKLY, {"guild": asker.guild_id}).fetchall():
        films = read_all_told(connection, [film_id], guild_id=asker.guild_id)
        day = facts.day(datetime.fromisoformat(posted_at).astimezone(settings.time_zone).date().isoformat())
        lines += [f"The last film of the week is {asker.voice.title(film.label)}, of {day}." for film in films]
    if settings.weekly_day is not None and settings.announcement_channel is None:
        lines.append("No next one is due: it needs a channel for announcements, chosen in `/settings`.")
    elif settings.weekly_day is not None:
        due = next_due(datetime.now(UTC), settings.time_zone, settings.weekly_day, settings.weekly_hour)
        lines.append(f"The next one is due {moment_said(stored(due), settings.time_zone)}.")
    if not lines:
        return Told(("No film of the week is posted here. Whoever manages the server turns it on in `/settings`.",))
    return Told(tuple(lines), "by the film of the week", tuple(film.id for film in films))


def _polls(connection: sqlite3.Connection, asker: Asker, settings: Settings) -> Told:
    """Tell how many polls are open, but not which: a poll may be in a channel that who reads this cannot see."""
    many, closes = connection.execute(_OPEN_POLLS, {"guild": asker.guild_id}).fetchone()
    if not many:
        return Told(("No poll is open here. `/poll rate` and `/poll choose` open one.",))
    which = "It" if many == 1 else "The first of them"
    when = f" {which} closes {moment_said(closes, settings.time_zone)}." if closes else ""
    said = f"{facts.count(many, 'poll')} {'is' if many == 1 else 'are'} open here.{when}"
    return Told((said,), "by the club’s polls · `/poll list` leads to them")


Planned = Callable[[sqlite3.Connection, Asker, Settings], Told]

PLANS: Mapping[ClubAsk, Planned] = {"night": _night, "weekly": _weekly, "polls": _polls}
"""What is told of a club's plans."""
