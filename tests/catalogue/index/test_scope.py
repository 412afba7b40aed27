"""Each server sees the shared films and its own, and its own in place of a shared one."""

from collections.abc import Iterable

import pytest

from bot.catalogue.index import IndexEntry, Match, TitleIndex

SHARED, HERE, ELSEWHERE = 0, 7, 8
FILMS = (
    IndexEntry(1, SHARED, "Solaris", 1972, (), (), 9),
    IndexEntry(2, HERE, "Solaris", 1972, (), (), 3, shadows=(1,)),
    IndexEntry(3, HERE, "Our Home Movie", 2020),
    IndexEntry(4, SHARED, "Stalker", 1979, (), (), 5),
)


@pytest.fixture
def index() -> TitleIndex:
    return TitleIndex.build(FILMS)


def ids(matches: Iterable[Match]) -> list[int]:
    return [match.film_id for match in matches]


@pytest.mark.parametrize(("guild_id", "solaris"), [(SHARED, [1]), (HERE, [2]), (ELSEWHERE, [1])])
def test_a_servers_own_film_stands_in_for_the_shared_one(index: TitleIndex, guild_id: int, solaris: list[int]) -> None:
    assert ids(index.search("solaris", guild_id=guild_id).matches)[:1] == solaris
    assert ids(index.complete("sola", guild_id=guild_id))[:1] == solaris
    assert ids(index.search("Solaris (1972)", guild_id=guild_id).matches)[:1] == solaris
    assert not {1, 2} <= set(ids(index.popular(guild_id=guild_id)))


def test_a_servers_film_is_not_seen_elsewhere(index: TitleIndex) -> None:
    assert ids(index.search("our home movie", guild_id=HERE).matches)[0] == 3
    for guild_id in (SHARED, ELSEWHERE):
        assert 3 not in ids(index.search("our home movie", guild_id=guild_id).matches)
        assert 3 not in ids(index.complete("our ho", guild_id=guild_id))
        assert 3 not in ids(index.popular(guild_id=guild_id))


def test_the_shared_film_is_back_when_the_servers_own_is_gone(index: TitleIndex) -> None:
    index.apply([], [2])
    assert ids(index.search("solaris", guild_id=HERE).matches)[:1] == [1]


def test_films_of_other_servers_do_not_crowd_out_a_shared_one() -> None:
    others = [IndexEntry(100 + number, 100 + number, "Stalker", 1979, (), (), 50) for number in range(2000)]
    index = TitleIndex.build([*FILMS, *others])
    assert ids(index.search("stalker", guild_id=HERE).matches) == [4]
    assert ids(index.complete("stal", guild_id=HERE))[:1] == [4]
