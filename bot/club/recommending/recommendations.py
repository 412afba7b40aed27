"""Films for a member, or for two, or like one, from what a server rated and what the catalogue knows."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from bot.club.hidden import is_hidden
from bot.club.recommending import recommendation_rows as rows
from bot.club.recommending.neighbours import ClubRatings, Real
from bot.club.recommending.ranking import Viewer, co_liking, highest, rank_for, varied, variety, worth_a_look
from bot.club.recommending.reasons import REASONS, Reasons
from bot.club.recommending.recommend_rules import TUNED, Rules, TraitKind
from bot.club.recommending.recommended import Asked, LikedTraits, Recommendation, Recommended, SameDirector
from bot.club.recommending.traits import Films, likeness
from bot.club.settings import Settings, read_settings
from bot.database import Database

MOST = 30
"""How many films are recommended at the most."""

_LOOKED_AT = 200
"""How many of the films that members have rated are looked at for each viewer, and as many again that are like one."""

_MOST_LIKED: dict[TraitKind, int] = {"director": 15, "genre": 3, "country": 4}
"""By how many of the traits that a viewer likes best films are looked for."""

_NOTHING_ALIKE = 1.6
"""Below so many points a film is not like the one that was asked about: its year or its country alone is too little."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is recommended; the settings, and whether the asker has hidden themselves, decide how it is shown."""

    found: Recommended
    settings: Settings
    asker_hidden: bool


class RecommendationStore:
    """Recommends films that a server sees, and that nobody who asks has rated or logged."""

    def __init__(self, database: Database, rules: Rules = TUNED) -> None:
        self._database, self._rules = database, rules

    async def films(self, asked: Asked, *, known: Sequence[int]) -> Answer | None:
        """Recommend films; None where the other member has hidden themselves.

        `known` are the best known films of the server, which are always among those looked at.
        """

        def work(connection: sqlite3.Connection) -> Answer | None:
            guild_id, other_id = asked.guild_id, asked.other_id
            if other_id is not None and is_hidden(connection, guild_id=guild_id, member_id=other_id):
                return None
            return Answer(
                recommend(connection, asked, known, self._rules),
                read_settings(connection, guild_id=guild_id),
                is_hidden(connection, guild_id=guild_id, member_id=asked.asker_id),
            )

        return await self._database.read(work)

    async def seen_among(self, film_ids: Collection[int], asked: Asked) -> frozenset[int]:
        """Return those of the films that anyone who asks has rated or logged, perhaps since they were recommended."""
        return frozenset(film_ids) & await self._database.read(partial(rows.read_seen, asked=asked))


def recommend(
    connection: sqlite3.Connection,
    asked: Asked,
    known: Iterable[int],
    rules: Rules = TUNED,
    *,
    fitting: Callable[[set[int]], Iterable[int]] = set,
) -> Recommended:
    """Recommend up to 30 films that none who asks has rated or logged, by what the database holds.

    Of the films that are looked at, `fitting` returns those that may be recommended.
    """
    club, seen = rows.read_club(connection, asked, rules), rows.read_seen(connection, asked)
    own = {
        film_id for member_id in asked.members for film_id in club.films[club.film[club.rows_of(member_id)]].tolist()
    }
    rated = rows.read_films(connection, own, guild_id=asked.guild_id, listed=False)
    viewers = [Viewer.of(member_id, club, rated, rules) for member_id in asked.members]
    liked_too = None if asked.like_id is None else co_liking(asked.like_id, club, rules)
    near = {*_by_ratings(viewers, club, liked_too, rules), *_by_traits(connection, viewers, rated, asked)}
    ids = set(fitting({*known, *near} - seen))
    films = rows.read_films(connection, ids | asked.models, guild_id=asked.guild_id, listed=True)
    reasons = Reasons(club, films, rated, rows.read_sealed(connection, asked))
    if asked.like_id is None or liked_too is None:
        best = _best(viewers, club, films, rules)
    else:
        best = _best_like(asked.like_id, liked_too, viewers, club, films, rules)
    found = tuple(_with_reasons(place, reasons, viewers, films, asked) for place in best)
    return Recommended(
        found,
        rated=viewers[0].ratings,
        other_rated=None if asked.other_id is None else viewers[-1].ratings,
        names=rows.read_names(connection, _named(found)),
    )


def _best(viewers: Sequence[Viewer], club: ClubRatings, films: Films, rules: Rules) -> list[int]:
    """Return the places of the films to recommend, in order; of two viewers' ranks the lesser one counts."""
    rank = np.minimum.reduce([rank_for(viewer, club, films, rules) for viewer in viewers])
    return varied(films, rank, MOST, variety(min(viewer.ratings for viewer in viewers), rules), rules)


def _best_like(
    film_id: int, liked_too: Real, viewers: Sequence[Viewer], club: ClubRatings, films: Films, rules: Rules
) -> list[int]:
    """Return the places of the films that are most like one, in what is known of them and in who likes them."""
    alike = np.zeros(len(films.ids))
    _, own = films.places_of(np.array([film_id], np.int64))
    if len(own):
        alike += rules.alike * likeness(films, int(own[0]), rules)
    here, places = films.places_of(club.films)
    alike[places] += rules.alike * liked_too[here]
    less_by_fame = replace(rules, reach=rules.alike_reach)
    rank = alike + np.minimum.reduce([rank_for(viewer, club, films, less_by_fame) for viewer in viewers])
    rank[(alike < _NOTHING_ALIKE) | (films.ids == film_id)] = -np.inf
    return varied(films, rank, MOST, 0.0, rules)


def _by_ratings(viewers: Sequence[Viewer], club: ClubRatings, liked_too: Real | None, rules: Rules) -> set[int]:
    """Return the films that members' ratings speak for."""
    found = {film_id for viewer in viewers for film_id in worth_a_look(viewer, club, rules, _LOOKED_AT).tolist()}
    if liked_too is not None:
        found.update(highest(club.films, liked_too, _LOOKED_AT).tolist())
    return found


def _by_traits(connection: sqlite3.Connection, viewers: Sequence[Viewer], rated: Films, asked: Asked) -> set[int]:
    """Return films with the traits that viewers like best, and with those of the film that was asked about."""
    model = rows.read_films(connection, asked.models, guild_id=asked.guild_id, listed=False)
    wanted: dict[TraitKind, list[str]] = {}
    for kind, most in _MOST_LIKED.items():
        keys = dict.fromkeys(model.traits[kind].key)
        for viewer in viewers:
            likes = viewer.likes[kind]
            best = sorted((key for key in likes if likes[key].points > 0), key=lambda key: (-likes[key].points, key))
            keys |= dict.fromkeys(best[:most])
        names = {**rated.traits[kind].names, **model.traits[kind].names}
        wanted[kind] = list(keys) if kind == "director" else [names[key] for key in keys]
    return rows.films_with(connection, wanted["director"], wanted["genre"], wanted["country"])


def _with_reasons(
    place: int, reasons: Reasons, viewers: Sequence[Viewer], films: Films, asked: Asked
) -> Recommendation:
    """Return the film at a place with what speaks for it; that it is like the one asked about comes first."""
    first, *others = (reasons.for_viewer(viewer, place) for viewer in viewers)
    if asked.like_id is not None:
        first = (*reasons.like(asked.like_id, place), *first)[:REASONS]
    return Recommendation(int(films.ids[place]), first, others[0] if others else ())


def _named(found: Iterable[Recommendation]) -> set[int]:
    """Return the films that reasons speak of."""
    every = (reason for one in found for reason in (*one.reasons, *one.for_other))
    named = (reason.film_id for reason in every if isinstance(reason, SameDirector | LikedTraits))
    return {film_id for film_id in named if film_id is not None}
