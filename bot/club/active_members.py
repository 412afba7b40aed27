"""The members of a server who take part in it the most. Sync SQL."""

import sqlite3

_ACTIVE = """
    SELECT member_id FROM (
        SELECT member_id, count(*) AS many FROM ratings WHERE guild_id = :guild GROUP BY member_id
        UNION ALL SELECT member_id, count(*) FROM watches WHERE guild_id = :guild GROUP BY member_id
        UNION ALL SELECT member_id, count(*) FROM watchlist WHERE guild_id = :guild GROUP BY member_id
        UNION ALL SELECT member_id, count(*) FROM reviews
                  WHERE guild_id = :guild AND member_id IS NOT NULL GROUP BY member_id
        UNION ALL SELECT member_id, count(*) FROM ballots
                  WHERE poll_id IN (SELECT id FROM polls WHERE guild_id = :guild) GROUP BY member_id
    ) GROUP BY member_id ORDER BY sum(many) DESC, member_id LIMIT :limit
"""


def most_active(connection: sqlite3.Connection, *, guild_id: int, limit: int) -> tuple[int, ...]:
    """Return the ids of the members who rated, logged, saved, reviewed and voted the most, hidden ones too.

    It is for knowing whom a name means, and not for telling of anyone.
    """
    rows = connection.execute(_ACTIVE, {"guild": guild_id, "limit": limit})
    return tuple(member_id for (member_id,) in rows)
