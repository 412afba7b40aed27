import pytest

from bot.club.recommending.ranking import Viewer
from bot.club.recommending.reasons import Reasons
from bot.club.recommending.recommend_rules import TUNED
from bot.club.recommending.recommended import (
    ClubLiked,
    InCommon,
    Kindred,
    LikedTraits,
    LovedToo,
    Reason,
    SameDirector,
    WellLiked,
)
from bot.club.recommending.traits import Films
from tests.tastes import ANA, BO, CY, DI, FilmFacts, Given, club_of, films, films_of

PLAIN: FilmFacts = ("", "", "", float("nan"))
TASTE = (9, 2, 9, 2, 9, 2)
NEW = 7
"""The film that is recommended."""


def reasons_for(scores: Given, catalogue: Films) -> tuple[Reason, ...]:
    club = club_of(scores)
    viewer = Viewer.of(ANA, club, catalogue, TUNED)
    return Reasons(club, catalogue, catalogue).for_viewer(viewer, NEW - 1)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({}, ()),
        ({BO: {**films(*TASTE), NEW: 9}}, (Kindred(1, 100, 100, 6, 9),)),
        ({BO: {**films(*TASTE), NEW: 9}, CY: {**films(*TASTE[:5], 3), NEW: 10}}, (Kindred(2, 96, 100, 6, 9.5),)),
        # Strangers and those who disagree are no kindred; four films in common are too few to say.
        ({BO: {NEW: 9}, CY: {**films(2, 9, 2, 9, 2, 9), NEW: 8}}, (ClubLiked(2, 8.5),)),
        ({BO: {**films(*TASTE[:4]), NEW: 9}}, (ClubLiked(1, 9),)),
        # What the kindred say counts, for and against, whatever others say.
        ({BO: {**films(*TASTE), NEW: 3}, CY: {NEW: 10}, DI: {NEW: 10}}, ()),
        ({BO: {**films(*TASTE), NEW: 10}, CY: {**films(*TASTE), NEW: 3}}, ()),
        ({BO: {NEW: 6}}, ()),
    ],
)
def test_what_members_gave_is_told_as_it_is(others: Given, expected: tuple[Reason, ...]) -> None:
    assert reasons_for({ANA: films(*TASTE), **others}, films_of(*[PLAIN] * NEW)) == expected


def test_less_than_one_gives_on_the_whole_is_no_praise() -> None:
    high = films(9, 10, 9, 10, 9, 10)
    assert reasons_for({ANA: high, BO: {**high, NEW: 7}}, films_of(*[PLAIN] * NEW)) == ()
    assert reasons_for({ANA: high, BO: {**high, NEW: 8}}, films_of(*[PLAIN] * NEW)) == (Kindred(1, 100, 100, 6, 8),)


def test_no_more_than_the_five_nearest_are_spoken_of() -> None:
    others: Given = {member: {**films(*TASTE), NEW: 8} for member in range(80, 90)}
    assert reasons_for({ANA: films(*TASTE), **others}, films_of(*[PLAIN] * NEW)) == (Kindred(5, 100, 100, 6, 8),)


def test_a_director_is_told_with_the_film_of_theirs_that_was_liked_best() -> None:
    catalogue = films_of(
        ("A", "", "", 1950), ("B", "", "", 1950), ("A", "", "", 1950), *[PLAIN] * 3, ("B,A", "", "", 1999)
    )
    assert reasons_for({ANA: films(8, 2, 10, 2, 2, 2)}, catalogue) == (SameDirector("A", 3, 10),)
    assert reasons_for({ANA: films(5, 2, 5, 9, 9, 9)}, catalogue) == ()


def test_traits_are_told_that_are_liked_in_two_films_or_more() -> None:
    catalogue = films_of(
        ("", "War,Drama", "Chile", 1950),
        ("", "War", "Chile", 1950),
        ("", "Drama,Noir", "Peru", 1980),
        *[PLAIN] * 3,
        ("", "Drama,War,Noir", "Chile", 1951),
    )
    [told] = reasons_for({ANA: films(10, 9, 2, 5, 5, 5)}, catalogue)
    assert isinstance(told, LikedTraits)
    assert told.traits == (("genre", "War"), ("country", "Chile"), ("decade", "1950s"))
    assert (told.film_id, told.score) == (1, 10)


def test_the_source_speaks_only_where_nothing_else_does() -> None:
    catalogue = films_of(*[PLAIN] * NEW, votes=1_200, score=8.1)
    assert reasons_for({}, catalogue) == (WellLiked(8.1, 1_200),)
    assert reasons_for({BO: {NEW: 8}}, catalogue) == (ClubLiked(1, 8),)
    assert reasons_for({}, films_of(*[PLAIN] * NEW, votes=9, score=4.0)) == ()


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({}, ()),
        ({BO: films(9, 10), CY: films(8, 8), DI: films(8, 3)}, (LovedToo(2, 3),)),
        ({BO: films(9, 10), CY: films(3, 1)}, (LovedToo(1, 1),)),
        ({BO: films(9, 3), CY: films(9, 9)}, ()),  # one of two is no more than chance
        ({BO: films(3, 10)}, ()),
    ],
)
def test_who_loved_the_one_may_love_the_other(scores: Given, expected: tuple[Reason, ...]) -> None:
    catalogue = films_of(PLAIN, PLAIN)
    assert Reasons(club_of(scores), catalogue, catalogue).like(1, 1) == expected


def test_scores_of_a_film_that_a_sealed_poll_is_open_on_are_no_reason() -> None:
    made_by_a: FilmFacts = ("A", "", "", float("nan"))
    catalogue = films_of(made_by_a, *[PLAIN] * 5, made_by_a)
    club = club_of({ANA: films(*TASTE), BO: {**films(*TASTE), NEW: 10}, CY: {1: 9, NEW: 10}})
    viewer = Viewer.of(ANA, club, catalogue, TUNED)

    def told(*sealed: int) -> list[type[Reason]]:
        reasons = Reasons(club, catalogue, catalogue, sealed)
        return [type(each) for each in (*reasons.for_viewer(viewer, NEW - 1), *reasons.like(1, NEW - 1))]

    assert told() == [Kindred, SameDirector, LovedToo, InCommon]
    assert told(NEW) == [SameDirector, InCommon]
    assert told(1) == [Kindred, InCommon]


def test_what_two_films_share_is_named_in_order() -> None:
    catalogue = films_of(("A", "War,Drama", "Chile", 1950), ("A,B", "Drama", "Peru,Chile", 1959))
    found = Reasons(club_of({}), catalogue, catalogue).like(1, 1)
    assert found == (InCommon((("director", "A"), ("genre", "Drama"), ("country", "Chile"), ("decade", "1950s"))),)
    assert Reasons(club_of({}), catalogue, catalogue).like(99, 1) == ()
