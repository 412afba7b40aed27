"""The database of one server alone: all of its own, nothing of another's, and nothing that no admin may read."""

import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.searching import fulltext
from bot.catalogue.searching.index_rows import all_entries
from bot.cli import app
from bot.club.keeping.server_copy import copy_server
from bot.club.keeping.server_export import ExportStore, Form
from bot.connection import open_reader, open_writer, transaction
from bot.database import Database
from bot.errors import UserError
from tests.catalogue.care.test_editing import edit
from tests.club.keeping.test_deletion import ANA, BO, FILMS, GUILD, OTHER, SAID, copies, filled, id_bytes
from tests.factories import make_database, make_film, write_films

AT = "2026-01-01T00:00:00Z"
LEFT_OUT = {"meta", "picks", "lookups", "conversations", "sqlite_sequence"}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(make_database(tmp_path / "films.sqlite3", *FILMS))
    try:
        await filled(opened)
        await opened.write(lambda connection: connection.execute("DELETE FROM hidden_members"))
        yield opened
    finally:
        await opened.close()


@contextmanager
def copied(database: Database, guild_id: int = GUILD) -> Iterator[sqlite3.Connection]:
    target = database.path.with_name(f"copy-{guild_id}.sqlite3")
    copy_server(database.path, target, guild_id=guild_id)
    with closing(open_reader(target)) as copy:
        yield copy


def tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_fts*'")
    return [name for (name,) in found]


def columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")}


def rows(connection: sqlite3.Connection, table: str, where: str = "1") -> list[Any]:
    return sorted(connection.execute(f"SELECT * FROM {table} WHERE {where}").fetchall(), key=repr)


async def test_it_has_what_is_the_server_s_and_no_other_s(database: Database) -> None:
    with closing(open_writer(database.path)) as whole, copied(database) as copy:
        edit(whole, 41, year=1999)
        for table in set(tables(whole)) - LEFT_OUT - {"reviews", "film_ids", "audit", "film_changes"}:
            if "guild_id" in columns(whole, table) and table not in {"films", "loads"}:
                assert rows(copy, table) == rows(whole, table, f"guild_id = {GUILD}"), table
        for table in ("picks", "lookups", "conversations", "meta"):
            assert rows(copy, table) == []
        own = copy.execute("SELECT count(*) FROM films WHERE guild_id = ?", (GUILD,)).fetchone()
        assert own == (2,)
        assert copy.execute("SELECT count(*) FROM films WHERE guild_id NOT IN (0, ?)", (GUILD,)).fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM reviews WHERE text = 'A goat.'").fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM reviews_fts WHERE reviews_fts MATCH 'quixotic'").fetchone() == (4,)
        assert len(list(all_entries(copy))) == 41  # the film that was merged is retired


async def test_no_table_of_the_schema_is_forgotten(database: Database) -> None:
    """A row of another server, in any table that names a server, is in no copy."""
    with copied(database) as copy, closing(open_reader(database.path)) as whole:
        assert set(tables(copy)) >= set(tables(whole))
        for table in tables(copy):
            if "guild_id" in columns(copy, table):
                kept = copy.execute(f"SELECT DISTINCT guild_id FROM {table}").fetchall()
                assert {guild_id for (guild_id,) in kept} <= {0, GUILD}, table
        for table in ("polls", "ballots", "poll_options", "rating_imports", "imported_ratings", "film_merge_rows"):
            assert rows(copy, table), table


async def test_it_opens_as_marquee_s_own_and_its_loads_can_be_undone(database: Database) -> None:
    target = database.path.with_name("copy.sqlite3")
    assert copy_server(database.path, target, guild_id=GUILD) == 2
    result = CliRunner().invoke(app, ["check", "--database", str(target)])
    assert (result.exit_code, result.output.strip()) == (0, f"{target} is sound.")
    with closing(open_writer(target)) as copy, transaction(copy):
        copy.execute("DELETE FROM film_merge_rows")
        copy.execute("DELETE FROM film_merges")
        [load_id] = copy.execute("SELECT min(load_id) FROM film_changes WHERE kind = 'new'").fetchone()
        undo_load(copy, load_to_undo(copy, guild_id=GUILD, load_id=load_id))


async def test_a_member_who_hides_is_not_in_it(database: Database) -> None:
    with closing(open_writer(database.path)) as whole:
        whole.execute("INSERT INTO hidden_members VALUES (?, ?, ?)", (GUILD, ANA, AT))
    target = database.path.with_name("copy.sqlite3")
    copy_server(database.path, target, guild_id=GUILD)
    assert copies(target, id_bytes(ANA)) == 0
    assert copies(target, id_bytes(BO)) > 0
    assert copies(target, SAID.encode()) > 0
    with closing(open_reader(target)) as copy:
        assert copy.execute("SELECT DISTINCT member_id FROM ratings").fetchall() == [(BO,)]


async def test_what_polls_keep_back_is_not_in_it(database: Database) -> None:
    with closing(open_writer(database.path)) as whole:
        whole.execute("UPDATE polls SET anonymous = 1 WHERE closed_at IS NOT NULL")
        whole.execute("UPDATE polls SET sealed = 1 WHERE closed_at IS NULL")
        whole.execute("UPDATE polls SET kind = 'rating', method = NULL, film_id = 7 WHERE closed_at IS NULL")
        closed = "SELECT count(*) FROM ballots JOIN polls ON polls.id = poll_id WHERE guild_id = ? AND closed_at > ''"
        [cast] = whole.execute(closed, (GUILD,)).fetchone()
    with copied(database) as copy:
        voters = copy.execute("SELECT member_id, cast_at FROM ballots JOIN polls ON polls.id = poll_id").fetchall()
        assert len(voters) == cast > 0
        assert all(voter < 0 and cast_at == AT for voter, cast_at in voters)
        assert copy.execute("SELECT count(*) FROM ratings WHERE film_id = 7").fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM ratings WHERE film_id = 8").fetchone() == (2,)
        anonymous = "SELECT about FROM poll_events JOIN polls ON polls.id = poll_id WHERE anonymous = 1"
        assert set(copy.execute(anonymous)) == {(None,)}


async def test_a_shared_load_that_stands_behind_a_merge_comes_along(database: Database) -> None:
    with closing(open_writer(database.path)) as whole:
        write_films(whole, make_film("Late", 1999), guild_id=GUILD)
        whole.execute("INSERT INTO ratings VALUES (?, 1, 5, 5, ?)", (GUILD, AT))
        write_films(whole, make_film("Late", 1999))
        film_id = whole.execute("SELECT id FROM films WHERE title = 'Late' AND guild_id = 0").fetchone()[0]
        whole.execute("INSERT INTO ratings VALUES (?, ?, 5, 5, ?)", (GUILD, film_id, AT))
        write_films(whole, make_film("Later", 1999))
    with copied(database) as copy:
        assert copy.execute("SELECT count(*) FROM film_merges WHERE load_id IS NOT NULL").fetchone() == (1,)
    with copied(database, OTHER) as copy:
        assert copy.execute("SELECT count(*) FROM film_merges WHERE load_id IS NOT NULL").fetchone() == (0,)


async def test_the_bot_writes_on_while_a_copy_is_made(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = fulltext.add_since

    def write_meanwhile(copy: sqlite3.Connection, **since: int) -> None:
        with closing(sqlite3.connect(database.path, timeout=0)) as other, other:
            other.execute("INSERT INTO ratings VALUES (?, 1, 9, 9, ?)", (GUILD, AT))
        index(copy, **since)

    monkeypatch.setattr(fulltext, "add_since", write_meanwhile)
    target = tmp_path / "copy.sqlite3"
    copy_server(database.path, target, guild_id=GUILD)
    with closing(open_reader(target)) as copy:
        assert copy.execute("SELECT count(*) FROM ratings WHERE member_id = 9").fetchone() == (0,)


async def test_an_export_is_zipped_where_it_is_large_and_refused_where_it_is_larger(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ExportStore(database)

    def folder(name: str) -> Path:
        made = tmp_path / name
        made.mkdir()
        return made

    endings: dict[Form, str] = {"jsonl": "jsonl", "csv": "csv", "sqlite": "sqlite3"}
    for form, ending in endings.items():
        exported = await store.export(form, folder(form), guild_id=GUILD, server="Kelp", most=2**24)
        assert re.fullmatch(rf"kelp-\d{{4}}-\d\d-\d\d\.{ending}", exported.path.name)
        assert exported.films == (2 if form == "sqlite" else 1)
    monkeypatch.setattr("bot.club.keeping.server_export.ZIPPED_FROM", 1)
    zipped = await store.export("sqlite", folder("zipped"), guild_id=GUILD, server="Kelp", most=2**24)
    assert zipped.path.name.endswith(".sqlite3.zip")
    assert [path.name for path in zipped.path.parent.iterdir()] == [zipped.path.name]
    with pytest.raises(UserError, match="Ask whoever runs this bot"):
        await store.export("csv", folder("most"), guild_id=GUILD, server="Kelp", most=10)


async def test_a_game_that_is_still_played_is_left_out_with_its_films(database: Database) -> None:
    await database.write(
        lambda connection: connection.execute(
            "UPDATE games SET ended_at = NULL, ending = NULL WHERE guild_id = ? AND id = (SELECT max(id) FROM games "
            "WHERE guild_id = ?)",
            (GUILD, GUILD),
        )
    )
    with closing(open_writer(database.path)) as whole, copied(database) as copy:
        ours = rows(whole, "games", f"guild_id = {GUILD} AND ended_at IS NOT NULL")
        assert rows(copy, "games") == ours != rows(whole, "games", f"guild_id = {GUILD}")
        assert {row[2] for row in rows(copy, "game_rounds")} == {row[0] for row in ours}
