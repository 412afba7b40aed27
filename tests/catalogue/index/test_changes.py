"""Films come, change and go without the index being built anew."""

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.index import IndexEntry, TitleIndex
from bot.catalogue.index import index as index_module
from tests.catalogue.index.films import FILMS

WORDS = str.split("red blue night river last house king train summer ghost")
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: " ".join(words).title())
entries = st.builds(
    IndexEntry,
    film_id=st.integers(1, 30),
    guild_id=st.sampled_from([0, 0, 0, 7]),
    title=titles,
    year=st.one_of(st.none(), st.integers(1950, 1960)),
    popularity=st.integers(0, 5).map(float),
)
steps = st.lists(st.tuples(st.lists(entries, max_size=5), st.lists(st.integers(1, 30), max_size=3)), max_size=5)


@given(first=st.lists(entries, max_size=8), changes=steps, typed=titles)
@settings(max_examples=40, deadline=None)
def test_changes_applied_one_by_one_give_what_building_anew_gives(first: list[IndexEntry], changes, typed: str) -> None:
    films = {entry.film_id: entry for entry in first}
    index = TitleIndex.build(films.values())
    for changed, removed in changes:
        index.apply(changed, removed)
        for film_id in removed:
            films.pop(film_id, None)
        films |= {entry.film_id: entry for entry in changed}
    anew = TitleIndex.build(films.values())
    assert len(index) == len(films)
    for guild_id in (0, 7, 9):
        assert index.search(typed, guild_id=guild_id) == anew.search(typed, guild_id=guild_id)
        assert index.complete(typed[:5], guild_id=guild_id) == anew.complete(typed[:5], guild_id=guild_id)
        assert index.popular(guild_id=guild_id) == anew.popular(guild_id=guild_id)


@pytest.fixture
def layered(monkeypatch: pytest.MonkeyPatch) -> TitleIndex:
    """An index that keeps changes in layers of their own, as one of many films does."""
    monkeypatch.setattr(index_module, "_SMALL", 0)
    monkeypatch.setattr(index_module, "_MOST_CHANGES", 10)
    monkeypatch.setattr(index_module, "_SHORT_TAIL", 2)
    return TitleIndex.build(FILMS)


def test_a_change_in_a_layer_of_its_own_is_found_and_replaces_what_was(layered: TitleIndex) -> None:
    layered.apply(
        [IndexEntry(1, 0, "When the Storks Fly Past", 1957, (), (), 60), IndexEntry(50, 0, "Stalker", 1979)], [2]
    )
    assert layered.search("storks fly past").matches[0].film_id == 1
    assert layered.search("stalker").matches[0].film_id == 50
    assert "The Cranes Are Flying" not in [match.title for match in layered.search("cranes are flying").matches]
    assert layered.search("suspiria").matches[0].film_id == 3
    assert len(layered) == len(FILMS)


def test_many_small_changes_stay_in_few_layers(layered: TitleIndex) -> None:
    for number in range(20):
        layered.apply([IndexEntry(100 + number, 0, f"Chapter of the {WORDS[number % 10]}", 2000 + number)], [])
        assert len(layered._state.layers) <= 3
    assert len(layered) == len(FILMS) + 20
    assert layered.search("chapter of the river 2003").matches[0].film_id == 103


def test_layers_are_merged_when_changes_are_many(layered: TitleIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    layered.apply([IndexEntry(100, 0, "Stalker", 1979, (), ("Andrei Tarkovsky",))], [6])
    before = [layered.search(typed).matches[:1] for typed in ("stalker", "godfather", "solaris tarkovsky")]
    monkeypatch.setattr(index_module, "_MOST_CHANGES", 0)
    layered.apply([], [8])
    assert len(layered._state.layers) == 1
    assert layered._state.layers[0].gone is None
    after = [layered.search(typed).matches[:1] for typed in ("stalker", "godfather", "solaris tarkovsky")]
    assert [match[0].film_id for match in before] == [match[0].film_id for match in after]


def test_a_search_sees_all_of_a_change_or_none_of_it() -> None:
    """Two films swap their titles over and over; a search must always find just one of them by each title."""
    index = TitleIndex.build(
        [*FILMS, IndexEntry(100, 0, "Aurora Station", 2000), IndexEntry(101, 0, "Borealis Harbour", 2000)]
    )
    wrong: list[object] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            found = [
                match.film_id for match in index.search("aurora station").matches if match.title == "Aurora Station"
            ]
            if len(found) != 1:
                wrong.append(found)

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(30):
        first, second = ("Aurora Station", "Borealis Harbour") if turn % 2 else ("Borealis Harbour", "Aurora Station")
        index.apply([IndexEntry(100, 0, first, 2000), IndexEntry(101, 0, second, 2000)], [])
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_threads_searching_at_once_do_not_disturb_each_other(index: TitleIndex) -> None:
    typed = ["cranes are flyng", "godfather 2", "suspiria 2018", "walle", "lotr return of the king", "asdfgh"]
    expected = {text: index.search(text) for text in typed}
    wrong: list[str] = []

    def look(turn: int) -> None:
        for step in range(30):
            text = typed[(turn + step) % len(typed)]
            if index.search(text) != expected[text]:
                wrong.append(text)

    readers = [threading.Thread(target=look, args=(turn,)) for turn in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_film_ids_may_be_as_large_as_discords() -> None:
    large = np.iinfo(np.int64).max
    other = TitleIndex.build([IndexEntry(int(large), int(large) - 1, "Heat", 1995)])
    assert other.search("heat", guild_id=int(large) - 1).matches[0].film_id == large
    other.apply([], [int(large)])
    assert len(other) == 0
