"""What an import would change, from what an export says and what the member keeps here. Pure rules."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.catalogue.reviews.review_writer import LONGEST as LONGEST_REVIEW
from bot.club.rating_files.record import ImportedRating
from bot.club.ratings import Rating
from bot.club.watchlist import MOST_FILMS as MOST_ON_WATCHLIST

Part = Literal["ratings", "diary", "watchlist", "reviews"]
"""What can be taken over from an export, each for itself."""

MOST_REVIEWS = 2_000
"""Reviews that one import brings; each is taken into the full-text index."""


@dataclass(slots=True)
class FilmImport:
    """All that an export says of one film.

    `score` is how it is rated now, None where it is not; `watches` are days, each with whether it was a rewatch.
    """

    film_id: int
    score: int | None = None
    rated_at: str | None = None
    watches: dict[str, bool] = field(default_factory=dict[str, bool])
    seen: bool = False
    to_watch: bool = False
    review: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What a member keeps in a server: ratings by film, days by film, the watchlist, and the films they reviewed."""

    ratings: Mapping[int, Rating]
    watches: frozenset[tuple[int, str]]
    watchlist: Mapping[int, str]
    reviewed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Imported:
    """A rating to be written; `rated_at` None is now, `before` None that there was none."""

    film_id: int
    score: int
    rated_at: str | None
    before: Rating | None = None


@dataclass(frozen=True, slots=True)
class RatingPlan:
    """Ratings that are new, and those that differ from the member's own here, to be written only on their word."""

    new: tuple[Imported, ...] = ()
    changed: tuple[Imported, ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True)
class DiaryPlan:
    """Entries of the diary, as film, day and whether it was a rewatch, and how many are written here already."""

    new: tuple[tuple[int, str, bool], ...] = ()
    here: int = 0


@dataclass(frozen=True, slots=True)
class WatchlistPlan:
    """Films for the watchlist; how many are on it or rated here already, and for how many there is no room."""

    new: tuple[int, ...] = ()
    here: int = 0
    no_room: int = 0


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """Reviews as film and text; those of films the member has reviewed here, and those that are too long or many."""

    new: tuple[tuple[int, str], ...] = ()
    here: int = 0
    too_long: int = 0
    no_room: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    ratings: RatingPlan = RatingPlan()
    diary: DiaryPlan = DiaryPlan()
    watchlist: WatchlistPlan = WatchlistPlan()
    reviews: ReviewPlan = ReviewPlan()


def gather(rows: Iterable[tuple[int, ImportedRating]]) -> dict[int, FilmImport]:
    """Put together what rows, each with the id of its film, say of each film.

    Of several scores the one that belongs to no single watch stands, as that is how the film is rated now; of several
    such, or of several watches, the latest.
    """
    films: dict[int, FilmImport] = {}
    ranks: dict[int, tuple[bool, str]] = {}
    for film_id, row in rows:
        film = films.get(film_id)
        if film is None:
            film = films[film_id] = FilmImport(film_id)
        if row.on_watchlist:
            film.to_watch = True
            continue
        film.seen = True
        if row.watched_on is not None:
            film.watches[row.watched_on] = film.watches.get(row.watched_on, False) or row.rewatch
        if row.review is not None:
            film.review = row.review
        if row.score is not None:
            rank = (row.watched_on is None and row.review is None, row.rated_at or row.watched_on or "")
            if rank >= ranks.get(film_id, (False, "")):
                ranks[film_id] = rank
                film.score, film.rated_at = row.score, row.rated_at
    return films


def make_plan(films: Collection[FilmImport], state: State, parts: frozenset[Part]) -> Plan:
    """Return what taking these parts of an export over would change."""
    return Plan(
        _plan_ratings(films, state) if "ratings" in parts else RatingPlan(),
        _plan_diary(films, state) if "diary" in parts else DiaryPlan(),
        _plan_watchlist(films, state) if "watchlist" in parts else WatchlistPlan(),
        _plan_reviews(films, state) if "reviews" in parts else ReviewPlan(),
    )


def _plan_ratings(films: Iterable[FilmImport], state: State) -> RatingPlan:
    new: list[Imported] = []
    changed: list[Imported] = []
    same = 0
    for film in films:
        if film.score is None:
            continue
        here = state.ratings.get(film.film_id)
        if here is not None and here.score == film.score:
            same += 1
            continue
        (new if here is None else changed).append(Imported(film.film_id, film.score, film.rated_at, here))
    return RatingPlan(tuple(new), tuple(changed), same)


def _plan_diary(films: Iterable[FilmImport], state: State) -> DiaryPlan:
    every = [(film.film_id, day, rewatch) for film in films for day, rewatch in film.watches.items()]
    new = tuple(watch for watch in every if watch[:2] not in state.watches)
    return DiaryPlan(new, len(every) - len(new))


def _plan_watchlist(films: Iterable[FilmImport], state: State) -> WatchlistPlan:
    wanted = [film.film_id for film in films if film.to_watch and not film.seen]
    new = [film_id for film_id in wanted if film_id not in state.watchlist and film_id not in state.ratings]
    kept = new[: max(MOST_ON_WATCHLIST - len(state.watchlist), 0)]
    return WatchlistPlan(tuple(kept), len(wanted) - len(new), len(new) - len(kept))


def _plan_reviews(films: Iterable[FilmImport], state: State) -> ReviewPlan:
    every = [(film.film_id, film.review) for film in films if film.review is not None]
    new = [(film_id, text) for film_id, text in every if film_id not in state.reviewed]
    short = [(film_id, text) for film_id, text in new if len(text) <= LONGEST_REVIEW]
    kept = tuple(short[:MOST_REVIEWS])
    return ReviewPlan(kept, len(every) - len(new), len(new) - len(short), len(short) - len(kept))
