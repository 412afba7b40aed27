from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.club.ratings import RatingStore
from bot.club.tastes.compared import Loved, Pair
from bot.club.tastes.comparisons import Compared, ComparisonStore
from bot.club.tastes.taste import Agreement
from bot.database import Database
from tests.factories import make_database, make_film

GUILD, OTHER = 5, 6
ANA, BO = 71, 72


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    films = (make_film(f"Reel {number}", 1950 + number) for number in range(1, 10))
    opened = await Database.open(make_database(tmp_path / "films.sqlite3", *films))
    try:
        yield opened
    finally:
        await opened.close()


async def rate(database: Database, member_id: int, *scores: int | None, guild_id: int = GUILD) -> None:
    """Rate the films 1, 2, 3 …; None leaves one out."""
    for film_id, score in enumerate(scores, 1):
        if score is not None:
            await RatingStore(database).rate(film_id, score, guild_id=guild_id, member_id=member_id)


async def compare(database: Database, guild_id: int = GUILD) -> Compared:
    found = await ComparisonStore(database).with_member(BO, guild_id=guild_id, asker_id=ANA)
    assert found is not None
    return found


async def test_two_members_are_compared_over_the_films_both_rated(database: Database) -> None:
    await rate(database, ANA, 8, 8, 8, 8, 8, 10, None)
    await rate(database, BO, 8, 8, 8, 8, 4, None, 9)
    found = await compare(database)
    assert found.comparison.agreement == Agreement(5, 0.8, 0.8)
    assert found.comparison.parted == (Pair(5, 8, 4),)
    assert found.comparison.only_mine == (Loved(6, 10),)
    assert found.comparison.only_theirs == (Loved(7, 9),)
    assert found.names.keys() == found.comparison.film_ids
    assert found.names[7] == ("Reel 7", 1957)


async def test_a_member_is_compared_with_a_reviewers_scores(database: Database) -> None:
    await rate(database, ANA, 8, 8, 8, 8, 8)
    reviewer = {1: 8.0, 2: 8.0, 3: 8.0, 4: 7.5, 5: 3.0, 6: 9.5}
    found = await ComparisonStore(database).with_scores(reviewer, guild_id=GUILD, asker_id=ANA)
    assert found.comparison.agreement == Agreement(5, 0.775, 1.1)
    assert found.comparison.only_theirs == (Loved(6, 9.5),)


async def test_hidden_members_are_compared_with_by_nobody_and_may_compare_themselves(database: Database) -> None:
    await rate(database, ANA, 8)
    await rate(database, BO, 8)
    assert not (await compare(database)).asker_hidden
    await database.write(
        lambda connection: connection.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, ANA))
    )
    assert (await compare(database)).asker_hidden
    assert await ComparisonStore(database).with_member(ANA, guild_id=GUILD, asker_id=BO) is None


async def test_ratings_of_another_server_and_of_films_taken_out_do_not_count(database: Database) -> None:
    await rate(database, ANA, 8, 8)
    await rate(database, BO, 8, 8)
    elsewhere = (await compare(database, OTHER)).comparison
    assert (elsewhere.mine, elsewhere.theirs, elsewhere.both) == (0, 0, 0)
    await database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now' WHERE id = 1"))
    assert (await compare(database)).comparison.both == 1
