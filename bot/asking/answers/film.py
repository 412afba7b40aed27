"""Answers about films that are named: facts, checks and comparisons."""

import sqlite3
from collections.abc import Sequence
from functools import partial

from bot.asking.answered import Told
from bot.asking.answers.film_records import read_all_told
from bot.asking.answers.selecting import fitting
from bot.asking.asker import Asker
from bot.asking.query import CheckQuery, CompareQuery, Condition, FactQuery, FilmName, Joined, Leaf, Not
from bot.asking.reading.references import Named
from bot.asking.saying.comparing import comparison
from bot.asking.saying.conditions_said import conditions_said, role_said, value_said
from bot.asking.saying.phrasing import FilmTold, ended, fact, is_known
from bot.asking.saying.sources import FROM_RECORD
from bot.asking.saying.voice import Voice, listed
from bot.catalogue.text import fold
from bot.database import Database

MOST_FILMS = 5
"""Namesakes that are told of."""
_SENTENCE = 160
"""Characters from which on what is said of a film is a paragraph."""
_GONE = "That film is no longer in the records."


class FilmAnswers:
    """Reads films for one server at a time and tells of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def fact(self, query: FactQuery, asker: Asker, seed: int) -> Told:
        """Tell a fact of each film that the title may mean."""
        if query.field == "unkept" and not query.films:
            return Told((f"The records hold no {query.about}.",))
        read = await self._read(query.films, asker)
        theirs = _by(read, query.by)
        films = (theirs or read)[:MOST_FILMS]
        if not films:
            return Told((_GONE,))
        lines = [fact(query, told, asker.voice, seed) for told in films]
        if not theirs:
            names = asker.voice.safe(listed([name.title() for name in query.by], "or"))
            lines.insert(0, f"No film of that name in the records is by or with {names}.")
        ids = tuple(told.id for told in films)
        if query.field == "unkept":
            return Told((lines[0],), films=ids)
        if len(films) > 1:
            lines = _apart(lines)
        known = any(is_known(query, told.film) for told in films) and query.field not in {"score", "review_count"}
        one = FilmName(films[0].id, films[0].film.title, films[0].film.year) if len(films) == 1 else None
        return Told(tuple(lines), FROM_RECORD if known else "", ids, _person_of(query, films), one)

    async def check(self, query: CheckQuery, asker: Asker) -> Told:
        """Tell whether each of the films fits, and what its record says."""
        work = partial(_checked, films=query.films[:MOST_FILMS], condition=query.condition, guild_id=asker.guild_id)
        checked = await self._database.read(work)
        if not checked:
            return Told((_GONE,))
        lines = [_verdict(told, yes, no, query.condition, asker.voice) for told, yes, no in checked]
        source = FROM_RECORD if any(yes or no for _, yes, no in checked) else ""
        ids = tuple(told.id for told, _, _ in checked)
        leaves = [leaf for leaf in _leaves(query.condition) if leaf.on == "person"]
        person = Named(leaves[0].values[0], leaves[0].said) if leaves else None
        return Told(tuple(_apart(lines) if len(lines) > 1 else lines), source, ids, person)

    async def compare(self, query: CompareQuery, asker: Asker) -> Told:
        """Tell which of the films has the most or the least of something."""
        films = await self._read([film for group in query.films for film in group], asker)
        if not films:
            return Told((_GONE,))
        compared = comparison(films[: MOST_FILMS * 2], query, asker.voice)
        source = FROM_RECORD if compared.known and query.measure != "score" else ""
        return Told(compared.lines, source, tuple(told.id for told in films))

    async def _read(self, films: Sequence[FilmName], asker: Asker) -> list[FilmTold]:
        return await self._database.read(partial(read_all_told, films=films, guild_id=asker.guild_id))


def _apart(lines: Sequence[str]) -> list[str]:
    """Return what is said of several films as a list, or with a line between them where it is more than a sentence."""
    if any("\n" in line or len(line) > _SENTENCE for line in lines):
        return [part for line in lines for part in ("", line)][1:]
    return [f"- {line}" for line in lines]


def _by(films: list[FilmTold], people: Sequence[str]) -> list[FilmTold]:
    """Return those of the films that the people worked on, all where nobody is named."""
    return [
        told
        for told in films
        if not people
        or {fold(name) for name in (*told.film.directors, *told.film.writers, *told.film.cast)} & set(people)
    ]


def _person_of(query: FactQuery, films: Sequence[FilmTold]) -> Named | None:
    """Return whom an answer names, where it is one: the director of a film, mostly, and of a cast the lead."""
    if query.field == "cast" and len(films) == 1 and films[0].film.cast:
        return Named(fold(films[0].film.cast[0]), films[0].film.cast[0])
    of_role = {"director": "directors", "writer": "writers", "summary": "directors"}.get(query.field)
    if of_role is None:
        return None
    names = {name for told in films for name in getattr(told.film, of_role)}
    if len(names) != 1:
        return None
    [name] = names
    return Named(fold(name), name)


def _checked(
    connection: sqlite3.Connection, films: Sequence[FilmName], condition: Condition, guild_id: int
) -> list[tuple[FilmTold, bool, bool]]:
    """Return each film with whether it surely fits, and whether it surely does not."""
    told = read_all_told(connection, films, guild_id=guild_id)
    ids = [each.id for each in told]
    yes = set(fitting(connection, condition, guild_id=guild_id, only=ids))
    no = set(fitting(connection, Not(condition), guild_id=guild_id, only=ids))
    return [(each, each.id in yes, each.id in no) for each in told]


def _verdict(told: FilmTold, yes: bool, no: bool, condition: Condition, voice: Voice) -> str:
    film = voice.title(told.label)
    asked = voice.safe(conditions_said(condition))
    if not yes and not no:
        return f"The records do not say whether {film} is {asked}."
    word = "Yes" if yes else "No"
    known = [said for leaf in _leaves(condition) if (said := _known(told, leaf))]
    return ended(
        f"{word}, {film} is {listed([voice.safe(said) for said in dict.fromkeys(known)]) if known else asked}."
    )


def _leaves(condition: Condition) -> list[Leaf]:
    if isinstance(condition, Leaf):
        return [condition]
    parts = condition.parts if isinstance(condition, Joined) else (condition.part,)
    return [leaf for part in parts for leaf in _leaves(part)]


def _known(told: FilmTold, leaf: Leaf) -> str | None:
    """Return what a film's record says on what a condition is about, in words that follow `is`."""
    if leaf.on == "person":
        return role_said(told, leaf)
    return value_said(told, leaf.on)
