"""Answers that are lists: films by conditions, counts, extremes, something to watch, and what a person worked on."""

import random
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from bot.asking.answered import Told
from bot.asking.answers.film_records import read_told
from bot.asking.answers.of_family import meant_of_family
from bot.asking.answers.selecting import Row, Selection, count_groups, draw, groups, scored_by_reviewers, select
from bot.asking.asker import Asker
from bot.asking.query import Condition, FilmName, Grouped, GroupQuery, Joined, Leaf, ListQuery, PersonQuery, Sort
from bot.asking.reading.leaves import speaks_of
from bot.asking.reading.references import Named
from bot.asking.saying.conditions_said import asked_for, conditions_said
from bot.asking.saying.films_said import counted, extreme
from bot.asking.saying.list_words import SCORED, Order, film_line, heading, reason, tied
from bot.asking.saying.phrasing import FilmTold
from bot.asking.saying.sources import FROM_RECORD
from bot.asking.saying.voice import listed
from bot.catalogue.reviews.reviewers import person as read_person
from bot.database import Database
from bot.ui import facts

_GROUPS_LISTED, _MOST_GROUPS = 5, 12
"""Groups that are listed, and with those that tie with the last of them."""
_TIED, _PLACED, _MOST_TIED = 50, 1_000, 5_000
"""Films that may share the place at the end of an order, and that are looked at for another place."""
_SELDOM_RECORDED: Mapping[Sort, str] = {
    **dict.fromkeys(("longest", "shortest"), "Lengths"),
    **dict.fromkeys(("costliest", "cheapest"), "Budgets"),
    **dict.fromkeys(("grossing", "least_grossing"), "Earnings"),
}
"""Orders by what not all records hold, so that an answer says of how many films it is known."""
_BY_SOURCE, _BY_REVIEWERS = "by the scores in the films’ records", "by the mean of reviewers’ scores"
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
        reading = partial(groups, query=query, guild_id=asker.guild_id, limit=_MOST_TIED)
        found = await self._database.read(reading)
        if not found:
            return Told((f"The records name no {one} of such a film.",))
        shown, more = _with_ties(found)
        names = [facts.language(name) if query.by == "language" else facts.country(name) for name, _ in shown]
        lines = [
            f"- {asker.voice.safe(name)}: {facts.count(many, 'film')}"
            for name, (_, many) in zip(names, shown, strict=True)
        ]
        if more:
            lines.append(asker.voice.note(f"and {more} more with {facts.count(shown[-1][1], 'film')}"))
        return Told(
            (f"Films by {one}, the {'fewest' if query.least else 'most'} first:", *lines), "counted in the records"
        )

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


def _with_ties(found: Sequence[tuple[str, int]]) -> tuple[Sequence[tuple[str, int]], int]:
    """Return the first groups with all that tie with the last of them, and how many more do where they are too many."""
    last = found[:_GROUPS_LISTED][-1][1]
    alike = max(place for place, (_, many) in enumerate(found, 1) if many == last)
    if alike <= _MOST_GROUPS:
        return found[:alike], 0
    above = [group for group in found[:_GROUPS_LISTED] if group[1] != last]
    return (above, 0) if above else (found[:_MOST_GROUPS], alike - _MOST_GROUPS)


@dataclass(frozen=True, slots=True)
class _Listing:
    """A list at the database: for whom, in which order, and by whose word it is so."""

    connection: sqlite3.Connection
    query: ListQuery
    asker: Asker
    source: str

    @property
    def order(self) -> Order:
        """What the films are ordered by."""
        by_reviewers = self.source == _BY_REVIEWERS
        return Order(self.query.sort, self.query.where, self.asker.voice, by_reviewers)

    def films(self, rows: Sequence[Row]) -> list[FilmTold]:
        """Return films as answers tell of them."""
        found = (read_told(self.connection, film_id, guild_id=self.asker.guild_id) for film_id, _ in rows)
        return [told for told in found if told is not None]

    def recorded(self, known: int) -> tuple[str, ...]:
        """Return of how many films it is known by what they are ordered, where it is of few of those that fit."""
        name = _SELDOM_RECORDED.get(self.query.sort)
        if name is None:
            return ()
        of_all = select(self.connection, replace(self.query, sort="known"), guild_id=self.asker.guild_id).total
        fit = " that fit" if self.query.where is not None or self.query.without else ""
        said = f"{name} are on record for {known:,} of the {facts.count(of_all, 'film')}{fit}."
        return (said,) if known < of_all else ()

    def told(self, lines: Sequence[str], films: Sequence[FilmTold]) -> Told:
        """Return an answer that shows films."""
        named = tuple(FilmName(told.id, told.film.title, told.film.year) for told in films)
        only = named[0] if len(named) == 1 else None
        ids = tuple(film.id for film in named)
        return Told(tuple(lines), self.source, ids, _person(self.query.where), only, listed=named)


def _answer(connection: sqlite3.Connection, query: ListQuery, asker: Asker, chance: random.Random) -> Told:
    query = replace(query, where=meant_of_family(connection, query.where, guild_id=asker.guild_id))
    person = _person(query.where)
    if query.shape == "count":
        many = select(connection, query, guild_id=asker.guild_id).total
        return Told((counted(many, query.where, asker.voice),), _scored(connection, query, asker), person=person)
    ranked, source = _ranked(connection, query, asker)
    if not ranked.total:
        return Told((_none(connection, query, asker),), person=person)
    listing = _Listing(connection, query, asker, source)
    if query.shape == "any":
        return _drawn(listing, ranked.total, chance)
    if query.shape == "list":
        return _list(listing, ranked)
    return _placed(listing, ranked)


def _drawn(listing: _Listing, many: int, chance: random.Random) -> Told:
    """Tell any one of the films that fit, or as many of them as were asked for."""
    query, guild_id = listing.query, listing.asker.guild_id
    if query.limit is None or query.limit == 1 or many == 1:
        drawn = select(listing.connection, query, guild_id=guild_id, limit=1, offset=chance.randrange(many))
        films = listing.films(drawn.rows)
        return listing.told((f"How about {film_line(films[0], None, listing.order)}?",), films)
    films = listing.films(draw(listing.connection, query, guild_id=guild_id, limit=query.limit).rows)
    lines = [f"- {film_line(film, None, listing.order)}" for film in films]
    return listing.told(("How about one of these?", *lines), films)


def _ranked(connection: sqlite3.Connection, query: ListQuery, asker: Asker) -> tuple[Selection, str]:
    """Return the films in order, and by whose word; scores are the source's, the reviewers' where it gave too few."""
    limit = max(query.limit or LISTED, _TIED if query.shape == "list" else _PLACED)
    ranked = select(connection, query, guild_id=asker.guild_id, limit=limit)
    if query.sort not in SCORED:
        return ranked, _scored(connection, query, asker) or FROM_RECORD
    by_reviewers = select(connection, query, guild_id=asker.guild_id, limit=limit, by_reviewers=True)
    if by_reviewers.total > ranked.total:
        return by_reviewers, _BY_REVIEWERS
    return ranked, _BY_SOURCE


def _scored(connection: sqlite3.Connection, query: ListQuery, asker: Asker) -> str:
    """Return by whose scores films were chosen, nothing where by none."""
    if not speaks_of(query.where, "score"):
        return ""
    return _BY_REVIEWERS if scored_by_reviewers(connection, guild_id=asker.guild_id) else _BY_SOURCE


def _placed(listing: _Listing, ranked: Selection) -> Told:
    """Tell what stands at a place of an order, or why the first stand where they do."""
    query, voice, places = listing.query, listing.asker.voice, _places(ranked.rows)
    if query.shape == "why":
        return _why(listing, places)
    wanted = extreme(query.sort, query.place, query.where, voice)
    if len(places) < query.place:
        return Told((f"There is no {wanted}. {counted(ranked.total, query.where, voice)}",))
    rows = places[query.place - 1]
    films, value = listing.films(rows[:LISTED]), rows[0][1]
    if len(rows) == 1 or value is None:
        line = f"The {wanted}: {film_line(films[0], value, listing.order)}."
        return listing.told((line, *listing.recorded(ranked.total)), films[:1])
    return listing.told((*tied(films, len(rows), value, wanted, listing.order), *listing.recorded(ranked.total)), films)


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
    asked = asked_for(query.where, voice)
    if query.without:
        return f"There is no other film that fits{': ' + asked if asked else ''}."
    if (name := _SELDOM_RECORDED.get(query.sort)) is not None:
        many = select(connection, replace(query, sort="known"), guild_id=asker.guild_id).total
        if many:
            of_films = f"the {facts.count(many, 'film')} that fit{': ' + asked if asked else ''}"
            return f"{name} are on record for none of {of_films}."
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


def _why(listing: _Listing, places: Sequence[Sequence[Row]]) -> Told:
    """Tell by what a film stands first, and how near the next is."""
    (_, value), *_ = places[0]
    if value is None:
        fits = asked_for(listing.query.where, listing.asker.voice) or "any film"
        return Told((f"They are what fits: {fits}.",), listing.source)
    first, *following = (listing.films(place[:LISTED]) for place in places[:2])
    second = (following[0], places[1][0][1]) if following and places[1][0][1] is not None else None
    return listing.told((reason(first, value, second, listing.order),), first)


def _list(listing: _Listing, ranked: Selection) -> Told:
    shown = ranked.rows[: listing.query.limit or LISTED]
    films, values = listing.films(shown), dict(shown)
    lines = [heading(ranked.total, listing.order)]
    lines += [f"- {film_line(film, values.get(film.id), listing.order)}" for film in films]
    if ranked.total > len(shown):
        lines.append(listing.asker.voice.note(f"and {ranked.total - len(shown):,} more"))
    return listing.told((*lines, *listing.recorded(ranked.total)), films)
