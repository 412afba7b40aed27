"""Answers that are lists: films by conditions, counts, extremes, something to watch, and what a person worked on."""

import random
import secrets
import sqlite3
from collections.abc import Sequence
from functools import partial

from bot.asking.answered import Told
from bot.asking.asker import Asker
from bot.asking.film_records import read_told
from bot.asking.phrasing import FilmTold, conditions_said
from bot.asking.query import Condition, FilmName, Grouped, GroupQuery, Joined, Leaf, ListQuery, PersonQuery, Sort
from bot.asking.references import Named
from bot.asking.selecting import Selection, count_groups, groups, select
from bot.asking.voice import Voice, listed
from bot.catalogue.reviewers import person as read_person
from bot.database import Database
from bot.ui import facts

_GROUPS_LISTED = 5
_TIED = 50
"""Films that may share the place at the end of an order."""
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

_SORTED: dict[Sort, str] = {
    "known": "the best known first",
    "longest": "the longest first",
    "shortest": "the shortest first",
    "oldest": "the oldest first",
    "newest": "the newest first",
    "best": "the best first",
    "worst": "the worst first",
    "costliest": "the most expensive first",
    "cheapest": "the cheapest first",
    "grossing": "the biggest earner first",
    "popular": "the best known first",
    "reviewed": "the most reviewed first",
}
_EXTREME: dict[Sort, str] = {
    "longest": "longest",
    "shortest": "shortest",
    "oldest": "oldest",
    "newest": "newest",
    "best": "best",
    "worst": "lowest scored",
    "costliest": "most expensive",
    "cheapest": "cheapest",
    "grossing": "biggest earner",
    "popular": "best known",
    "reviewed": "most reviewed",
}
_COUNTED: dict[Sort, str] = {"popular": "vote", "reviewed": "review"}
_SCORED: frozenset[Sort] = frozenset({"best", "worst"})


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
        counted = select(connection, query, guild_id=asker.guild_id)
        return Told((_counted(counted.total, query.where, asker.voice),), person=person)
    ranked, source = _ranked(connection, query, asker)
    if not ranked.total:
        return Told((_none(connection, query, asker),), person=person)
    if query.shape == "any":
        drawn = select(connection, query, guild_id=asker.guild_id, limit=1, offset=chance.randrange(ranked.total))
        return _one(connection, drawn.rows, query, asker, source)
    if query.shape == "one":
        value = ranked.rows[0][1]
        return _one(connection, [row for row in ranked.rows if row[1] == value], query, asker, source)
    return _list(connection, ranked, query, asker, source)


def _ranked(connection: sqlite3.Connection, query: ListQuery, asker: Asker) -> tuple[Selection, str]:
    """Return the films in order, and by whose word; scores are the source's, the reviewers' where it gave too few."""
    limit = max(query.limit or LISTED, _TIED)
    ranked = select(connection, query, guild_id=asker.guild_id, limit=limit)
    if query.sort not in _SCORED:
        return ranked, "by the page"
    by_reviewers = select(connection, query, guild_id=asker.guild_id, limit=limit, by_reviewers=True)
    if by_reviewers.total > ranked.total:
        return by_reviewers, "by the mean of reviewers’ scores"
    return ranked, "by the page’s scores"


def _person(condition: Condition | None) -> Named | None:
    if isinstance(condition, Leaf) and condition.on == "person":
        return Named(condition.values[0], condition.said)
    if isinstance(condition, Joined):
        return next((found for part in condition.parts if (found := _person(part))), None)
    return None


def _counted(many: int, where: Condition | None, voice: Voice) -> str:
    asked = voice.safe(conditions_said(where))
    of = f" that fit: {asked}" if asked else " in the records"
    if many == 1:
        of = of.replace("that fit", "that fits")
    return f"There {'is' if many == 1 else 'are'} {facts.count(many, 'film') if many else 'no films'}{of}."


def _none(connection: sqlite3.Connection, query: ListQuery, asker: Asker) -> str:
    """Return that nothing fits, and the nearest thing: what fits without one of the conditions."""
    voice = asker.voice
    if query.without:
        return "There is no other film that fits."
    asked = voice.safe(conditions_said(query.where))
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


def _one(
    connection: sqlite3.Connection,
    tied: Sequence[tuple[int, float | None]],
    query: ListQuery,
    asker: Asker,
    source: str,
) -> Told:
    films = _read(connection, [film_id for film_id, _ in tied[:LISTED]], asker)
    asked = asker.voice.safe(conditions_said(query.where))
    among = f" ({asked})" if asked else ""
    if query.shape == "any":
        said = f"How about {_line(films[0], query.sort, tied[0][1], asker.voice)}?"
    elif len(films) == 1:
        said = f"The {_EXTREME[query.sort]}{among}: {_line(films[0], query.sort, tied[0][1], asker.voice)}."
    else:
        said = f"{len(tied)} share the place of the {_EXTREME[query.sort]}{among}: " + "; ".join(
            _line(film, query.sort, tied[0][1], asker.voice) for film in films
        )
    only = FilmName(films[0].id, films[0].film.title, films[0].film.year) if len(films) == 1 else None
    return Told((said,), source, tuple(film.id for film in films), _person(query.where), only)


def _list(
    connection: sqlite3.Connection,
    ranked: Selection,
    query: ListQuery,
    asker: Asker,
    source: str,
) -> Told:
    voice = asker.voice
    shown = ranked.rows[: query.limit or LISTED]
    films = {film.id: film for film in _read(connection, [film_id for film_id, _ in shown], asker)}
    asked = voice.safe(conditions_said(query.where))
    order = "" if query.sort == "known" else f", {_SORTED[query.sort]}"
    heading = f"{facts.count(ranked.total, 'film')}{': ' + asked if asked else ''}{order}"
    lines = [heading]
    lines += [f"- {_line(films[film_id], query.sort, value, voice)}" for film_id, value in shown if film_id in films]
    if query.passed_over:
        lines.append(voice.note(f"I passed over “{voice.safe(' '.join(query.passed_over))}”."))
    if ranked.total > len(shown):
        lines.append(voice.note(f"and {ranked.total - len(shown):,} more"))
    only = list(films.values()) if len(films) == 1 else []
    return Told(
        tuple(lines),
        source,
        tuple(films),
        _person(query.where),
        FilmName(only[0].id, only[0].film.title, only[0].film.year) if only else None,
    )


def _read(connection: sqlite3.Connection, film_ids: Sequence[int], asker: Asker) -> list[FilmTold]:
    found = (read_told(connection, film_id, guild_id=asker.guild_id) for film_id in film_ids)
    return [told for told in found if told is not None]


def _line(told: FilmTold, sort: Sort, value: float | None, voice: Voice) -> str:
    """Return a film with what the list is ordered by, and who directed it."""
    name = voice.title(told.label)
    by = f" by {voice.safe(listed(told.film.directors))}" if told.film.directors else ""
    if value is None or sort in {"known", "oldest", "newest"}:
        return name + by
    if sort in {"longest", "shortest"}:
        return f"{name}{by}, {facts.runtime(int(value))}"
    if sort in _SCORED:
        return f"{name}{by}, {facts.score(value)}"
    if sort in _COUNTED:
        return f"{name}{by}, {facts.count(int(value), _COUNTED[sort])}"
    return f"{name}{by}, {facts.money(int(value))}"
