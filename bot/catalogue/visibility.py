"""Which films a server sees, as SQL: the one place where the rule of scope is written."""

REACHABLE = "films.retired_at IS NULL AND films.guild_id IN (0, :guild)"
"""Films that a link, a button or an id may still open for the server `:guild`."""

STANDS = "(own.retired_at IS NULL OR own.id IN (SELECT film_id FROM film_merges))"
"""A server's film `own` that keeps a shared one out of its sight, itself or as part of the film it was merged into."""

# The pluses keep SQLite from looking every film of a scope up where one is asked for.
VISIBLE = f"""
    films.retired_at IS NULL AND (+films.guild_id = :guild OR +films.guild_id = 0 AND NOT EXISTS (
        SELECT 1 FROM films AS own
        WHERE own.guild_id = :guild AND :guild <> 0 AND own.title_key = films.title_key AND own.year IS films.year
          AND {STANDS}
    ) AND NOT EXISTS (
        SELECT 1 FROM film_ids AS shared JOIN film_ids AS theirs USING (source, value)
        JOIN films AS own ON own.id = theirs.film_id AND {STANDS}
        WHERE shared.film_id = films.id AND theirs.guild_id = :guild AND :guild <> 0
    ) AND NOT EXISTS (
        SELECT 1 FROM film_merges JOIN films AS own ON own.id = film_merges.into_id AND {STANDS}
        WHERE film_merges.film_id = films.id AND film_merges.guild_id = :guild AND :guild <> 0
    ))
"""  # noqa: S608 - the condition above
"""Films that lists and searches show to the server `:guild`: the shared ones and its own, its own in their place."""
