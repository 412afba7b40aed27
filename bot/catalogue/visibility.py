"""Which films a server sees, as SQL: the one place where the rule of scope is written."""

from bot.catalogue.film import ID_SOURCES

REACHABLE = "films.retired_at IS NULL AND films.guild_id IN (0, :guild)"
"""Films that a link, a button or an id may still open for the server `:guild`."""

STANDS = "(own.retired_at IS NULL OR own.id IN (SELECT film_id FROM film_merges))"
"""A server's film `own` that keeps a shared one out of its sight, itself or as part of the film it was merged into."""

SAME_IDS = f"""
    (SELECT ours.value = theirs.value FROM film_ids AS ours JOIN film_ids AS theirs USING (source)
     WHERE ours.film_id = own.id AND theirs.film_id = films.id
     ORDER BY instr('{" ".join(ID_SOURCES)}', source) LIMIT 1)
"""  # noqa: S608 - names written in this project
"""Whether the surest source that has ids of both the film `own` and the shared film `films` gives both the same."""

UNHELD = """
    NOT EXISTS (
        SELECT 1 FROM film_ids AS ours JOIN film_ids AS held USING (source, value)
        JOIN films AS holder ON holder.id = held.film_id
        WHERE ours.film_id = own.id AND held.guild_id = 0 AND holder.retired_at IS NULL
    )
"""
"""No shared film has one of the ids of the film `own`, so that its name counts."""

_FITS = """
    NOT EXISTS (
        SELECT 1 FROM film_ids AS ours JOIN film_ids AS theirs USING (source)
        WHERE ours.film_id = own.id AND theirs.film_id = {shared}.id
    ) AND (
        NOT EXISTS (SELECT 1 FROM credits WHERE film_id = own.id AND role = 'director')
        OR NOT EXISTS (SELECT 1 FROM credits WHERE film_id = {shared}.id AND role = 'director')
        OR EXISTS (
            SELECT 1 FROM credits AS ours JOIN credits AS theirs USING (role, folded)
            WHERE ours.film_id = own.id AND theirs.film_id = {shared}.id AND role = 'director'
        )
    )
"""

# As `identity.identify` decides of a record; films whose directors are only spelt otherwise are noted by their loads.
SAME_NAME = f"""
    own.title_key = films.title_key AND own.year IS films.year AND {_FITS.format(shared="films")} AND {UNHELD}
    AND NOT EXISTS (
        SELECT 1 FROM films AS other
        WHERE other.guild_id = 0 AND other.title_key = own.title_key AND other.year IS own.year
          AND other.id <> films.id AND other.retired_at IS NULL AND {_FITS.format(shared="other")}
    )
"""  # noqa: S608 - the conditions above
"""The shared film `films` is the one that the film `own` is by title, year and directors."""

# The pluses keep SQLite from looking every film of a scope up where one is asked for.
VISIBLE = f"""
    films.retired_at IS NULL AND (+films.guild_id = :guild OR +films.guild_id = 0 AND NOT EXISTS (
        SELECT 1 FROM film_merges JOIN films AS own ON own.id = film_merges.into_id AND {STANDS}
        WHERE film_merges.film_id = films.id AND film_merges.guild_id = :guild AND :guild <> 0
    ) AND NOT EXISTS (
        SELECT 1 FROM films AS own WHERE own.guild_id = :guild AND :guild <> 0 AND {SAME_NAME} AND {STANDS}
    ) AND NOT EXISTS (
        SELECT 1 FROM film_ids AS shared JOIN film_ids AS found USING (source, value)
        JOIN films AS own ON own.id = found.film_id AND {STANDS} AND {SAME_IDS}
        WHERE shared.film_id = films.id AND found.guild_id = :guild AND :guild <> 0
    ))
"""  # noqa: S608 - the conditions above
"""Films that lists and searches show to the server `:guild`: the shared ones and its own, its own in their place."""
