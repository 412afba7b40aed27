"""Answers about what the members of a server think: their scores, who liked a film, the films they rate highest.

Members who have hidden themselves are never told of; scores that a sealed poll or the server's own rule keeps back are
not told either.
"""

import sqlite3
from dataclasses import replace
from functools import partial

from bot.asking.answered import Told
from bot.asking.answers.club_life import FOR_YOU_ALONE, NAMED, OF_LIFE, keeps_back, named_here, tell_of_life
from bot.asking.answers.club_periods import period_of
from bot.asking.answers.club_rows import last_watch
from bot.asking.answers.film_records import names_of, read_all_told
from bot.asking.asker import SHARED, Asker
from bot.asking.query import ClubQuery, Joined, Leaf, ListQuery, Not
from bot.asking.saying.phrasing import FilmTold
from bot.asking.saying.voice import Voice
from bot.catalogue.visibility import REACHABLE
from bot.club.hidden import SHOWN
from bot.club.polls.sealing import SEALED
from bot.club.ranked import FilmOrder, FilmRanking, Prior
from bot.club.rankings import RankingStore, Wanted
from bot.club.ratings import ClubScore, Rating, RatingStore, numbers_shown
from bot.club.scores import Scale, mean_phrase, score_label, score_phrase
from bot.club.settings import Settings, read_settings
from bot.database import Database
from bot.ui import facts

LIKED, DISLIKED = 7, 4
"""Members' scores, 1 to 10, from which on a film is liked, and up to which it is not."""
ELSEWHERE = "Members’ scores are kept in servers that have added me."
_HELD_BACK = (
    "This club’s scores are shown only to those who have rated the film, in private. Rate it first, and ask in private."
)
_HELD_BACK_LIST = "This club keeps its scores from who has not rated a film, so its lists are told in private only."
_SEALED = "A sealed poll is open on {film}: its scores are told when it closes."
_RATINGS = f"""
    SELECT member_id, ratings.score FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND film_id = :film AND {REACHABLE} AND {SHOWN}
    ORDER BY ratings.score DESC, member_id
"""  # noqa: S608 - the conditions of visibility
_COUNTED = f"""
    SELECT count(DISTINCT film_id), count(*), avg(CASE WHEN film_id NOT IN ({SEALED}) THEN ratings.score END)
    FROM ratings CROSS JOIN films ON films.id = film_id
    WHERE ratings.guild_id = :guild AND {REACHABLE} AND {SHOWN} AND rated_at >= :since AND rated_at < :until
"""  # noqa: S608 - the conditions of visibility
_ORDERS: dict[str, tuple[FilmOrder, str]] = {
    "top": ("mean", "Highest rated here"),
    "lowest": ("lowest", "Lowest rated here"),
    "rated": ("rated", "Rated by the most members here"),
    "divisive": ("divisive", "Dividing us the most"),
}


class ClubAnswers:
    """Tells what the members of one server at a time think."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ratings = RatingStore(database)
        self._rankings = RankingStore(database)

    async def answer(self, query: ClubQuery, asker: Asker) -> Told:
        """Tell what is asked of the club."""
        if asker.guild_id == SHARED:
            return Told((ELSEWHERE,))
        if query.ask in OF_LIFE:
            return await self._database.read(partial(tell_of_life, query=query, asker=asker))
        if query.ask == "count":
            return await self._database.read(partial(_count, query=query, asker=asker))
        if query.ask in _ORDERS:
            return await self._ranking(query, asker)
        films = await self._database.read(partial(read_all_told, films=query.films, guild_id=asker.guild_id))
        lines = [line for told in films[:3] for line in await self._of_film(query, told, asker)]
        if not lines:
            return Told(("That film is no longer in the records.",))
        return Told(tuple(lines), films=tuple(told.id for told in films[:3]))

    async def refusal(self, query: ListQuery, asker: Asker) -> Told | None:
        """Return why a list by what who asks has seen is not told; None where it may be, or is no such list."""
        if query.seen is None:
            return None
        if asker.guild_id == SHARED:
            return Told((ELSEWHERE,))
        return Told((FOR_YOU_ALONE,)) if await self._database.read(partial(keeps_back, asker=asker)) else None

    async def _of_film(self, query: ClubQuery, told: FilmTold, asker: Asker) -> list[str]:
        who = {"guild_id": asker.guild_id, "member_id": asker.member_id}
        found = await self._ratings.standing(told.id, **who)
        film, scale = asker.voice.title(told.label), found.settings.scale
        if query.ask == "own" or (query.ask == "member" and query.member_id == asker.member_id):
            if await self._database.read(partial(keeps_back, asker=asker)):
                return [FOR_YOU_ALONE]
            logged = await self._database.read(partial(last_watch, film_id=told.id, **who))
            return [_own(found.own, logged, film, scale)]
        if found.sealed:
            return [_SEALED.format(film=film)]
        if not numbers_shown(found.settings, private=asker.private, has_rated=found.own is not None):
            return [_HELD_BACK]
        if query.ask == "score":
            return [_mean(found.club, film, scale)]
        given = await self._database.read(partial(_given, film_id=told.id, guild_id=asker.guild_id))
        tell = _of_member if query.ask == "member" else _who
        return [*tell(query, given, film, found.settings, asker.voice)]

    async def _ranking(self, query: ClubQuery, asker: Asker) -> Told:
        settings = await self._database.read(partial(read_settings, guild_id=asker.guild_id))
        if settings.score_blind and not asker.private:
            return Told((_HELD_BACK_LIST,))
        order, heading = _ORDERS[query.ask]
        period = period_of(query.period, settings)
        ranking = await self._rankings.films(
            order,
            Wanted(period=period),
            guild_id=asker.guild_id,
            asker_id=asker.member_id,
            limit=query.limit,
            offset=0,
        )
        when = f" ({period.name})" if period else ""
        if not ranking.places:
            return Told((f"Nobody here has rated a film{when} enough for a list yet.",))
        places = [place.film_id for place in ranking.places]
        films = await self._database.read(partial(read_all_told, films=places, guild_id=asker.guild_id))
        lines = [f"{heading}{when}:", *_places(ranking, films, settings, asker)]
        members = sum(place.count for place in ranking.places)
        return Told(
            tuple(lines),
            f"by {facts.count(members, 'rating')} of members here · `/top` has more",
            tuple(film.id for film in films),
            listed=names_of(films),
            how=_how_ranked(order, ranking.prior, settings),
        )


def _how_ranked(order: FilmOrder, prior: Prior | None, settings: Settings) -> str:
    """Return how films are ranked, with the numbers that went into it where the server does not hold them back."""
    if prior is None or order not in _WEIGHTED:
        return ""
    mean = "" if settings.score_blind else f", {mean_phrase(prior.mean, settings.scale)},"
    return (
        f"A film’s place is by a weighted {_WEIGHTED[order]}: its ratings are counted together with "
        f"{prior.weight} more at the club’s mean{mean} so that a few ratings weigh less."
    )


_WEIGHTED: dict[FilmOrder, str] = {"mean": "mean", "lowest": "mean"}


def seen_by_asker(query: ListQuery, asker: Asker) -> ListQuery:
    """Return a list with whether the asker has seen its films as one of its conditions."""
    if query.seen is None:
        return query
    seen = Leaf("seen", (str(asker.member_id),), said="seen by you")
    saved = Leaf("saved", (str(asker.member_id),), said="on your watchlist")
    condition = saved if query.seen == "saved" else seen if query.seen == "seen" else Not(seen)
    return replace(query, where=condition if query.where is None else Joined("and", (query.where, condition)))


def _count(connection: sqlite3.Connection, query: ClubQuery, asker: Asker) -> Told:
    """Return how much members have rated, and their mean where the server does not hold it back."""
    settings = read_settings(connection, guild_id=asker.guild_id)
    period = period_of(query.period, settings)
    since, until = ("", "9999") if period is None else (period.since, period.until)
    values = {"guild": asker.guild_id, "since": since, "until": until}
    films, ratings, mean = connection.execute(_COUNTED, values).fetchone()
    when = f" ({period.name})" if period else ""
    if not ratings:
        return Told((f"Nobody here has rated a film{when} yet.",))
    told = asker.private or not settings.score_blind
    average = f" On average they gave {mean_phrase(mean, settings.scale)}." if told and mean is not None else ""
    counted = f"{facts.count(films, 'film')}{when}, with {facts.count(ratings, 'rating')} in all"
    return Told((f"Members here have rated {counted}.{average}",))


def _given(connection: sqlite3.Connection, film_id: int, guild_id: int) -> list[tuple[int, int]]:
    """Return who gave a film which score, the highest first, without members who have hidden themselves."""
    return connection.execute(_RATINGS, {"guild": guild_id, "film": film_id}).fetchall()


def _own(rating: Rating | None, logged: str | None, film: str, scale: Scale) -> str:
    seen = "" if logged is None else f" It is in your diary for {facts.day(logged)}."
    if rating is None:
        return f"You have not rated {'' if logged else 'or logged '}{film}.{seen}"
    return f"You gave {film} {score_phrase(rating.score, scale)}.{seen}"


def _mean(club: ClubScore, film: str, scale: Scale) -> str:
    if club.mean is None:
        return f"Nobody here has rated {film} yet."
    return f"{film}: {mean_phrase(club.mean, scale)}, by {facts.count(club.count, 'member')} here."


def _of_member(
    query: ClubQuery, given: list[tuple[int, int]], film: str, settings: Settings, voice: Voice
) -> tuple[str, ...]:
    if query.member_id is None:
        return ("Mention the member, and I can look.",)
    score, name = dict(given).get(query.member_id), voice.member(query.member_id)
    if score is None:
        return (f"I know of no score by {name} for {film}.",)
    return (f"{name} gave {film} {score_phrase(score, settings.scale)}.",)


def _who(
    query: ClubQuery, given: list[tuple[int, int]], film: str, settings: Settings, voice: Voice
) -> tuple[str, ...]:
    liked = query.ask == "liked"
    fitting = [(member, score) for member, score in given if (score >= LIKED if liked else score <= DISLIKED)]
    verb = "liked" if liked else "disliked"
    if not given:
        return (f"Nobody here has rated {film} yet.",)
    if not fitting:
        return (f"None of the {facts.count(len(given), 'member')} who rated {film} {verb} it.",)
    if not liked:
        fitting.reverse()
    names = [f"{voice.member(member)} {score_label(score, settings.scale)}" for member, score in fitting[:NAMED]]
    many = f"{len(fitting)} of {facts.count(len(given), 'member')}" if len(fitting) < len(given) else "All"
    said = f"{many} who rated {film} {verb} it" if len(given) > 1 else f"The one member who rated {film} {verb} it"
    return named_here(said, names, len(fitting), voice)


def _places(ranking: FilmRanking, films: list[FilmTold], settings: Settings, asker: Asker) -> list[str]:
    by_id = {film.id: film for film in films}
    lines: list[str] = []
    for place in ranking.places:
        if place.film_id not in by_id:
            continue
        name = asker.voice.title(by_id[place.film_id].label)
        shown = numbers_shown(settings, private=asker.private, has_rated=place.film_id in ranking.rated_by_asker)
        mean = f", {mean_phrase(place.mean, settings.scale)} by {facts.count(place.count, 'member')}" if shown else ""
        lines.append(f"{place.rank}. {name}{mean}")
    return lines
