"""Which members others may be told of, as SQL: the one place where the choice to stay hidden is read."""

import sqlite3

SHOWN = """
    NOT EXISTS (
        SELECT 1 FROM hidden_members
        WHERE hidden_members.guild_id = ratings.guild_id AND hidden_members.member_id = ratings.member_id
    )
"""
"""Ratings that rankings, profiles and comparisons may use: those of members who have not hidden themselves."""

_IS_HIDDEN = "SELECT EXISTS (SELECT 1 FROM hidden_members WHERE guild_id = ? AND member_id = ?)"


def is_hidden(connection: sqlite3.Connection, *, guild_id: int, member_id: int) -> bool:
    """Tell whether a member has chosen that others are not told of them in a server."""
    return bool(connection.execute(_IS_HIDDEN, (guild_id, member_id)).fetchone()[0])
