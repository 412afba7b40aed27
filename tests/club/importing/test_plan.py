from typing import Any

import pytest

from bot.club.importing.draft import PARTS
from bot.club.importing.plan import (
    LONGEST_REVIEW,
    MOST_ON_WATCHLIST,
    MOST_REVIEWS,
    FilmImport,
    Imported,
    Part,
    State,
    gather,
    make_plan,
)
from bot.club.rating_files.record import ImportedRating
from bot.club.ratings import Rating

NOTHING = State({}, frozenset(), {}, frozenset())
EVERY = frozenset(PARTS)
THEN = "2020-01-01T12:00:00Z"


def row(**facts: Any) -> ImportedRating:
    return ImportedRating("Salt Road", 1999, "ratings.csv", 2, **facts)


def one(*rows: ImportedRating) -> FilmImport:
    [film] = gather((1, row) for row in rows).values()
    return film


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        ([row(score=4)], 4),
        ([row(score=9), row(score=4, watched_on="2024-01-01", rated_at=THEN)], 9),
        ([row(score=4, watched_on="2024-01-01", rated_at=THEN), row(score=9)], 9),
        ([row(score=9), row(score=4, review="Fine.", rated_at=THEN)], 9),
        ([row(score=4, watched_on="2024-01-01"), row(score=6, watched_on="2023-01-01")], 4),
        ([row(score=6, rated_at="2023-01-01T00:00:00Z"), row(score=4, rated_at="2022-01-01T00:00:00Z")], 6),
        ([row(score=6), row()], 6),
        ([row(watched_on="2023-01-01")], None),
    ],
)
def test_the_score_that_stands_is_of_no_single_watch_or_else_the_latest(
    rows: list[ImportedRating], score: int | None
) -> None:
    assert one(*rows).score == score


def test_watches_reviews_and_the_watchlist_are_put_together() -> None:
    film = one(
        row(watched_on="2023-01-01"),
        row(watched_on="2023-01-01", rewatch=True, review="Old."),
        row(watched_on="2022-01-01", review="New."),
        row(on_watchlist=True),
    )
    assert film == FilmImport(
        1, watches={"2023-01-01": True, "2022-01-01": False}, seen=True, to_watch=True, review="New."
    )


def test_ratings_are_new_the_same_or_other() -> None:
    state = State({2: Rating(8, THEN), 3: Rating(2, THEN)}, frozenset(), {}, frozenset())
    films = [FilmImport(film_id, 8, THEN) for film_id in (1, 2, 3)] + [FilmImport(4)]
    ratings = make_plan(films, state, EVERY).ratings
    assert ratings.new == (Imported(1, 8, THEN),)
    assert ratings.same == 1
    assert ratings.changed == (Imported(3, 8, THEN, Rating(2, THEN)),)


def test_a_day_is_written_once() -> None:
    state = State({}, frozenset({(1, "2023-01-01")}), {}, frozenset())
    diary = make_plan([FilmImport(1, watches={"2023-01-01": False, "2023-01-02": True})], state, EVERY).diary
    assert (diary.new, diary.here) == (((1, "2023-01-02", True),), 1)


def test_the_watchlist_takes_what_was_neither_seen_nor_rated_and_has_room_for() -> None:
    state = State({2: Rating(8, THEN)}, frozenset(), {3: THEN}, frozenset())
    films = [FilmImport(film_id, to_watch=True) for film_id in (1, 2, 3)]
    films.append(FilmImport(4, to_watch=True, seen=True))
    watchlist = make_plan(films, state, EVERY).watchlist
    assert (watchlist.new, watchlist.here, watchlist.no_room) == ((1,), 2, 0)
    many = [FilmImport(film_id, to_watch=True) for film_id in range(10, MOST_ON_WATCHLIST + 15)]
    watchlist = make_plan(many, state, EVERY).watchlist
    assert (len(watchlist.new), watchlist.no_room) == (MOST_ON_WATCHLIST - 1, 6)


def test_reviews_of_films_that_have_one_are_let_stand_and_long_ones_stay_out() -> None:
    state = State({}, frozenset(), {}, frozenset({1}))
    films = [
        FilmImport(1, review="Mine."),
        FilmImport(2, review="New."),
        FilmImport(3, review="x" * (LONGEST_REVIEW + 1)),
        FilmImport(4),
    ]
    reviews = make_plan(films, state, EVERY).reviews
    assert (reviews.new, reviews.here, reviews.too_long, reviews.no_room) == (((2, "New."),), 1, 1, 0)
    many = [FilmImport(film_id, review="New.") for film_id in range(MOST_REVIEWS + 1)]
    assert make_plan(many, NOTHING, EVERY).reviews.no_room == 1


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_taken_for_itself(part: Part) -> None:
    film = FilmImport(1, 8, THEN, {"2023-01-01": False}, seen=True, review="Fine.")
    plan = make_plan([film, FilmImport(2, to_watch=True)], NOTHING, frozenset({part}))
    taken = {
        "ratings": bool(plan.ratings.new),
        "diary": bool(plan.diary.new),
        "watchlist": bool(plan.watchlist.new),
        "reviews": bool(plan.reviews.new),
    }
    assert taken == {name: name == part for name in PARTS}
