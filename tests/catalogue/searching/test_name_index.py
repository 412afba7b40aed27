import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.searching.name_index import NEAR, NameEntry, NameIndex, likeness, likenesses
from bot.catalogue.text import fold

PEOPLE = {
    "Mikhail Kalatozov": 4,
    "Andrei Tarkovsky": 7,
    "Arseny Tarkovsky": 1,
    "Tatyana Samoylova": 2,
    "黒澤 明": 3,
    "Сергей Урусевский": 2,
}
INDEX = NameIndex(
    [*(NameEntry(fold(name), count) for name, count in PEOPLE.items()), NameEntry("club president", 9, guild_id=5)]
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Mikhail Kalatozov", "mikhail kalatozov"),
        ("kalatozov mikhail", "mikhail kalatozov"),
        ("kalatosow", "mikhail kalatozov"),
        ("mik kal", "mikhail kalatozov"),
        ("KALA", "mikhail kalatozov"),
        ("tarkovski", "andrei tarkovsky"),
        ("arseni tarkovsky", "arseny tarkovsky"),
        ("samoilova", "tatyana samoylova"),
        ("黒澤", "黒澤 明"),
        ("Калатозов", "mikhail kalatozov"),
        ("тарковский андрей", "andrei tarkovsky"),
        ("sergey urusevskiy", "сергеи урусевскии"),
        ("urusevsky", "сергеи урусевскии"),
        ("урусевский", "сергеи урусевскии"),
        ("Mikhåil Kalatøzov", "mikhail kalatozov"),
    ],
)
def test_the_name_that_is_meant_comes_first(typed: str, found: str) -> None:
    best = INDEX.search(typed, guild_id=0)[0]
    assert best.folded == found
    assert best.likeness >= NEAR


@pytest.mark.parametrize("typed", ["asdfgh", "x", "🎬", "Quentin"])
def test_nonsense_is_near_nobody(typed: str) -> None:
    assert INDEX.search(typed, guild_id=0)[0].likeness < NEAR


def test_of_two_spellings_the_one_that_was_typed_comes_first() -> None:
    index = NameIndex([NameEntry(fold("Сергей Урусевский"), 9), NameEntry(fold("Sergei Urusevskii"), 1)])
    for typed in ("сергей урусевский", "sergei urusevskii"):
        first, second = index.search(typed, guild_id=0)
        assert first.folded == fold(typed)
        assert (first.likeness, second.likeness) == (100, 100)


def test_nothing_typed_gives_the_commonest() -> None:
    assert [match.folded for match in INDEX.search("", guild_id=0, limit=2)] == [
        "andrei tarkovsky",
        "mikhail kalatozov",
    ]


def test_a_server_s_own_names_are_seen_there_alone() -> None:
    assert INDEX.search("president", guild_id=5)[0].folded == "club president"
    assert all(match.folded != "club president" for match in INDEX.search("president", guild_id=6))
    both = NameIndex([NameEntry("ana", 2), NameEntry("ana", 3, guild_id=5)])
    assert [match.count for match in both.search("ana", guild_id=5)] == [5]


def test_one_name_among_many_is_found() -> None:
    index = NameIndex(
        [*(NameEntry(f"person number {number}", 1) for number in range(3000)), NameEntry("agnes varda", 1)]
    )
    assert len(index) == 3001
    assert index.search("agnez vard", guild_id=0)[0].folded == "agnes varda"


def test_an_empty_index_and_an_enormous_text() -> None:
    assert NameIndex([]).search("anyone", guild_id=0) == ()
    assert len(INDEX.search("x" * 5000, guild_id=0)) == len(PEOPLE)


@given(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=20), max_size=5))
def test_any_text_is_taken(typed: str, names: list[str]) -> None:
    index = NameIndex(NameEntry(fold(name), 1) for name in names)
    for match in index.search(typed, guild_id=0):
        assert 0 <= match.likeness <= 100


def test_likeness_is_whole_only_for_the_same() -> None:
    assert likeness("usher", "usher") == 100
    assert likeness("usher", "the usher") < 100


@given(st.text("ab .", max_size=8), st.lists(st.text("abc ", max_size=12), max_size=6))
def test_names_compared_at_once_are_as_alike_as_one_by_one(typed: str, names: list[str]) -> None:
    found = likenesses(fold(typed), names)
    assert found == [likeness(fold(typed), name) for name in names]
    assert all(0 <= each <= 100 for each in found)
