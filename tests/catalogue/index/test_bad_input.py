"""Whatever is typed or loaded, the index answers, quickly and always alike."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.catalogue.index import IndexEntry, TitleIndex
from tests.catalogue.index.films import FILMS

anything = st.text(st.characters(exclude_categories=()), max_size=60)


@given(typed=anything)
@example(typed="\ud800\udc00 godfather \udfff")
@example(typed="\u202eheat\u202c")
@example(typed="(((2018)))")
@example(typed="the")
@example(typed="the the the")
@example(typed="½")
@example(typed="٣ ²")
@example(typed="ﷺ" * 40)
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_and_always_alike(index: TitleIndex, typed: str) -> None:
    answer, offered = index.search(typed), index.complete(typed)
    assert answer == index.search(typed)
    assert offered == index.complete(typed)
    assert all(0 <= match.score <= 100 for match in (*answer.matches, *offered))


@given(titles=st.lists(anything, min_size=1, max_size=6), typed=anything)
@settings(max_examples=50, deadline=None)
def test_any_titles_can_be_indexed(titles: list[str], typed: str) -> None:
    films = [
        IndexEntry(number, 0, title, None, (title[::-1],), (title,)) for number, title in enumerate(titles, start=1)
    ]
    index = TitleIndex.build(films)
    assert len(index) == len(titles)
    index.search(typed)
    index.complete(titles[0])


@pytest.mark.parametrize("typed", ["heat " * 20_000, "x" * 100_000, "\0" * 100_000, "😀" * 50_000, "1977 " * 20_000])
def test_an_enormous_text_takes_no_longer(index: TitleIndex, typed: str) -> None:
    started = time.process_time()
    index.search(typed)
    index.complete(typed)
    assert time.process_time() - started < 0.25


def test_marks_that_cannot_be_seen_change_nothing(index: TitleIndex) -> None:
    assert index.search("\u200fgod\u200bfather\u0000 2\u202c") == index.search("godfather 2")


def test_a_small_catalogue_is_built_in_a_moment() -> None:
    many = [
        IndexEntry(number, 0, f"{film.title} {number}", film.year, film.names, film.people)
        for number, film in enumerate(FILMS * 4)
    ]
    TitleIndex.build(many)
    started = time.process_time()
    TitleIndex.build(many)
    assert time.process_time() - started < 0.1
