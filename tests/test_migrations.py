import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import connection as opening
from bot.catalogue.searching import fulltext
from bot.connection import check, migrate, migrations, open_writer


def test_reviews_keep_their_ids_and_their_full_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "films.sqlite3"
    steps = migrations()
    monkeypatch.setattr(opening, "migrations", lambda: steps[:1])
    connection = open_writer(path)
    connection.execute("INSERT INTO loads (id, guild_id, started_at, proof) VALUES (1, 0, 'x', 1)")
    connection.execute("INSERT INTO films (id, guild_id, title, title_key, names) VALUES (1, 0, 'A', 'a', 'a')")
    connection.executemany(
        "INSERT INTO reviews (id, film_id, load_id, digest, reviewer, text, spoiler) "
        "VALUES (?, 1, 1, ?, 'U', ?, 'full')",
        [(3, 1, "A camera."), (8, 2, "Mud.")],
    )
    fulltext.add_since(connection, film_id=0, review_id=0)
    monkeypatch.setattr(opening, "migrations", lambda: steps)
    migrate(connection, path)
    assert connection.execute("SELECT id, text, spoiler, guild_id, member_id FROM reviews").fetchall() == [
        (3, "A camera.", "full", 0, None),
        (8, "Mud.", "full", 0, None),
    ]
    assert connection.execute("SELECT rowid FROM reviews_fts WHERE reviews_fts MATCH 'mud'").fetchall() == [(8,)]
    assert check(connection) == []
    assert fulltext.check(connection) == []
    connection.close()


@pytest.mark.parametrize(
    ("load_id", "guild_id", "member_id"), [(None, 0, None), (1, 5, 71), (None, 0, 71), (None, 5, None), (1, 5, None)]
)
def test_a_review_is_of_a_load_or_of_a_server_s_member(
    tmp_path: Path, load_id: int | None, guild_id: int, member_id: int | None
) -> None:
    connection = open_writer(tmp_path / "films.sqlite3")
    connection.execute("INSERT INTO loads (id, guild_id, started_at, proof) VALUES (1, 0, 'x', 1)")
    connection.execute("INSERT INTO films (id, guild_id, title, title_key, names) VALUES (1, 0, 'A', 'a', 'a')")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO reviews (film_id, load_id, digest, reviewer, text, guild_id, member_id) "
            "VALUES (1, ?, 1, 'U', 'x', ?, ?)",
            (load_id, guild_id, member_id),
        )
    connection.close()


@pytest.mark.parametrize("table", ["genres", "countries", "companies"])
def test_films_are_found_by_their_lists_of_names_in_an_index(tmp_path: Path, table: str) -> None:
    with closing(open_writer(tmp_path / "films.sqlite3")) as connection:
        asked = f"SELECT film_id FROM {table} WHERE name IN (SELECT value FROM json_each('[]'))"
        for query in (asked, f"SELECT name, count(*) FROM {table} GROUP BY name"):
            plan = [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
            assert f"USING COVERING INDEX {table}_by_name" in plan[0]
