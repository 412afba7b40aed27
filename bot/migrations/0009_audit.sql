-- The care that admins take of films: what they changed, so that it can be seen and taken back.

CREATE TABLE audit (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('edit', 'alias', 'retire', 'merge', 'different', 'setting', 'load')),
    about    TEXT NOT NULL,                -- the films or the setting by name, which reads the same where they are gone
    film_id  INTEGER,                      -- no references: a film may go, and what was done with it is still told
    other_id INTEGER,                      -- the second film, or the load
    before   TEXT NOT NULL,                -- JSON: what was changed, as it was and as it is
    after    TEXT NOT NULL,
    undoes   INTEGER UNIQUE REFERENCES audit (id),
    done_by  INTEGER,                      -- a Discord user, or NULL for the owner at the command line
    done_at  TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_guild ON audit (guild_id, id);

CREATE INDEX audit_by_film ON audit (film_id) WHERE film_id IS NOT NULL;

-- Fields of films that an admin has set. The film shows what was set; a reload changes what is beneath.
CREATE TABLE film_edits (
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    field    TEXT NOT NULL,
    beneath  TEXT NOT NULL,                -- JSON: what the film's records say
    entry_id INTEGER NOT NULL,             -- of the audit: the change that it stands by
    PRIMARY KEY (film_id, field)
) STRICT, WITHOUT ROWID;

-- Pairs of films that look like one and are two, as an admin has said.
CREATE TABLE different_films (
    guild_id INTEGER NOT NULL,
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    PRIMARY KEY (guild_id, film_id, other_id),
    CHECK (film_id < other_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX different_films_by_film ON different_films (film_id);

CREATE INDEX different_films_by_other ON different_films (other_id);
