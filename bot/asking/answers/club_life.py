"""Answers about what the members of a server do: what they watched, rated and mean to watch."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.asking.answered import Told
from bot.asking.answers import club_rows
from bot.asking.answers.club_periods import days_of, period_of
from bot.asking.answers.club_plans import PLANS, Planned
from bot.asking.answers.film_records import names_of, read_all_told
from bot.asking.asker import Asker
from bot.asking.query import ClubAsk, ClubQuery
from bot.asking.saying.phrasing import FilmTold
from bot.asking.saying.voice import Voice, listed
from bot.club.hidden import is_hidden
from bot.club.periods import Period
from bot.club.polls.sealing import is_sealed
from bot.club.scores import score_label
from bot.club.settings import Settings, read_settings
from bot.ui import facts

NAMED = 10
"""Members who are named in one answer."""
_IN_A_SENTENCE = 3
"""Members up to which they stand in a sentence, and not in a list."""
LISTED = 10
"""Films of a diary or watchlist that one answer shows."""

FOR_YOU_ALONE = "You are hidden here, so I tell of you in private only. Ask again where you alone read the answer."
_NOBODY = {
    True: "Nobody here has rated or logged {film}.",
    False: "Everybody here who rates or logs films has rated or logged {film}.",
}
_ALL_TIME = ("", "9999")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question at the database: who asks, under which settings, of which member and period."""

    connection: sqlite3.Connection
    query: ClubQuery
    asker: Asker
    settings: Settings
    period: Period | None

    @property
    def member_id(self) -> int:
        """The member who is asked about."""
        return self.query.member_id or self.asker.member_id

    @property
    def is_own(self) -> bool:
        """Whether members ask about themselves."""
        return self.member_id == self.asker.member_id

    @property
    def voice(self) -> Voice:
        return self.asker.voice

    @property
    def when(self) -> str:
        """The period as it stands behind a phrase, with a blank before it."""
        if self.period is None:
            return ""
        return f" in {self.period.name}" if self.period.name.isdigit() else f" {self.period.name}"

    def who(self, you: str, they: str) -> str:
        """Return who is spoken of, beside a verb for each: `You have`, `@ben has`."""
        return f"You {you}" if self.is_own else f"{self.voice.member(self.member_id)} {they}"

    def values(self, limit: int) -> club_rows.Values:
        """Return what the statements ask with."""
        first, last = days_of(self.period, self.settings.time_zone)
        since, until = _ALL_TIME if self.period is None else (self.period.since, self.period.until)
        return {
            "guild": self.asker.guild_id,
            "member": None if self.query.ours else self.member_id,
            "own": self.is_own,
            "first": first,
            "last": last,
            "since": since,
            "until": until,
            "limit": limit,
        }

    def films(self, ids: Sequence[int]) -> dict[int, FilmTold]:
        """Return films by their ids."""
        found = read_all_told(self.connection, ids, guild_id=self.asker.guild_id)
        return {film.id: film for film in found}


def tell_of_life(connection: sqlite3.Connection, query: ClubQuery, asker: Asker) -> Told:
    """Tell what is asked of a club's doings, one of `OF_LIFE`.

    Members who have hidden themselves are not told of, nor counted; they are told of themselves in private.
    """
    settings = read_settings(connection, guild_id=asker.guild_id)
    asked = _Asked(connection, query, asker, settings, period_of(query.period, settings))
    if query.ask in _OF_MEMBER and not query.ours:
        if keeps_back(connection, asker) and asked.is_own:
            return Told((FOR_YOU_ALONE,))
        if not asked.is_own and is_hidden(connection, guild_id=asker.guild_id, member_id=asked.member_id):
            return Told((f"{asker.voice.member(asked.member_id)} keeps that to themselves.",))
    return OF_LIFE[query.ask](asked)


def keeps_back(connection: sqlite3.Connection, asker: Asker) -> bool:
    """Tell whether whoever asks has hidden themselves, and others read the answer."""
    return not asker.private and is_hidden(connection, guild_id=asker.guild_id, member_id=asker.member_id)


def _seen(asked: _Asked) -> Told:
    films = read_all_told(asked.connection, asked.query.films, guild_id=asked.asker.guild_id)[:3]
    if not films:
        return Told(("That film is no longer in the records.",))
    return Told(tuple(line for film in films for line in _seen_by(asked, film)), films=tuple(film.id for film in films))


def _seen_by(asked: _Asked, film: FilmTold) -> tuple[str, ...]:
    name, guild_id = asked.voice.title(film.label), asked.asker.guild_id
    if is_sealed(asked.connection, film.id, guild_id=guild_id):
        return (f"A sealed poll is open on {name}: who has rated it is told when it closes.",)
    seen = asked.query.ask == "seen"
    members = club_rows.seen_by(asked.connection, film.id, guild_id=guild_id, seen=seen)
    if not members:
        return (_NOBODY[seen].format(film=name),)
    named = [asked.voice.member(member) for member in members[:NAMED]]
    has = "has" if len(members) == 1 else "have"
    done = f"{has} {'' if seen else 'not '}rated or logged {name}"
    return named_here(f"{facts.count(len(members), 'member')} here {done}", named, len(members), asked.voice)


def named_here(said: str, named: Sequence[str], many: int, voice: Voice) -> tuple[str, ...]:
    """Return a sentence that ends in members, as a list where they are more than fit in one; of so many, some named."""
    more = [f"{many - len(named):,} more"] if many > len(named) else []
    if many <= _IN_A_SENTENCE:
        return (f"{said}: {listed([*named, *more])}.",)
    return f"{said}:", *(f"- {member}" for member in named), *(voice.note(f"and {each}") for each in more)


def _raters(asked: _Asked) -> Told:
    found = club_rows.most_ratings(asked.connection, asked.values(asked.query.limit))
    return _members(asked, found, f"Most ratings{asked.when}:", "rating")


def _watchers(asked: _Asked) -> Told:
    found = club_rows.most_seen(asked.connection, asked.values(asked.query.limit))
    return _members(asked, found, f"Most films rated or logged{asked.when}:", "film")


def _members(asked: _Asked, found: club_rows.Counted, heading: str, unit: str) -> Told:
    if not found:
        return Told((f"Nobody here has rated or logged a film{asked.when} yet.",))
    lines = [f"- {asked.voice.member(member)}: {facts.count(many, unit)}" for member, many in found]
    return Told((heading, *lines), "by ratings and diaries here · `/profile` tells more of a member")


def _given(asked: _Asked) -> Told:
    if asked.settings.score_blind and not asked.is_own:
        return Told(("This club keeps scores back from who has not rated a film, so I tell you only your own.",))
    highest = asked.query.ask == "highest_given"
    found = club_rows.given_by(asked.connection, asked.values(asked.query.limit), highest=highest)
    if not found:
        return Told((f"{asked.who('have', 'has')} rated no film{asked.when} yet.",))
    scores = {film: score_label(score, asked.settings.scale) for film, score in found}
    heading = f"{asked.who('rated', 'rated')} {'highest' if highest else 'lowest'}{asked.when}:"
    source = f"by {'your' if asked.is_own else 'their'} ratings · `/profile`"
    return _films(asked, heading, scores, source)


def _seen_count(asked: _Asked) -> Told:
    ratings, films, watches = club_rows.how_many(asked.connection, asked.values(0))
    who = "Members here have" if asked.query.ours else asked.who("have", "has")
    diary = f"logged {facts.count(films, 'film')}" + (f" in {watches:,} watches" if watches > films else "")
    given = facts.count(ratings, "rating" if asked.query.ours else "film")
    rated = f"given {given}" if asked.query.ours else f"rated {given}"
    command = "`/diary`" if not asked.query.ours else "`/top by: most rated`"
    return Told((f"{who} {diary} and {rated}{asked.when}.",), f"by diaries and ratings here · {command}")


def _watched(asked: _Asked) -> Told:
    return _watched_together(asked) if asked.query.ours else _watched_by(asked)


def _watched_by(asked: _Asked) -> Told:
    found = club_rows.watched_by(asked.connection, asked.values(LISTED))
    if not found:
        whose = "your" if asked.is_own else "their"
        return Told((f"There is nothing in {whose} diary{asked.when}. `/watched` writes in it.",))
    days = {film: facts.day(day) for film, day in found}
    return _films(
        asked, f"{asked.who('logged', 'logged')}{asked.when}, the latest first:", days, "by the diary · `/diary`"
    )


def _watched_together(asked: _Asked) -> Told:
    nights = club_rows.at_nights(asked.connection, asked.values(LISTED))
    diaries = club_rows.watched_by_all(asked.connection, asked.values(LISTED))
    if not nights and not diaries:
        return Told((f"No film night has watched a film{asked.when}, and nobody’s diary names one.",))
    parts: list[Told] = []
    if nights:
        zone = asked.settings.time_zone
        days = {film: facts.day(datetime.fromisoformat(at).astimezone(zone).date().isoformat()) for film, at in nights}
        parts.append(_films(asked, f"At film nights{asked.when}:", days, ""))
    if diaries:
        many = {film: facts.count(members, "member") for film, members in diaries}
        parts.append(_films(asked, f"In members’ diaries{asked.when}:", many, ""))
    lines = tuple(line for part in parts for line in part.lines)
    films = tuple(dict.fromkeys(film for part in parts for film in part.films))
    listed = tuple(dict.fromkeys(film for part in parts for film in part.listed))
    return Told(lines, "by film nights and diaries here · `/night history`, `/diary`", films, listed=listed)


def _watchlist(asked: _Asked) -> Told:
    if asked.query.ours:
        found = club_rows.watchlists(asked.connection, asked.values(asked.query.limit))
        if not found:
            return Told(("Nobody’s watchlist here has a film on it yet.",))
        on = {film: facts.count(many, "watchlist") for film, many in found}
        return _films(asked, "On the most watchlists here:", on, "by members’ watchlists")
    rows, size = club_rows.watchlist(asked.connection, asked.values(LISTED))
    whose = "Your" if asked.is_own else f"{asked.voice.member(asked.member_id)}’s"
    if not rows:
        return Told((f"{whose} watchlist is empty. `/watchlist add` puts a film on it.",))
    told = _films(
        asked, f"{whose} watchlist has {facts.count(size, 'film')}:", dict.fromkeys((film for film, _ in rows), ""), ""
    )
    more = (asked.voice.note(f"and {size - len(rows):,} more"),) if size > len(rows) else ()
    return Told((*told.lines, *more), "by the watchlist · `/watchlist show`", told.films, listed=told.listed)


def _films(asked: _Asked, heading: str, beside: Mapping[int, str], source: str) -> Told:
    """Return films in a list, each with what stands beside it."""
    films = asked.films([*beside])
    lines = [
        f"- {', '.join(filter(None, (asked.voice.title(film.label), beside.get(film_id))))}"
        for film_id, film in films.items()
    ]
    return Told((heading, *lines), source, tuple(films), listed=names_of(films.values()))


def _planned(asked: _Asked, tell: Planned) -> Told:
    return tell(asked.connection, asked.asker, asked.settings)


OF_LIFE: Mapping[ClubAsk, Callable[[_Asked], Told]] = {
    "seen": _seen,
    "unseen": _seen,
    "raters": _raters,
    "watchers": _watchers,
    "highest_given": _given,
    "lowest_given": _given,
    "seen_count": _seen_count,
    "watched": _watched,
    "watchlist": _watchlist,
    **{name: partial(_planned, tell=tell) for name, tell in PLANS.items()},
}
"""What is told of a club's doings."""

_OF_MEMBER: frozenset[ClubAsk] = frozenset({"highest_given", "lowest_given", "seen_count", "watched", "watchlist"})
"""Of these, what is asked of one member."""
