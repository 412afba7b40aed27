"""Which films a server sees, as SQL: the one place where the rule of scope is written."""

REACHABLE = "films.retired_at IS NULL AND films.guild_id IN (0, :guild)"
"""Films that a link, a button or an id may still open for the server `:guild`."""

# The pluses keep SQLite from looking every film of a scope up where one is asked for.
VISIBLE = """
    films.retired_at IS NULL AND (+films.guild_id = :guild OR +films.guild_id = 0 AND NOT EXISTS (
        SELECT 1 FROM films AS own
        WHERE own.guild_id = :guild AND :guild <> 0 AND own.title_key = films.title_key AND own.year IS films.year
          AND own.retired_at IS NULL
    ) AND NOT EXISTS (
        SELECT 1 FROM film_ids AS shared JOIN film_ids AS theirs USING (source, value)
        JOIN films AS own ON own.id = theirs.film_id AND own.retired_at IS NULL
        WHERE shared.film_id = films.id AND theirs.guild_id = :guild AND :guild <> 0
    ))
"""
"""Films that lists and searches show to the server `:guild`: the shared ones and its own, its own in their place."""
