import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.care.merging import MERGED, MergeError, merge, merges, unmerge, what_moves
from bot.catalogue.care.moved_rows import MOVED
from bot.catalogue.film import Alias
from bot.catalogue.film_rows import read_film
from bot.catalogue.following import follow
from bot.catalogue.loading.loads import load_to_undo, undo_load
from bot.catalogue.reviews import review_rows
from bot.catalogue.searching import fulltext
from bot.catalogue.searching.index_rows import all_entries
from bot.catalogue.visibility import VISIBLE
from bot.connection import check, open_writer, transaction
from bot.errors import UndoError
from tests.factories import make_database, make_film, make_review, memory_database, write_films

GUILD, OTHER = 5, 6
ANA, BO = 71, 72
EARLY, LATE = "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"
DROP = make_film(
    "Paper Light", 1961, ids={"imdb": "tt1", "tmdb": "7"}, reviews=(make_review(), make_review("A", "No."))
)
KEEP = make_film(aliases=(Alias("Farol"),), ids={"imdb": "tt2"}, reviews=(make_review(),))
DROP_ID, KEEP_ID = 1, 2


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as opened:
        yield opened
        assert check(opened) == []
        assert fulltext.check(opened) == []


def rate(connection: sqlite3.Connection, film_id: int, score: int, rated_at: str = EARLY, member_id: int = ANA) -> None:
    connection.execute("INSERT INTO ratings VALUES (?, ?, ?, ?, ?)", (GUILD, film_id, member_id, score, rated_at))


def scores(connection: sqlite3.Connection, film_id: int, guild_id: int = GUILD) -> dict[int, int]:
    rows = connection.execute(
        "SELECT member_id, score FROM ratings WHERE film_id = ? AND guild_id = ?", (film_id, guild_id)
    )
    return dict(rows.fetchall())


def visible(connection: sqlite3.Connection, guild_id: int = GUILD) -> list[int]:
    rows = connection.execute(f"SELECT id FROM films WHERE {VISIBLE} ORDER BY id", {"guild": guild_id})
    return [film_id for (film_id,) in rows]


def contents(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """Return every row there is, but for the journal that the title index follows, the audit and counters."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    )
    left_out = {"film_changes", "audit", "sqlite_sequence"}
    return {
        table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for (table,) in tables.fetchall()
        if table not in left_out
    }


def merge_both(connection: sqlite3.Connection, guild_id: int = GUILD) -> int:
    with transaction(connection):
        return merge(connection, DROP_ID, KEEP_ID, guild_id=guild_id, merged_by=ANA)


def take_back(connection: sqlite3.Connection, merge_id: int, guild_id: int = GUILD) -> None:
    with transaction(connection):
        unmerge(connection, merge_id, guild_id=guild_id)


def test_the_kept_film_has_what_was_said_of_both(connection: sqlite3.Connection) -> None:
    write_films(connection, DROP, KEEP, guild_id=GUILD)
    rate(connection, DROP_ID, 9, LATE)
    rate(connection, KEEP_ID, 4)
    rate(connection, DROP_ID, 7, member_id=BO)
    assert what_moves(connection, DROP_ID, KEEP_ID, guild_id=GUILD)["ratings"] == 2
    merge_both(connection)
    assert scores(connection, KEEP_ID) == {ANA: 9, BO: 7}
    kept = read_film(connection, KEEP_ID)
    assert kept is not None
    assert kept.aliases == (Alias("Farol"), Alias("Paper Light", MERGED))
    assert kept.ids == {"imdb": "tt2", "tmdb": "7"}
    reviews = connection.execute("SELECT text FROM reviews WHERE film_id = ? ORDER BY text", (KEEP_ID,)).fetchall()
    assert reviews == [("No.",), ("Slow, grey and lovely.",)]
    assert visible(connection) == [KEEP_ID]
    assert follow(connection, DROP_ID, guild_id=GUILD) == KEEP_ID
    [listed] = merges(connection, guild_id=GUILD, limit=9)
    assert (listed.title, listed.kept_title, listed.merged_by) == ("Paper Light", "The Paper Lighthouse", ANA)


@pytest.mark.parametrize(("dropped_at", "kept_at", "left"), [(LATE, EARLY, 9), (EARLY, LATE, 4), (EARLY, EARLY, 4)])
def test_who_rated_both_keeps_the_newer(
    connection: sqlite3.Connection, dropped_at: str, kept_at: str, left: int
) -> None:
    write_films(connection, DROP, KEEP, guild_id=GUILD)
    rate(connection, DROP_ID, 9, dropped_at)
    rate(connection, KEEP_ID, 4, kept_at)
    merged = merge_both(connection)
    assert scores(connection, KEEP_ID) == {ANA: left}
    take_back(connection, merged)
    assert (scores(connection, DROP_ID), scores(connection, KEEP_ID)) == ({ANA: 9}, {ANA: 4})


def test_what_was_changed_meanwhile_goes_back_as_it_is(connection: sqlite3.Connection) -> None:
    write_films(connection, DROP, KEEP, guild_id=GUILD)
    rate(connection, DROP_ID, 9)
    merged = merge_both(connection)
    connection.execute("UPDATE ratings SET score = 2 WHERE member_id = ?", (ANA,))
    rate(connection, KEEP_ID, 8, member_id=BO)
    take_back(connection, merged)
    assert (scores(connection, DROP_ID), scores(connection, KEEP_ID)) == ({ANA: 2}, {BO: 8})


def test_a_film_merged_twice_over_is_taken_back_from_the_end(connection: sqlite3.Connection) -> None:
    write_films(connection, DROP, KEEP, make_film("Third", 1961), guild_id=GUILD)
    rate(connection, DROP_ID, 9)
    first = merge_both(connection)
    with transaction(connection):
        second = merge(connection, KEEP_ID, 3, guild_id=GUILD, merged_by=ANA)
    assert follow(connection, DROP_ID, guild_id=GUILD) == 3
    assert scores(connection, 3) == {ANA: 9}
    with pytest.raises(MergeError, match="later merge of The Paper Lighthouse into Third first"):
        take_back(connection, first)
    take_back(connection, second)
    take_back(connection, first)
    assert scores(connection, DROP_ID) == {ANA: 9}
    with pytest.raises(MergeError, match="taken back already"):
        take_back(connection, first)


def test_a_server_merges_its_own_films_alone(connection: sqlite3.Connection) -> None:
    write_films(connection, DROP, KEEP)
    write_films(connection, make_film("Own", 1970), guild_id=GUILD)
    write_films(connection, make_film("Elsewhere", 1970), guild_id=OTHER)
    for film_id, into_id, said in (
        (DROP_ID, KEEP_ID, "shared by all servers"),
        (3, KEEP_ID, "shared by all servers"),
        (3, 3, "one film already"),
        (4, 3, "no longer in the catalogue"),
        (3, 4, "no longer in the catalogue"),
        (99, 3, "no longer in the catalogue"),
    ):
        with pytest.raises(MergeError, match=said), transaction(connection):
            merge(connection, film_id, into_id, guild_id=GUILD, merged_by=ANA)
    merged = merge_both(connection, guild_id=0)
    with pytest.raises(MergeError, match="taken back already"):
        take_back(connection, merged, guild_id=GUILD)
    assert visible(connection, OTHER) == [KEEP_ID, 4]


def test_a_server_s_film_stands_in_for_a_shared_one_there_alone(connection: sqlite3.Connection) -> None:
    write_films(connection, DROP)
    write_films(connection, KEEP, guild_id=GUILD)
    rate(connection, DROP_ID, 9)
    connection.execute("INSERT INTO ratings VALUES (?, ?, ?, 3, ?)", (OTHER, DROP_ID, ANA, EARLY))
    assert visible(connection) == [DROP_ID, KEEP_ID]
    before = contents(connection)
    merged = merge_both(connection)
    assert visible(connection) == [KEEP_ID]
    assert visible(connection, OTHER) == [DROP_ID]
    assert (scores(connection, KEEP_ID), scores(connection, DROP_ID, OTHER)) == ({ANA: 9}, {ANA: 3})
    assert follow(connection, DROP_ID, guild_id=GUILD) == KEEP_ID
    assert follow(connection, DROP_ID, guild_id=OTHER) == DROP_ID
    [own] = [entry for entry in all_entries(connection) if entry.film_id == KEEP_ID]
    assert own.shadows == (DROP_ID,)
    take_back(connection, merged)
    assert contents(connection) == before
    assert visible(connection) == [DROP_ID, KEEP_ID]


def test_a_merged_film_goes_on_standing_in_for_a_shared_one(connection: sqlite3.Connection) -> None:
    write_films(connection, DROP, KEEP, guild_id=GUILD)
    write_films(connection, make_film("Paper Light", 1961))
    assert visible(connection) == [DROP_ID, KEEP_ID]
    merge_both(connection)
    assert visible(connection) == [KEEP_ID]
    assert follow(connection, 3, guild_id=GUILD) == KEEP_ID


def test_the_same_file_again_changes_nothing_after_a_merge(connection: sqlite3.Connection) -> None:
    nameless = make_film("Paper Lamp", 1961, reviews=(make_review("B", "Fine."),))
    write_films(connection, DROP, KEEP, nameless, guild_id=GUILD)
    merge_both(connection)
    with transaction(connection):
        merge(connection, 3, KEEP_ID, guild_id=GUILD, merged_by=ANA)
    before = contents(connection)
    for records in ((DROP, KEEP, nameless), (KEEP, nameless, DROP)):
        load_id = write_films(connection, *records, guild_id=GUILD)
        after = contents(connection)
        for table in ("loads", "load_files"):
            before.pop(table, None)
            after.pop(table)
        assert after == before
        assert connection.execute(
            "SELECT films_new, films_updated FROM load_files WHERE load_id = ?", (load_id,)
        ).fetchone() == (0, 0)
    write_films(connection, make_film("Paper Light", 1961, reviews=(make_review("C", "New."),)), guild_id=GUILD)
    assert connection.execute("SELECT film_id FROM reviews WHERE reviewer = 'C'").fetchall() == [(KEEP_ID,)]


def test_a_load_is_undone_after_the_merges_of_its_films(connection: sqlite3.Connection) -> None:
    write_films(connection, DROP, KEEP, guild_id=GUILD)
    merged = merge_both(connection)
    with pytest.raises(UndoError, match="before the merge of Paper Light into The Paper Lighthouse is taken back"):
        load_to_undo(connection, guild_id=GUILD)
    later = write_films(connection, make_film(synopsis="New.", ids={"imdb": "tt2"}), guild_id=GUILD)
    take_back(connection, merged)
    with transaction(connection):
        undo_load(connection, load_to_undo(connection, guild_id=GUILD, load_id=later))
    assert read_film(connection, KEEP_ID) == make_film(aliases=KEEP.aliases, ids=KEEP.ids)
    assert read_film(connection, DROP_ID) == make_film("Paper Light", 1961, ids=DROP.ids)


def test_a_review_that_both_had_is_found_under_either_id(connection: sqlite3.Connection) -> None:
    write_films(connection, DROP, KEEP, guild_id=GUILD)
    twin = connection.execute(
        "SELECT id FROM reviews WHERE film_id = ? AND reviewer = 'The_Usher'", (DROP_ID,)
    ).fetchone()[0]
    merge_both(connection)
    review = review_rows.read(connection, twin, guild_id=GUILD)
    assert review is not None
    assert review.film_id == KEEP_ID


def test_every_table_about_films_follows_them_or_describes_them(connection: sqlite3.Connection) -> None:
    own = {"film_ids", "record_identities", "aliases", "credits", "genres", "countries", "companies", "film_merges"}
    own |= {"film_edits", "different_films"}
    about = {
        table
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for reference in connection.execute(f"PRAGMA foreign_key_list({table})")
        if reference[2] == "films"
    }
    assert about - own == {moved.table for moved in MOVED}


WHO, WHERE, WHEN = st.sampled_from([ANA, BO]), st.sampled_from([GUILD, OTHER]), st.sampled_from([EARLY, LATE])
EITHER, DIGEST = st.sampled_from([DROP_ID, KEEP_ID]), st.integers(1, 2)
INSERTS = {
    "INSERT OR IGNORE INTO ratings VALUES (?, ?, ?, ?, ?)": st.tuples(WHERE, EITHER, WHO, st.integers(1, 10), WHEN),
    "INSERT OR IGNORE INTO watches (guild_id, film_id, member_id, watched_on, rewatch, logged_at) "
    "VALUES (?, ?, ?, ?, 0, 'x')": st.tuples(WHERE, EITHER, WHO, st.sampled_from(["2024-02-29", "2024-03-01"])),
    "INSERT OR IGNORE INTO watchlist VALUES (?, ?, ?, ?)": st.tuples(WHERE, WHO, EITHER, WHEN),
    "INSERT OR IGNORE INTO reviews (film_id, digest, reviewer, text, guild_id, member_id, written_at) "
    "VALUES (?, ?, 'x', 'y', ?, ?, ?)": st.tuples(EITHER, DIGEST, WHERE, WHO, WHEN),
    "INSERT OR IGNORE INTO review_votes VALUES (?, ?, ?, ?, 1, ?)": st.tuples(WHERE, EITHER, DIGEST, WHO, WHEN),
    "INSERT OR IGNORE INTO spoiler_marks VALUES (?, ?, ?, 'full', ?, ?)": st.tuples(WHERE, EITHER, DIGEST, WHO, WHEN),
    "INSERT OR IGNORE INTO discussions (guild_id, film_id, channel_id, started_by, started_at, closed_at) "
    "VALUES (?, ?, 1, ?, ?, ?)": st.tuples(WHERE, EITHER, WHO, WHEN, st.sampled_from([None, LATE])),
    "INSERT OR IGNORE INTO picks VALUES (?, ?, ?, ?, 'x', 1, ?)": st.tuples(
        WHERE, st.sampled_from("ab"), EITHER, WHO, WHEN
    ),
    "INSERT OR IGNORE INTO learned_aliases VALUES (?, ?, ?, 'x', 1, ?, ?)": st.tuples(
        WHERE, st.sampled_from("ab"), EITHER, WHO, WHEN
    ),
    "INSERT OR IGNORE INTO lookups VALUES (?, ?, ?)": st.tuples(WHERE, EITHER, WHEN),
    "INSERT OR IGNORE INTO imported_ratings VALUES (?, ?, 5, ?, NULL, NULL)": st.tuples(
        st.integers(1, 2), EITHER, WHEN
    ),
    "INSERT OR IGNORE INTO imported_watchlist VALUES (?, ?, 1, ?)": st.tuples(st.integers(1, 2), EITHER, WHEN),
    "INSERT INTO polls (guild_id, kind, question, film_id, channel_id, created_by, created_at, sealed, anonymous, "
    "offers_review, seed) VALUES (?, 'rating', 'x', ?, 1, ?, ?, 0, 0, 0, 1)": st.tuples(WHERE, EITHER, WHO, WHEN),
}
ROWS = st.lists(st.one_of(*(st.tuples(st.just(sql), values) for sql, values in INSERTS.items())), max_size=25)


@settings(max_examples=60)
@given(rows=ROWS, scope=st.sampled_from(["shared", "own", "stands in"]))
def test_a_merge_taken_back_restores_every_row(rows: list[tuple[str, tuple[Any, ...]]], scope: str) -> None:
    with closing(memory_database()) as connection:
        guild_id = 0 if scope == "shared" else GUILD
        write_films(connection, DROP, guild_id=guild_id if scope == "own" else 0)
        write_films(connection, KEEP, guild_id=guild_id)
        for server in (GUILD, OTHER):
            connection.execute(
                "INSERT INTO rating_imports (guild_id, member_id, source, imported_at) VALUES (?, ?, 'IMDb', ?)",
                (server, ANA, EARLY),
            )
        for sql, values in rows:
            connection.execute(sql, values)
        connection.execute("INSERT INTO reviews_fts (reviews_fts) VALUES ('rebuild')")
        before = contents(connection)
        merged = merge_both(connection, guild_id=guild_id)
        assert fulltext.check(connection) == []
        take_back(connection, merged, guild_id=guild_id)
        assert contents(connection) == before
        assert check(connection) == []
        assert fulltext.check(connection) == []
