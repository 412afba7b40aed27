"""Loading through the bot's database: one load a server at a time, and others' writes between its steps."""

import asyncio
import json
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.catalogue.loading import loads
from bot.catalogue.loading.load_report import LoadReport
from bot.catalogue.loading.load_store import LoadStore
from bot.catalogue.loading.rehearsal import rehearse
from bot.club.ratings import RatingStore
from bot.connection import open_writer, transaction
from bot.database import Database
from bot.errors import UndoError, UserError
from tests.factories import make_database, make_film

GUILD, FILMS = 5, 1_000


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    opened = await Database.open(make_database(tmp_path / "films.sqlite3", make_film()))
    yield opened
    await opened.close()


@pytest.fixture
def kept(tmp_path: Path, database: Database) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    records = (json.dumps({"title": f"Film {number}"}) + "\n" for number in range(FILMS))
    (folder / "0").write_text("".join(records))
    (folder / "names.json").write_text('["films.jsonl"]')
    rehearse(database.path, GUILD, folder)
    return folder


async def test_members_write_between_the_steps_of_a_load(database: Database, kept: Path) -> None:
    store, ratings = LoadStore(database), RatingStore(database)
    so_far: list[int] = []
    loading = asyncio.create_task(
        store.load(kept, guild_id=GUILD, member_id=1, heard=lambda report: so_far.append(report.films))
    )
    rated: list[int] = []
    while not loading.done():
        await ratings.rate(1, 1 + len(rated) % 10, guild_id=GUILD, member_id=2)
        rated.append(len(so_far))
    assert (await loading).films_new == FILMS
    assert so_far == list(range(100, FILMS, 100))
    assert len(set(rated)) > 5  # answered at many moments of the load


async def test_a_server_s_films_are_loaded_or_undone_by_one_at_a_time(database: Database, kept: Path) -> None:
    store = LoadStore(database)
    refused: list[Exception] = []

    async def load(guild_id: int) -> LoadReport:
        with store.alone(guild_id):
            return await store.load(kept, guild_id=guild_id, member_id=1, heard=lambda _: None)

    async def meanwhile() -> None:
        for other in (
            load(GUILD),
            store.undo(1, guild_id=GUILD, member_id=2),
            store.look_at_undo(None, guild_id=GUILD),
        ):
            with pytest.raises(UserError, match="right now") as refusal:
                await other
            refused.append(refusal.value)

    async with asyncio.TaskGroup() as tasks:
        loading = tasks.create_task(load(GUILD))
        tasks.create_task(meanwhile())
        elsewhere = tasks.create_task(load(GUILD + 1))
    assert len(refused) == 3
    assert (loading.result().films_new, elsewhere.result().films_new) == (FILMS, FILMS)
    page = await store.recent(guild_id=GUILD, limit=5)
    assert (page.total, page.loads[0].finished, page.loads[0].loaded_by) == (1, True, 1)


async def test_a_load_that_another_process_undoes_stops(database: Database, kept: Path) -> None:
    store = LoadStore(database)

    def heard(report: LoadReport) -> None:
        if report.films == 300:
            connection = open_writer(database.path)
            with transaction(connection):
                loads.undo_load(connection, loads.load_to_undo(connection, guild_id=GUILD))
            connection.close()

    with pytest.raises(UserError, match="was undone while it was under way"):
        await store.load(kept, guild_id=GUILD, member_id=1, heard=heard)
    films = "SELECT count(*) FROM films WHERE guild_id = ?"
    assert await database.read(lambda connection: connection.execute(films, (GUILD,)).fetchone()) == (0,)
    with pytest.raises(UndoError, match="taken back already"):
        await store.undo(2, guild_id=GUILD, member_id=1)
