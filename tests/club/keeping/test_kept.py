"""Nothing that names a member is forgotten: every such column of the schema is in the registry."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.club.keeping.kept import KEPT
from bot.connection import open_writer
from tests.factories import make_database

NAMES_A_MEMBER = re.compile(r"(^|_)(member|user|author|host|voter|owner|creator)(_id)?$|(^|_)by$")


def members_columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_fts*'")
    return {
        (table, column)
        for (table,) in tables.fetchall()
        for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")
        if NAMES_A_MEMBER.search(column)
    }


def test_every_column_that_names_a_member_is_in_the_registry(tmp_path: Path) -> None:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as connection:
        registered = [(kept.table, kept.member) for kept in KEPT]
        assert members_columns(connection) == set(registered)
        assert len(KEPT) == len({(kept.table, kept.member, kept.guild) for kept in KEPT})


def test_every_kind_can_be_told_server_by_server(tmp_path: Path) -> None:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as connection:
        for kept in KEPT:
            statement = f"SELECT {kept.guild}, {kept.member}, {kept.dated or kept.member} FROM {kept.table}"
            assert connection.execute(statement).fetchall() == []
