"""What titles and names are taken for: exactly, with slips, by a half of them, and by whom they are seen."""

import pytest

from bot.asking.lookup import Lookup
from bot.catalogue.index import IndexEntry, TitleIndex
from bot.catalogue.searching.live_names import Names
from bot.catalogue.searching.name_index import NameEntry, NameIndex

HERE, ELSEWHERE = 5, 7
FILMS = (
    IndexEntry(1, 0, "The Cranes Are Flying", 1957, names=("Летят журавли",)),
    IndexEntry(2, 0, "Solaris", 1972),
    IndexEntry(3, 0, "Solaris", 2002),
    IndexEntry(4, HERE, "Our Own Picnic", 2020),
    IndexEntry(5, 0, "It", 2017),
)
PEOPLE = Names(
    NameIndex([NameEntry("mikhail kalatozov", 3), NameEntry("yasujiro ozu", 2)]),
    {(0, "mikhail kalatozov"): ("Mikhail Kalatozov",), (0, "yasujiro ozu"): ("Yasujirō Ozu",)},
)
NOBODY = Names(NameIndex([]), {})


def lookup(guild_id: int = HERE) -> Lookup:
    return Lookup(TitleIndex.build(FILMS), PEOPLE, NOBODY, NOBODY, guild_id=guild_id)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the cranes are flying", {1}),
        ("Cranes are Flying", {1}),
        ("летят журавли", {1}),
        ("solaris", {2, 3}),
        ("it", {5}),
        ("cranes", set()),
        ("", set()),
        ("...", set()),
    ],
)
def test_whole_names_are_found_exactly(text: str, ids: set[int]) -> None:
    assert {film.id for film in lookup().named(text)} == ids


def test_a_servers_film_is_found_there_alone() -> None:
    assert [film.id for film in lookup(HERE).named("Our own picnic")] == [4]
    assert lookup(ELSEWHERE).named("Our own picnic") == ()
    assert lookup(ELSEWHERE).search("our own picnik") is None


@pytest.mark.parametrize(
    ("text", "film_id"), [("cranes ar flyng", 1), ("cranes", 1), ("sollaris", 2), ("picnik", None)]
)
def test_titles_with_slips_are_found(text: str, film_id: int | None) -> None:
    guess = lookup(0).search(text)
    assert (None if guess is None else min(film.id for film in guess.films)) == film_id


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kalatozov", "Mikhail Kalatozov"),
        ("kalatozv", "Mikhail Kalatozov"),
        ("ozu", "Yasujirō Ozu"),
        ("oz", None),
        ("weather", None),
    ],
)
def test_people_are_found_by_their_family_names(text: str, name: str | None) -> None:
    guess = lookup().person(text, exact=False)
    assert (None if guess is None else guess.name) == name
