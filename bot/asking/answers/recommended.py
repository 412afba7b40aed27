"""Answers that name something to watch: what `/recommend` would, of the films that fit, or films drawn from these."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.asking.answered import Told
from bot.asking.answers.club_life import FOR_YOU_ALONE, keeps_back
from bot.asking.answers.club_rows import group
from bot.asking.answers.film_records import names_of, read_all_told
from bot.asking.answers.selecting import draw, fitting, select
from bot.asking.asker import SHARED, Asker
from bot.asking.query import FilmName, ListQuery, RecommendQuery
from bot.asking.saying.conditions_said import asked_for
from bot.asking.saying.phrasing import FilmTold
from bot.asking.saying.reason_words import NOTHING_AGAINST, Telling, reason_said
from bot.asking.saying.voice import listed
from bot.catalogue.searching.live import LiveIndex
from bot.club.hidden import SHOWN, is_hidden
from bot.club.recommending.recommendations import recommend
from bot.club.recommending.recommended import Asked, Reason, Recommended, SameDirector
from bot.club.settings import Settings, read_settings
from bot.database import Database
from bot.ui import facts

KNOWN = 500
"""How many of the best known films that fit are looked at, whatever members have rated."""
COMPANY = 4
"""Members, those who rate the most, for whom a film for the club is to be as well."""
_ANY_RATING = f"SELECT EXISTS (SELECT 1 FROM ratings WHERE guild_id = :guild AND (member_id = :member OR {SHOWN}))"  # noqa: S608 - a condition of this project
_UNKNOWN_TASTE = "I don’t know your taste yet: it takes a few ratings with `/rate`."


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is asked at the database, for whom, and the films to choose from."""

    connection: sqlite3.Connection
    query: RecommendQuery
    asker: Asker
    settings: Settings
    popular: Sequence[int]

    @property
    def guild_id(self) -> int:
        return self.asker.guild_id

    @property
    def fits(self) -> ListQuery:
        """The films that may be recommended, as a list."""
        return ListQuery(self.query.where, without=self.query.without)

    @property
    def said(self) -> str:
        """The conditions in words."""
        return asked_for(self.query.where, self.asker.voice)

    def for_members(self, asked: Asked) -> Recommended:
        """Return what is recommended of the films that fit, or of those whose reasons are asked."""
        known = self.query.why or self._known()
        return recommend(self.connection, asked, known, fitting=self._fitting)

    def _known(self) -> Sequence[int]:
        if self.query.where is None:
            return self.popular
        rows = select(self.connection, self.fits, guild_id=self.guild_id, limit=KNOWN).rows
        return [film_id for film_id, _ in rows]

    def _fitting(self, films: Collection[int]) -> Iterable[int]:
        left = set(films) - set(self.query.without)
        if self.query.why:
            left &= set(self.query.why)
        if self.query.where is None:
            return left
        return fitting(self.connection, self.query.where, guild_id=self.guild_id, only=left)

    def films(self, ids: Sequence[int]) -> list[FilmTold]:
        """Return films as answers tell of them."""
        return read_all_told(self.connection, ids, guild_id=self.guild_id)


class RecommendedAnswers:
    """Recommends films for one server at a time; outside servers, or where nothing is rated, it draws them."""

    def __init__(self, database: Database, index: LiveIndex) -> None:
        self._database = database
        self._index = index

    async def answer(self, query: RecommendQuery, asker: Asker) -> Told:
        """Tell something to watch that fits and that none of those it is for has seen, with the reason in a line."""
        popular = await self._index.popular(guild_id=asker.guild_id, limit=KNOWN)
        known = [match.film_id for match in popular]
        return await self._database.read(partial(_answer, query=query, asker=asker, popular=known))


def _answer(connection: sqlite3.Connection, query: RecommendQuery, asker: Asker, popular: Sequence[int]) -> Told:
    settings = read_settings(connection, guild_id=asker.guild_id)
    choice = _Choice(connection, query, asker, settings, popular)
    values = {"guild": asker.guild_id, "member": asker.member_id}
    if asker.guild_id == SHARED or not connection.execute(_ANY_RATING, values).fetchone()[0]:
        return _drawn(choice)
    if keeps_back(connection, asker):
        return Told((FOR_YOU_ALONE,))
    other = None if query.member_id == asker.member_id else query.member_id
    if other is not None and is_hidden(connection, guild_id=asker.guild_id, member_id=other):
        return Told((f"{asker.voice.member(other)} keeps their ratings to themselves.",))
    asked = Asked(asker.guild_id, asker.member_id, other_id=other, company=_company(choice))
    found = choice.for_members(asked)
    if not found.films and asked.company:
        asked = replace(asked, company=())
        found = choice.for_members(asked)
        note = "Every film that fits has been seen by one of those who rate the most, so this is for you."
        return _told(choice, asked, found, note)
    return _told(choice, asked, found)


def _company(choice: _Choice) -> tuple[int, ...]:
    if choice.query.whom == "me":
        return ()
    return group(choice.connection, guild_id=choice.guild_id, member_id=choice.asker.member_id, limit=COMPANY)


def _told(choice: _Choice, asked: Asked, found: Recommended, note: str = "") -> Told:
    voice, query = choice.asker.voice, choice.query
    if not found.films:
        return Told((_nothing(choice, asked),))
    shown = [each for each in found.films if not query.why or each.film_id in query.why][: query.limit]
    reasons = {each.film_id: each.reasons for each in shown}
    telling = Telling(found.names, choice.settings.scale, choice.settings.score_blind, voice)
    films = choice.films([*reasons])
    told = {film.id: _reasons(reasons[film.id], telling, asked) for film in films}
    notes = [voice.note(each) for each in (note, "" if found.rated else _UNKNOWN_TASTE) if each]
    named_there = {film.id for film in films if any(isinstance(each, SameDirector) for each in reasons[film.id][:1])}
    line = {film.id: _line(choice, film, by=film.id not in named_there) for film in films}
    if query.why:
        because = [f"{line[film.id]}: {'; '.join(told[film.id])}" for film in films]
        lines = [f"{because[0]}."] if len(films) == 1 else [f"- {each}" for each in because]
    elif len(films) == 1:
        lines = [f"How about {line[films[0].id]}?", f"{_capital(told[films[0].id][0])}."]
    else:
        lines = [f"{_for_whom(choice, asked)}{f' ({choice.said})' if choice.said else ''}:"]
        lines += [f"- {line[film.id]}: {told[film.id][0]}" for film in films]
    named = names_of(films)
    return Told((*lines, *notes), _source(asked, found), tuple(told), only=_only(films), listed=named)


def _reasons(reasons: Iterable[Reason], telling: Telling, asked: Asked) -> list[str]:
    """Return reasons in words; where there is none to tell, that nothing speaks against the film."""
    whom = "you" if len(asked.members) == 1 else "all of you"
    return [reason_said(reason, telling) for reason in reasons] or [NOTHING_AGAINST.format(whom)]


def _for_whom(choice: _Choice, asked: Asked) -> str:
    if asked.other_id is not None:
        return f"For you and {choice.asker.voice.member(asked.other_id)}"
    return "For the club" if asked.company else "For you"


def _source(asked: Asked, found: Recommended) -> str:
    command = "`/recommend` has more"
    if asked.company:
        return f"new to you and the {len(asked.company)} who rate the most, by what is rated here · {command}"
    if not found.rated:
        return f"by what is rated here · {command}"
    return f"by your {facts.count(found.rated, 'rating')} and what members here gave · {command}"


def _nothing(choice: _Choice, asked: Asked) -> str:
    """Return that nothing is left to recommend."""
    whom = "you have" if len(asked.members) == 1 else "one of you has"
    if choice.query.why:
        return f"I would no longer recommend it: {whom} seen it since, or it is gone."
    fitting_films = f" that fits ({choice.said})" if choice.said else ""
    if choice.query.without:
        return f"There is no other film{fitting_films} that I would recommend."
    return f"I have no film{fitting_films} left to recommend that {whom} not rated or logged."


def _drawn(choice: _Choice) -> Told:
    """Tell films that are drawn, and that they are."""
    query, voice = choice.query, choice.asker.voice
    if query.why:
        said = f"By chance: I drew it from the films that fit{f' ({choice.said})' if choice.said else ''}."
        return Told((said,), films=query.why)
    found = draw(choice.connection, choice.fits, guild_id=choice.guild_id, limit=query.limit)
    films = choice.films([film_id for film_id, _ in found.rows])
    if not films:
        asked = f": {choice.said}" if choice.said else ""
        other = "There is no other film that fits" if query.without else "No film in the records fits"
        return Told((f"{other}{asked}.",))
    if len(films) == 1:
        lines = [f"How about {_line(choice, films[0])}?"]
    else:
        lines = [
            f"How about one of these{f' ({choice.said})' if choice.said else ''}?",
            *(f"- {_line(choice, film)}" for film in films),
        ]
    if choice.guild_id != SHARED:
        lines.append(voice.note("Nothing is rated here yet. Rate films with `/rate`, and I choose by your taste."))
    fitting_films = f" that {'fits' if found.total == 1 else 'fit'}: {choice.said}" if choice.said else ""
    source = f"drawn by chance from {facts.count(found.total, 'film')}{fitting_films}"
    return Told(tuple(lines), source, tuple(film.id for film in films), only=_only(films), listed=names_of(films))


def _line(choice: _Choice, film: FilmTold, *, by: bool = True) -> str:
    """Return a film with its length, and who directed it where what follows does not say so."""
    voice = choice.asker.voice
    made = f" by {voice.safe(listed(film.film.directors))}" if film.film.directors and by else ""
    long = f", {facts.runtime(film.film.runtime_minutes)}" if film.film.runtime_minutes else ""
    return f"{voice.title(film.label)}{made}{long}"


def _only(films: Sequence[FilmTold]) -> FilmName | None:
    return FilmName(films[0].id, films[0].film.title, films[0].film.year) if len(films) == 1 else None


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
