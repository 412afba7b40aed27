"""Answers that name films like another, each with what the two share."""

import sqlite3
from functools import partial

from bot.asking.answered import Told
from bot.asking.answers.alike import Alike, films_like, seen_by
from bot.asking.answers.club_life import keeps_back
from bot.asking.answers.film_records import names_of, read_all_told
from bot.asking.asker import SHARED, Asker
from bot.asking.query import SimilarQuery
from bot.asking.saying.conditions_said import asked_for
from bot.asking.saying.countries_said import countries_said
from bot.asking.saying.voice import Voice, listed
from bot.catalogue.searching.live import LiveIndex
from bot.database import Database
from bot.ui import facts

_KNOWN = 500
"""How many of the best known films are looked at, whatever they share."""
_NAMED = 3


class SimilarAnswers:
    """Finds films like another for one server at a time."""

    def __init__(self, database: Database, index: LiveIndex) -> None:
        self._database = database
        self._index = index

    async def answer(self, query: SimilarQuery, asker: Asker) -> Told:
        """Tell the films that share the most with one; in a server without those that who asks has seen."""
        popular = await self._index.popular(guild_id=asker.guild_id, limit=_KNOWN)
        known = [match.film_id for match in popular]
        return await self._database.read(partial(_answer, query=query, asker=asker, known=known))


def _answer(connection: sqlite3.Connection, query: SimilarQuery, asker: Asker, known: list[int]) -> Told:
    films = read_all_told(connection, query.films[:1], guild_id=asker.guild_id)
    if not films:
        return Told(("That film is no longer in the records.",))
    model, guild_id, voice = films[0], asker.guild_id, asker.voice
    leaves_out = guild_id != SHARED and not keeps_back(connection, asker)
    seen = seen_by(connection, guild_id=guild_id, member_id=asker.member_id) if leaves_out else frozenset[int]()
    found = films_like(connection, model.id, known, guild_id=guild_id, where=query.where, without=query.without)
    shown = [each for each in found if each.film_id not in seen][: query.limit]
    asked = f" ({asked_for(query.where, voice)})" if query.where is not None else ""
    if not shown:
        unseen = " that you have not seen" if found else ""
        other = "other film" if query.without else "film"
        return Told((f"The records know no {other}{asked} like {voice.title(model.label)}{unseen}.",))
    by_id = {each.film_id: each for each in shown}
    told = {film.id: film for film in read_all_told(connection, [*by_id], guild_id=guild_id)}
    lines = [f"- {voice.title(film.label)}: {_shared(by_id[film_id], voice)}" for film_id, film in told.items()]
    source = "by what their records share"
    if guild_id != SHARED:
        source += ", without what you have seen · `/recommend like:` goes by your taste too"
    title = voice.title(model.label)
    heading = f"Because of what each shares with {title}{asked}:" if query.why else f"Like {title}{asked}:"
    return Told((heading, *lines), source, tuple(told), listed=names_of(told.values()))


def _shared(film: Alike, voice: Voice) -> str:
    """Return what a film shares with the one asked about, as `same director; also war from the Soviet Union`."""
    shared, parts = film.shared, list[str]()
    directors = shared.get("director", ())
    writers = tuple(name for name in shared.get("writer", ()) if name not in directors)
    for role, names in (("director", directors), ("writer", writers)):
        if names:
            parts.append(f"same {role}{'s' if len(names) > 1 else ''}, {voice.safe(listed(names[:_NAMED]))}")
    of = _kind(shared.get("genre", ()), shared.get("country", ()), shared.get("decade", ()))
    if of:
        parts.append(f"{'also ' if parts else ''}{voice.safe(of)}")
    if cast := shared.get("cast"):
        parts.append(f"with {voice.safe(listed(cast[:_NAMED]))} in both")
    if film.loved:
        parts.append(f"{facts.count(film.loved, 'member')} here {'loves' if film.loved == 1 else 'love'} both")
    return "; ".join(parts)


def _kind(genres: tuple[str, ...], countries: tuple[str, ...], decades: tuple[str, ...]) -> str:
    of = f" of the {decades[0]}" if decades else ""
    where = countries_said(countries[:_NAMED]) if countries else ""
    what = listed([genre.lower() for genre in genres[:_NAMED]]) if genres else ""
    return f"{what}{of}{f' from {where}' if where else ''}".strip()
