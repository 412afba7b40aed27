"""Answers to what is to be done: what a click would do. They write nothing."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.asking.answered import Offer, Told
from bot.asking.answers.club_life import keeps_back
from bot.asking.answers.film_records import count_films, read_all_told
from bot.asking.answers.own import GONE, NO_LISTS, read_own
from bot.asking.answers.small import not_here
from bot.asking.asker import SHARED, Asker
from bot.asking.query import Deed, DoQuery, FilmName
from bot.asking.saying.phrasing import FilmTold
from bot.asking.saying.voice import listed
from bot.asking.wording.doing_rules import WEEKDAYS
from bot.catalogue.film import label
from bot.club.days import parse_day, today_in
from bot.club.polls.sources import Source
from bot.club.scores import offered_scores, parse_score, score_label, score_phrase
from bot.club.settings import Settings, read_settings
from bot.database import Database
from bot.errors import UserError
from bot.ui import facts

MOST_NAMESAKES = 4
"""Films of one title that are offered."""
MOST_CHOICES = 6
"""Films of a poll that a button can hold."""

_TITLE, _DIRECTOR = 30, 16
"""Characters of a title, and of a director, on a button."""

_ELSEWHERE: Mapping[Deed, str] = {
    "rate": "Films are rated in servers that have added me: scores are kept there.",
    "unrate": "Films are rated in servers that have added me: scores are kept there.",
    "list": NO_LISTS,
    "unlist": NO_LISTS,
    "log": "Diaries are kept in servers that have added me.",
    "review": "Reviews are written in servers that have added me.",
    "discuss": "Discussions are opened in servers that have added me.",
    "poll": "Polls are held in servers that have added me.",
}
_UNDOING = (
    "Below what you did stands *Undo*, for a while. Later, `/unrate` takes a rating out, `/watchlist remove` a film "
    "off your list, `/diary` corrects your diary, an emptied `/review` takes yours out, and `/poll reopen` and "
    "`/night undo` go back on a poll or an evening."
)
_NOTHING_DONE = (
    "You have nothing here to take back: no film rated, logged or on your watchlist. What I offer is done once you "
    "press its button, and not before."
)
_HAS_DONE = """
    SELECT EXISTS (SELECT 1 FROM ratings WHERE guild_id = :guild AND member_id = :member)
        OR EXISTS (SELECT 1 FROM watches WHERE guild_id = :guild AND member_id = :member)
        OR EXISTS (SELECT 1 FROM watchlist WHERE guild_id = :guild AND member_id = :member)
        OR EXISTS (SELECT 1 FROM reviews WHERE guild_id = :guild AND member_id = :member)
        OR EXISTS (SELECT 1 FROM polls WHERE guild_id = :guild AND created_by = :member)
        OR EXISTS (SELECT 1 FROM nights WHERE guild_id = :guild AND created_by = :member)
"""
_RETIRING = "`/catalogue retire` takes a film out of the catalogue: that is for admins of the server."

POLL_DAYS: Mapping[str, str] = {
    **{day: day for day in ("today", "tonight", "tomorrow", "this weekend", "this week", "next week")},
    **{name: f"on {name.capitalize()}" for name in WEEKDAYS},
}
"""Days that a poll may be for, and how its question names them."""

_SOURCES: tuple[tuple[Source, str], ...] = (
    ("everyone’s watchlists", "everyone’s watchlists"),
    ("my watchlist", "my watchlist"),
    ("nominations", "the nights’ boards"),
    ("random", "any films"),
)
_WORDS: Mapping[Deed, tuple[str, str]] = {
    "rate": ("rate {film} {more} for you", "Rate {film} {more}"),
    "unrate": ("take your rating of {film} out", "Take my rating of {film} out"),
    "list": ("put {film} on your watchlist", "Put {film} on my watchlist"),
    "unlist": ("take {film} off your watchlist", "Take {film} off my watchlist"),
    "log": ("write {film} in your diary for {more}", "Log {film}, {more}"),
    "review": ("open the form for your review of {film}", "Review {film}"),
    "discuss": ("open the discussion of {film}, or lead you to it", "Discuss {film}"),
}
"""What a click does, as the answer says it and as its button does."""
_ONCE_PRESSED, _ONE_PRESSED = "once you press the button", "once you press one of the buttons"
_DRAFT = "You alone see the draft, where you can change it, and nothing opens before you open it."
_ASKING = ("ask you what you give {film}", "Rate {film}")


class DoingAnswers:
    """Tells what a click would do, for the member who asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answer(self, query: DoQuery, asker: Asker) -> Told:
        """Tell what would be done at a click, or why there is nothing to do."""
        if query.deed == "undo":
            return await self._database.read(partial(_undo, asker=asker))
        if asker.guild_id == SHARED:
            return Told((_ELSEWHERE.get(query.deed, _RETIRING),))
        return await self._database.read(partial(_told, query=query, asker=asker))


def _undo(connection: sqlite3.Connection, asker: Asker) -> Told:
    """Tell how what one did is taken back, where there is anything, or others are not to learn that there is none."""
    values = {"guild": asker.guild_id, "member": asker.member_id}
    here = asker.guild_id != SHARED and not keeps_back(connection, asker)
    if here and not connection.execute(_HAS_DONE, values).fetchone()[0]:
        return Told((_NOTHING_DONE,))
    return Told((_UNDOING,))


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be done, for whom, by which settings, and the films it may be about."""

    connection: sqlite3.Connection
    query: DoQuery
    asker: Asker
    settings: Settings
    films: Sequence[FilmTold]

    def title(self, film: FilmTold) -> str:
        """Return a film's name for the answer, with its director where another of the films has the same."""
        return self.asker.voice.title(film.label + self._apart(film))

    def name(self, film: FilmTold) -> str:
        """Return a film's name for a button, whose title gives way where it is long."""
        title = film.film.title
        short = title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"
        return label(short, film.film.year) + self._apart(film)

    def _apart(self, film: FilmTold) -> str:
        is_twin = any(other.label == film.label for other in self.films if other.id != film.id)
        return f", {film.film.directors[0][:_DIRECTOR]}" if is_twin and film.film.directors else ""

    def told(
        self,
        words: str,
        button: str,
        said: str = "",
        shown: str = "",
        score: int | None = None,
        day: date | None = None,
    ) -> Told:
        """Return the deed in words, and on a button for each of the films; how much or when is `said`, and `shown`."""
        offers = tuple(
            Offer(self.query.deed, button.format(film=self.name(film), more=shown), (film.id,), score, day)
            for film in self.films
        )
        if len(self.films) == 1:
            done = words.format(film=self.title(self.films[0]), more=said)
            return Told((f"I will {done} {_ONCE_PRESSED}.",), offers=offers)
        named = listed([self.title(film) for film in self.films], "or")
        done = words.format(film="it", more=said)
        return Told((f"Which do you mean, {named}? I will {done} {_ONE_PRESSED}.",), offers=offers)


def _told(connection: sqlite3.Connection, query: DoQuery, asker: Asker) -> Told:
    settings = read_settings(connection, guild_id=asker.guild_id)
    films = read_all_told(connection, query.films[:MOST_NAMESAKES], guild_id=asker.guild_id)
    if query.films and not films:
        return Told((GONE,))
    wish = _Wish(connection, query, asker, settings, films)
    try:
        return _DEEDS[query.deed](wish)
    except UserError as refused:
        return Told((asker.voice.safe(str(refused)),))


def _rate(wish: _Wish) -> Told:
    typed, scale = wish.query.said, wish.settings.scale
    if not typed:
        return wish.told(*_ASKING)
    # A bare 9 is none in stars, but of ten it can be nothing else: it is offered as the option of `/rate` offers it.
    [meant, *_] = (*offered_scores(typed, scale).values(), typed)
    score = parse_score(meant, scale)
    return wish.told(*_WORDS["rate"], score_phrase(score, scale), score_label(score, scale), score=score)


def _unrate(wish: _Wish) -> Told:
    return _of_those(wish, lambda own_score, _: own_score is not None, "You have not rated {film} here.")


def _list(wish: _Wish) -> Told:
    return _of_those(wish, lambda _, is_listed: not is_listed, "{film} is on your watchlist already.")


def _unlist(wish: _Wish) -> Told:
    return _of_those(wish, lambda _, is_listed: is_listed, "{film} is not on your watchlist.")


def _of_those(wish: _Wish, fits: Callable[[int | None, bool], bool], nothing: str) -> Told:
    """Offer it for those of the films for which there is something to do.

    Where others would learn from it what a hidden member has noted, it is offered for all of them.
    """
    if keeps_back(wish.connection, wish.asker):
        return wish.told(*_WORDS[wish.query.deed])
    films: list[FilmTold] = []
    for film in wish.films:
        own = read_own(wish.connection, film.id, wish.asker)
        if fits(own.score, own.listed):
            films.append(film)
    if not films:
        return Told((nothing.format(film=listed([wish.title(film) for film in wish.films], "or")),))
    return _Wish(wish.connection, wish.query, wish.asker, wish.settings, films).told(*_WORDS[wish.query.deed])


def _log(wish: _Wish) -> Told:
    today = today_in(wish.settings.time_zone)
    day = parse_day(wish.query.said, today) if wish.query.said else today
    when = facts.day(day.isoformat())
    return wish.told(*_WORDS["log"], f"today, {when}" if day == today else when, when, day=day)


def _plainly(wish: _Wish) -> Told:
    return wish.told(*_WORDS[wish.query.deed])


def _poll(wish: _Wish) -> Told:
    query = wish.query
    found = _all(wish, [film for choice in query.choices for film in choice[:MOST_NAMESAKES]])
    films = found[:MOST_CHOICES]
    day = query.said if query.said in POLL_DAYS else ""
    when = f" for {POLL_DAYS[day].removeprefix('on ')}" if day else ""
    here = count_films(wish.connection, guild_id=wish.asker.guild_id) if query.unknown else 0
    lines = [not_here(title, here, wish.asker.voice) for title in query.unknown]
    if not films:
        lines.append(f"I will draft a poll{when} {_ONE_PRESSED}, with films from where it says. {_DRAFT}")
        offers = tuple(
            Offer("poll", f"Draft a poll from {named}", source=source, when=day) for source, named in _SOURCES
        )
        return Told(tuple(lines), offers=offers)
    named = listed([wish.asker.voice.title(film.label) for film in films])
    lines.append(f"I will draft a poll{when} with {named} {_ONCE_PRESSED}. {_DRAFT}")
    if len(found) > len(films):
        lines.append(f"I can begin with {len(films)}: add the rest to the draft.")
    button = f"Draft a poll with {wish.name(films[0]) if len(films) == 1 else facts.count(len(films), 'film')}"
    offer = Offer("poll", button, tuple(film.id for film in films), when=day)
    return Told(tuple(lines), offers=(offer,))


def _all(wish: _Wish, films: Sequence[FilmName]) -> list[FilmTold]:
    return read_all_told(wish.connection, films, guild_id=wish.asker.guild_id)


def _remove(wish: _Wish) -> Told:
    """Offer what of a film is the member's own to take out, and say who takes out the film itself."""
    if keeps_back(wish.connection, wish.asker):
        return Told((_RETIRING,))
    offers: list[Offer] = []
    for film in wish.films:
        own, name = read_own(wish.connection, film.id, wish.asker), wish.name(film)
        if own.score is not None:
            offers.append(Offer("unrate", _WORDS["unrate"][1].format(film=name), (film.id,)))
        if own.listed:
            offers.append(Offer("unlist", _WORDS["unlist"][1].format(film=name), (film.id,)))
    lines = ("Of your own I will take out what you press.", _RETIRING) if offers else (_RETIRING,)
    return Told(lines, offers=tuple(offers[:MOST_NAMESAKES]))


_DEEDS: Mapping[Deed, Callable[[_Wish], Told]] = {
    "rate": _rate,
    "unrate": _unrate,
    "list": _list,
    "unlist": _unlist,
    "log": _log,
    "review": _plainly,
    "discuss": _plainly,
    "poll": _poll,
    "remove": _remove,
}
