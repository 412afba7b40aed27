"""Films whose scores are kept back everywhere while a sealed poll is taken on them: the one place of that rule."""

import sqlite3

SEALED = """
    SELECT film_id FROM polls
    WHERE polls.guild_id = :guild AND kind = 'rating' AND sealed = 1 AND closed_at IS NULL AND film_id IS NOT NULL
"""
"""The films of the server `:guild` that a sealed rating poll is open on."""


def is_sealed(connection: sqlite3.Connection, film_id: int, *, guild_id: int) -> bool:
    """Tell whether a server's figures of a film are to be told by nobody until a poll closes."""
    question = f"SELECT :film IN ({SEALED})"
    return bool(connection.execute(question, {"film": film_id, "guild": guild_id}).fetchone()[0])
