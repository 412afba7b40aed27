"""Answers that are lists: films by conditions, counts, extremes, something to watch, and what a person worked on."""

import random
import secrets
import sqlite3
from collections.abc import Sequence
from functools import partial
from itertools import groupby

from bot.asking.answered import Told
from bot.asking.asker import Asker
from bot.asking.conditions_said import conditions_said
from bot.asking.film_records import read_told
from bot.asking.leaves import speaks_of
from bot.asking.list_words import SCORED, counted, extreme, film_line, heading, reason
from bot.asking.phrasing import FilmTold
from bot.asking.query import Condition, FilmName, Grouped, GroupQuery, Joined, Leaf, ListQuery, PersonQuery
from bot.asking.references import Named
from bot.asking.selecting import Row, Selection, count_groups, groups, scored_by_reviewers, select
from bot.asking.voice import listed
from bot.catalogue.reviewers import person as read_person
from bot.database import Database
from bot.ui import facts

_GROUPS_LISTED = 5
_TIED, _PLACED = 50, 1_000
"""Films that may share the place at the end of an order, and that are looked at for another place."""
_BY_SOURCE, _BY_REVIEWERS = "by the page’s scores", "by the mean of reviewers’ scores"
_GROUPED: dict[Grouped, tuple[str, str]] = {
    "director": ("director", "directors"),
    "writer": ("writer", "writers"),
    "cast": ("actor", "actors"),
    "country": ("country", "countries"),
    "genre": ("genre", "genres"),
    "language": ("language", "languages"),
    "decade": ("decade", "decades"),
    "year": ("year", "years"),
}
LISTED = 10
"""Films of a list where no number is asked for."""


class ListAnswers:
    """Finds films for one server at a time and tells which."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answer(self, query: ListQuery, asker: Asker, seed: int) -> Told:
        """Tell the films that fit, how many they are, the one at the end of an order, or any one."""
        chance = random.Random(secrets.randbits(32) ^ seed)  # noqa: S311 - variety, not secrets
        return await self._database.read(partial(_answer, query=query, asker=asker, chance=chance))

    async def groups(self, query: GroupQuery, asker: Asker) -> Told:
        """Tell who or what has the most films, how many there are, or how those compare who were named."""
        one, several = _GROUPED[query.by]
        if query.count:
            many = await self._database.read(partial(count_groups, query=query, guild_id=asker.guild_id))
            return Told((f"The records name {facts.count(many, one, several)}.",), "counted in the records")
        reading = partial(groups, query=query, guild_id=asker.guild_id, limit=_GROUPS_LISTED)
        shown = await self._database.read(reading)
        if not shown:
            return Told((f"The records name no {one} of such a film.",))
        names = [facts.language(name) if query.by == "language" else facts.country(name) for name, _ in shown]
        lines = [
            f"- {asker.voice.safe(name)}: {facts.count(many, 'film')}"
            for name, (_, many) in zip(names, shown, strict=True)
        ]
        return Told((f"Films by {one}, the most first:", *lines), "counted in the records")

    async def person(self, query: PersonQuery, asker: Asker) -> Told:
        """Tell what the records name a person for."""
        found = await self._database.read(partial(read_person, folded=query.folded, guild_id=asker.guild_id))
        name = asker.voice.safe(query.name)
        if found is None:
            return Told((f"The records have no film with {name}.",))
        lines = [f"{asker.voice.safe(found.name)} is named in {facts.count(len(found.films), 'film')}:"]
        lines += [f"- {asker.voice.title(film.label)}: {listed(film.roles)}" for film in found.films[:LISTED]]
        if len(found.films) > LISTED:
            lines.append(asker.voice.note(f"and {len(found.films) - LISTED} more"))
        ids = tuple(film.film_id for film in found.films[:LISTED])
        return Told(tuple(lines), "by the credits in the records", ids, Named(query.folded, query.name))


def _answer(connection: sqlite3.Connection, query: ListQuery, asker: Asker, chance: random.Random) -> Told:
    person = _person(query.where)
    if query.shape == "count":
        many = select(connection, query, guild_id=asker.guild_id).total
        return Told((counted(many, query.where, asker.voice),), _scored(connection, query, asker), person=person)
    ranked, source = _ranked(connection, query, asker)
    if not ranked.total:
        return Told((_none(connection, query, asker),), person=person)
    if query.shape == "any":
        drawn = select(connection, query, guild_id=asker.guild_id, limit=1, offset=chance.randrange(ranked.total))
        return _one(connection, drawn.rows, query, asker, source)
    if query.shape == "list":
        return _list(connection, ranked, query, asker, source)
    return _placed(connection, ranked, query, asker, source)


def _ranked(connection: sqlite3.Connection, query: ListQuery, asker: Asker) -> tuple[Selection, str]:
    """Return the films in order, and by whose word; scores are the source's, the reviewers' where it gave too few."""
    limit = max(query.limit or LISTED, _TIED if query.shape == "list" else _PLACED)
    ranked = select(connection, query, guild_id=asker.guild_id, limit=limit)
    if query.sort not in SCORED:
        return ranked, _scored(connection, query, asker) or "by the page"
    by_reviewers = select(connection, query, guild_id=asker.guild_id, limit=limit, by_reviewers=True)
    if by_reviewers.total > ranked.total:
        return by_reviewers, _BY_REVIEWERS
    return ranked, _BY_SOURCE


def _scored(connection: sqlite3.Connection, query: ListQuery, asker: Asker) -> str:
    """Return by whose scores films were chosen, nothing where by none."""
    if not speaks_of(query.where, "score"):
        return ""
    return _BY_REVIEWERS if scored_by_reviewers(connection, guild_id=asker.guild_id) else _BY_SOURCE


def _placed(connection: sqlite3.Connection, ranked: Selection, query: ListQuery, asker: Asker, source: str) -> Told:
    """Tell what stands at a place of an order, or why the first stand where they do."""
    places = _places(ranked.rows)
    if query.shape == "why":
        return _why(connection, places, query, asker, source)
    if len(places) < query.place:
        known = counted(ranked.total, query.where, asker.voice)
        return Told((f"There is no {extreme(query.sort, query.place)}: {known}",))
    return _one(connection, places[query.place - 1], query, asker, source)


def _places(rows: Sequence[Row]) -> list[list[Row]]:
    """Return films in order as the places they share."""
    return [list(sharing) for _, sharing in groupby(rows, key=lambda row: row[1])]


def _person(condition: Condition | None) -> Named | None:
    if isinstance(condition, Leaf) and condition.on == "person":
        return Named(condition.values[0], condition.said)
    if isinstance(condition, Joined):
        return next((found for part in condition.parts if (found := _person(part))), None)
    return None


def _none(connection: sqlite3.Connection, query: ListQuery, asker: Asker) -> str:
    """Return that nothing fits, and the nearest thing: what fits without one of the conditions."""
    voice = asker.voice
    asked = voice.safe(conditions_said(query.where))
    if query.without:
        return f"There is no other film that fits{': ' + asked if asked else ''}."
    said = f"No film in the records fits: {asked}." if asked else "The records do not say it of any film."
    if not isinstance(query.where, Joined) or query.where.by != "and":
        return said
    nearest: list[tuple[int, str]] = []
    for place, left_out in enumerate(query.where.parts):
        rest = tuple(part for at, part in enumerate(query.where.parts) if at != place)
        fewer = ListQuery(rest[0] if len(rest) == 1 else Joined("and", rest))
        many = select(connection, fewer, guild_id=asker.guild_id).total
        nearest += [(many, voice.safe(conditions_said(left_out)))] if many else []
    if not nearest:
        return said
    many, without = min(nearest)
    return f"{said} Without “{without}” there {'is' if many == 1 else 'are'} {facts.count(many, 'film')}."


def _one(connection: sqlite3.Connection, tied: Sequence[Row], query: ListQuery, asker: Asker, source: str) -> Told:
    films = _read(connection, [film_id for film_id, _ in tied[:LISTED]], asker)
    asked = asker.voice.safe(conditions_said(query.where))
    among = f" ({asked})" if asked else ""
    lines = [film_line(film, query.sort, tied[0][1], asker.voice) for film in films]
    if query.shape == "any":
        said = f"How about {lines[0]}?"
    elif len(films) == 1:
        said = f"The {extreme(query.sort, query.place)}{among}: {lines[0]}."
    else:
        said = f"{len(tied)} share the place of the {extreme(query.sort, query.place)}{among}: {'; '.join(lines)}"
    return _told((said,), source, films, query)


def _why(
    connection: sqlite3.Connection, places: Sequence[Sequence[Row]], query: ListQuery, asker: Asker, source: str
) -> Told:
    """Tell by what a film stands first, and how near the next is."""
    (_, value), *_ = places[0]
    if value is None:
        return Told((f"They are what fits: {asker.voice.safe(conditions_said(query.where)) or 'any film'}.",), source)
    first, *following = (_read(connection, [film_id for film_id, _ in place[:LISTED]], asker) for place in places[:2])
    second = (following[0], places[1][0][1]) if following and places[1][0][1] is not None else None
    return _told((reason(first, value, second, query.sort, asker.voice),), source, first, query)


def _list(connection: sqlite3.Connection, ranked: Selection, query: ListQuery, asker: Asker, source: str) -> Told:
    shown = ranked.rows[: query.limit or LISTED]
    films = {film.id: film for film in _read(connection, [film_id for film_id, _ in shown], asker)}
    lines = [heading(ranked.total, query.where, query.sort, asker.voice)]
    lines += [
        f"- {film_line(films[film_id], query.sort, value, asker.voice)}" for film_id, value in shown if film_id in films
    ]
    if ranked.total > len(shown):
        lines.append(asker.voice.note(f"and {ranked.total - len(shown):,} more"))
    return _told(tuple(lines), source, list(films.values()), query)


def _told(lines: tuple[str, ...], source: str, films: Sequence[FilmTold], query: ListQuery) -> Told:
    named = tuple(FilmName(told.id, told.film.title, told.film.year) for told in films)
    only = named[0] if len(named) == 1 else None
    return Told(lines, source, tuple(film.id for film in named), _person(query.where), only, listed=named)


def _read(connection: sqlite3.Connection, film_ids: Sequence[int], asker: Asker) -> list[FilmTold]:
    found = (read_told(connection, film_id, guild_id=asker.guild_id) for film_id in film_ids)
    return [told for told in found if told is not None]
