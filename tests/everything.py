"""A server with something in every table: films and loads of its own, and what members do, by names that stand out."""

import sqlite3
from typing import Any

from bot.catalogue.film import Alias
from bot.catalogue.searching import fulltext
from bot.connection import transaction
from tests.factories import make_film, make_review, write_films

NAME = "Zanzibar"
"""Stands in everything that can be read of such a server."""

ANA, BEN = 71, 72
WHEN = "2026-01-02T03:04:05Z"
CHANNEL, MESSAGE, THREAD = 9_001, 9_002, 9_003

CLUE = (
    f'{{"clue": {{"kind": "synopsis", "lines": ["A night in {NAME}."], "source": "its synopsis"}}, '
    f'"hints": [{{"lines": ["Made in {NAME}"]}}]}}'
)

_POLL = (
    "INSERT INTO polls (id, guild_id, kind, method, question, film_id, channel_id, message_id, created_by, created_at, "
    "sealed, anonymous, offers_review, seed, closed_at, announced_at) "
    "VALUES (:{0}, :guild, '{1}', {2}, :name, {3}, :channel, :{0}, :ana, :at, 0, 0, 0, 7, {4}, {4})"
)

ROWS: tuple[str, ...] = (
    (
        "INSERT INTO ratings VALUES (:guild, :film, :ana, 9, :at), (:guild, :shared, :ana, 8, :at), "
        "(:guild, :shared, :ben, 2, :at)"
    ),
    (
        "INSERT INTO watches (guild_id, film_id, member_id, watched_on, rewatch, logged_at) "
        "VALUES (:guild, :shared, :ana, '2026-01-01', 0, :at)"
    ),
    "INSERT INTO watchlist VALUES (:guild, :ana, :film, :at), (:guild, :ben, :shared, :at)",
    "INSERT INTO hidden_members VALUES (:guild, 79, :at)",
    "INSERT INTO conversations VALUES (:guild, :channel, :ana, json_object('title', :name), :at)",
    "INSERT INTO lookups VALUES (:guild, :film, :at)",
    "INSERT INTO picks VALUES (:guild, 'zanz', :film, :ana, :name, 3, :at)",
    "INSERT INTO learned_aliases VALUES (:guild, 'zanzi', :shared, :name, 1, :ana, :at)",
    "INSERT INTO review_votes VALUES (:guild, :film, :digest, :ben, 1, :at)",
    "INSERT INTO spoiler_marks VALUES (:guild, :film, :digest, 'none', :ana, :at)",
    (
        "INSERT INTO discussions (guild_id, film_id, channel_id, thread_id, started_by, started_at) "
        "VALUES (:guild, :film, :channel, :thread, :ana, :at)"
    ),
    (
        "INSERT INTO guild_settings VALUES (:guild, 'scale', 'points', :ana, :at), "
        "(:guild, 'weekly_day', '4', :ana, '2999-01-01T00:00:00Z')"
    ),
    "INSERT INTO rating_imports VALUES (:import, :guild, :ana, :name, :at, NULL)",
    "INSERT INTO imported_ratings VALUES (:import, :film, 9, :at, NULL, NULL)",
    "INSERT INTO imported_watches VALUES (:import, 1)",
    "INSERT INTO imported_watchlist VALUES (:import, :film, 1, :at)",
    "INSERT INTO imported_reviews VALUES (:import, :review, :at)",
    (
        "INSERT INTO film_merges (id, guild_id, film_id, into_id, last_load, merged_by, merged_at) "
        "VALUES (:merge, :guild, :merged, :film, 0, :ana, :at)"
    ),
    "INSERT INTO film_merge_rows VALUES (:merge, 'ratings', '[1]', 0, :guild, :ana)",
    "INSERT INTO different_films VALUES (:guild, min(:film, :shared), max(:film, :shared))",
    _POLL.format("rating_poll", "rating", "NULL", ":film", "NULL"),
    _POLL.format("poll", "choice", "'approval'", "NULL", "NULL"),
    _POLL.format("closed_poll", "choice", "'approval'", "NULL", ":at"),
    (
        "INSERT INTO poll_options VALUES (:poll, 0, :name, :film, :ana, :at, 0, NULL, NULL), "
        "(:poll, 1, :name || ' two', NULL, NULL, '', 0, NULL, NULL), "
        "(:closed_poll, 0, :name, :film, NULL, '', 0, NULL, NULL)"
    ),
    (
        "INSERT INTO ballots VALUES (:poll, :ana, '[[0, 1]]', :at, NULL, NULL), "
        "(:closed_poll, :ana, '[[0, 1]]', :at, NULL, NULL)"
    ),
    "INSERT INTO poll_events (poll_id, kind, by, at) VALUES (:poll, 'opened', :ana, :at)",
    (
        "INSERT INTO nights (id, guild_id, name, name_key, rules, evening, poll_id, channel_id, message_id, "
        "created_by, created_at) "
        "VALUES (:night, :guild, :name, lower(:name), '{}', 2, :poll, :channel, :night, :ana, :at)"
    ),
    (
        "INSERT INTO night_evenings (id, guild_id, night_id, number, film_id, label, watched_at, rating_poll_id) "
        "VALUES (:evening, :guild, :night, 1, :film, :name, :at, :rating_poll)"
    ),
    (
        "INSERT INTO night_nominations (id, guild_id, night_id, film_id, label, member_id, nominated_at, evening_id) "
        "VALUES (:evening, :guild, :night, :shared, :name, :ana, :at, NULL), "
        "(:evening + 1, :guild, :night, :film, :name, :ana, :at, :evening)"
    ),
    "INSERT INTO night_votes VALUES (:poll, 0, :evening)",
    (
        "INSERT INTO night_guests (guild_id, night_id, evening, member_id, coming, answered_at) "
        "VALUES (:guild, :night, 2, :ana, 1, :at)"
    ),
    (
        "INSERT INTO night_steps (guild_id, night_id, kind, done_by, done_at, before) "
        "VALUES (:guild, :night, 'created', :ana, :at, '{}')"
    ),
    (
        "INSERT INTO audit (id, guild_id, kind, about, film_id, before, after, done_by, done_at) "
        "VALUES (:change, :guild, 'edit', :name, :film, '{\"fields\": {}}', '{\"fields\": {}}', :ana, :at)"
    ),
    (
        "INSERT INTO audit (guild_id, kind, about, before, after, undoes, done_by, done_at) "
        "VALUES (:guild, 'setting', 'scale', '{\"value\": null}', '{\"value\": \"points\"}', :change, :ana, :at)"
    ),
    "INSERT INTO film_edits VALUES (:film, 'tagline', 'null', :change)",
    "INSERT INTO weekly_films VALUES (:guild, :at, :film, :at, :name, :at, :channel, :message)",
    (
        "INSERT INTO games (id, guild_id, channel_id, started_by, started_at, source, team, ended_at, ending, "
        "stopped_by, told_at) VALUES "
        "(:game, :guild, :channel, :ana, :at, lower(:name), 0, :at, 'stopped', :ana, :at), "
        "(:round, :guild, :channel, :ana, :at, lower(:name), 0, NULL, NULL, NULL, NULL)"
    ),
    (
        "INSERT INTO game_rounds (id, guild_id, game_id, number, film_id, label, clue, hints, begun_at, message_id, "
        "due_at, nudged, joined, ended_at, ending, won_by, points, told_at) VALUES "
        "(:game, :guild, :game, 1, :film, :name, :clue, 0, :at, :game, :at, 0, 1, :at, 'won', :ana, 10, :at), "
        "(:round, :guild, :round, 1, :film, :name, :clue, 0, :at, :round, '2999-01-01T00:00:00Z', 0, 1, NULL, NULL, "
        "NULL, NULL, NULL)"
    ),
    (
        "INSERT INTO game_guesses (guild_id, round_id, member_id, verdict, guessed_at) "
        "VALUES (:guild, :round, :ana, 'wrong', :at)"
    ),
    "INSERT INTO servers VALUES (:guild, 1, NULL) ON CONFLICT DO NOTHING",
)
"""What is written beside films, loads and reviews."""


def fill(connection: sqlite3.Connection, guild_id: int, *, shared_film: int) -> dict[str, Any]:
    """Give a server something in every table, about its own films and a shared one; return the ids by their names."""
    own = make_film(
        f"{NAME} Nocturne",
        1961,
        synopsis=f"A night in {NAME}.",
        directors=(f"{NAME} Director",),
        genres=("Drama",),
        countries=("Tanzania",),
        companies=(f"{NAME} Film",),
        aliases=(Alias(f"{NAME} by Night"),),
        ids={"imdb": f"tt00{guild_id % 10**6}"},
        reviews=(make_review(f"{NAME} Critic", f"{NAME} is a long way off, and its camera never quite gets there."),),
    )
    load_id = write_films(connection, own, make_film(f"{NAME} Notturno", 1962), guild_id=guild_id)
    film, merged = (
        row[0] for row in connection.execute("SELECT id FROM films WHERE guild_id = ? ORDER BY id", (guild_id,))
    )
    digest = connection.execute("SELECT digest FROM reviews WHERE film_id = ?", (film,)).fetchone()[0]
    base = guild_id % 10**6 * 1_000
    ids = {
        "film": film,
        "merged": merged,
        "load": load_id,
        "import": base + 1,
        "merge": base + 2,
        "rating_poll": base + 3,
        "poll": base + 4,
        "closed_poll": base + 5,
        "night": base + 6,
        "evening": base + 7,
        "review": base + 8,
        "change": base + 9,
        "game": base + 10,
        "round": base + 11,
    }
    values = {
        **ids,
        "guild": guild_id,
        "shared": shared_film,
        "digest": digest,
        "name": NAME,
        "at": WHEN,
        "ana": ANA,
        "ben": BEN,
        "channel": CHANNEL,
        "message": MESSAGE,
        "thread": base + 10,
        "clue": CLUE,
    }
    with transaction(connection):
        for film_id, review in ((film, base + 8), (shared_film, base + 9)):
            text = f"{NAME} again: what a member thinks of it, at some length."
            connection.execute(
                "INSERT INTO reviews (id, film_id, digest, reviewer, text, guild_id, member_id, written_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (review, film_id, review, f"{NAME} Member", text, guild_id, ANA, WHEN),
            )
            fulltext.add_review(connection, review, text)
        for statement in ROWS:
            connection.execute(statement, {name: each for name, each in values.items() if f":{name}" in statement})
    return ids


def servers_tables(connection: sqlite3.Connection) -> set[str]:
    """Return the tables with a column that names a server."""
    rows = connection.execute(
        "SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns "
        "WHERE tables.type = 'table' AND columns.name = 'guild_id'"
    )
    return {name for (name,) in rows}


def rows_of(connection: sqlite3.Connection, guild_id: int) -> dict[str, list[Any]]:
    """Return a server's rows, table by table."""
    return {
        table: sorted(connection.execute(f"SELECT * FROM {table} WHERE guild_id = ?", (guild_id,)).fetchall(), key=repr)
        for table in servers_tables(connection)
    }


def rows_beside(connection: sqlite3.Connection) -> dict[str, set[Any]]:
    """Return the rows of the tables that name no server, but for full text, counters and the bot's own notes."""
    every = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_fts*'")
    beside = {name for (name,) in every} - servers_tables(connection) - {"meta", "sqlite_sequence"}
    return {table: set(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in beside}
