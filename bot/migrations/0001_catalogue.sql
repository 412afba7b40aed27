-- The catalogue: films with their credits, names and reviews, and the loads that brought them.
-- guild_id 0 is shared by every server; any other value is the Discord server that the row belongs to.
-- Times are UTC, ISO 8601.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One load is one run of the load command: what `undo` takes back. Each of its files is one transaction.
CREATE TABLE loads (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    loaded_by  INTEGER,                    -- a Discord user, or NULL for the owner at the command line
    started_at TEXT NOT NULL,
    undone_at  TEXT,
    proof      INTEGER NOT NULL            -- random: tells this load from another of the same number, after a restore
) STRICT;

CREATE TABLE load_files (
    load_id         INTEGER NOT NULL REFERENCES loads (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    name            TEXT NOT NULL,
    format          TEXT NOT NULL,
    films_new       INTEGER NOT NULL,
    films_updated   INTEGER NOT NULL,
    films_unchanged INTEGER NOT NULL,
    reviews_new     INTEGER NOT NULL,
    rejects         INTEGER NOT NULL,
    finished_at     TEXT NOT NULL,
    PRIMARY KEY (load_id, position)
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT, so that a button under an old message never comes to mean another film.
CREATE TABLE films (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id        INTEGER NOT NULL,
    title           TEXT NOT NULL CHECK (title <> ''),
    title_key       TEXT NOT NULL,         -- folded; with the year it is the identity of a film without ids
    names           TEXT NOT NULL,         -- every name of the film, folded, one a line: browsing looks here
    year            INTEGER,
    original_title  TEXT,
    tagline         TEXT,
    synopsis        TEXT,
    score           REAL CHECK (score BETWEEN 0 AND 10),
    votes           INTEGER CHECK (votes >= 0),
    runtime_minutes INTEGER CHECK (runtime_minutes > 0),
    certification   TEXT,
    language        TEXT,
    released        TEXT,
    status          TEXT,
    budget          INTEGER CHECK (budget > 0),
    revenue         INTEGER CHECK (revenue > 0),
    website         TEXT,
    poster          TEXT,
    trailer         TEXT,
    streaming       TEXT,                  -- a JSON array; NULL is unknown, [] is "not available"
    retired_at      TEXT,
    retired_by_undo INTEGER NOT NULL DEFAULT 0 CHECK (retired_by_undo IN (0, 1)) -- a reload brings such a film back
) STRICT;

CREATE INDEX films_by_key ON films (guild_id, title_key, year);

-- Servers' own films are few; these find the ones that stand in for a shared film.
CREATE INDEX films_of_guilds ON films (title_key, year) WHERE guild_id <> 0;

CREATE TABLE film_ids (
    guild_id INTEGER NOT NULL,
    source   TEXT NOT NULL,
    value    TEXT NOT NULL,
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    PRIMARY KEY (guild_id, source, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX film_ids_by_film ON film_ids (film_id);

CREATE INDEX film_ids_of_guilds ON film_ids (source, value) WHERE guild_id <> 0;

-- Which film a record without outside ids was taken for. Without this a file could not be loaded twice without change:
-- by then its film may have got an id, another director, or a namesake.
CREATE TABLE record_identities (
    guild_id    INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of folded title, year and directors
    film_id     INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    load_id     INTEGER NOT NULL REFERENCES loads (id),
    PRIMARY KEY (guild_id, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_identities_by_film ON record_identities (film_id);

CREATE TABLE aliases (
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    source   TEXT NOT NULL,
    PRIMARY KEY (film_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE credits (
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    role     TEXT NOT NULL CHECK (role IN ('director', 'writer', 'cast')),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL,
    PRIMARY KEY (film_id, role, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX credits_by_name ON credits (folded);

CREATE TABLE genres (
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (film_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX genres_by_name ON genres (name);

CREATE TABLE countries (
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (film_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX countries_by_name ON countries (name);

CREATE TABLE companies (
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (film_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    load_id  INTEGER NOT NULL REFERENCES loads (id),
    digest   INTEGER NOT NULL,             -- of reviewer and text: the same review is stored once a film
    reviewer TEXT NOT NULL,
    text     TEXT NOT NULL,
    score    REAL CHECK (score BETWEEN 0 AND 10),
    url      TEXT,
    spoiler  TEXT CHECK (spoiler IN ('none', 'mild', 'full')),
    UNIQUE (film_id, digest)
) STRICT;

CREATE INDEX reviews_by_load ON reviews (load_id);

-- Every change of a film, in order: the title index follows it by seq, and undo reads it backwards.
CREATE TABLE film_changes (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    film_id INTEGER NOT NULL,              -- no reference: the film may be gone
    load_id INTEGER REFERENCES loads (id),
    kind    TEXT NOT NULL CHECK (kind IN ('new', 'updated', 'reviews', 'alias', 'undone')),
    before  TEXT                           -- the record before an update, as JSON
) STRICT;

CREATE INDEX film_changes_by_load ON film_changes (load_id, film_id);

-- The films members looked at last, offered when nothing is typed yet.
CREATE TABLE lookups (
    guild_id     INTEGER NOT NULL,
    film_id      INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    looked_up_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, film_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX lookups_by_film ON lookups (film_id);

-- What a member typed and which film of the choices they then picked. It is a server's own and never leaves it.
CREATE TABLE picks (
    guild_id  INTEGER NOT NULL,
    folded    TEXT NOT NULL,
    film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    typed     TEXT NOT NULL,
    times     INTEGER NOT NULL,
    picked_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, folded, film_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX picks_by_film ON picks (film_id);

-- What an admin made of a frequent pick: an alias that this server alone searches by, or nothing.
CREATE TABLE learned_aliases (
    guild_id   INTEGER NOT NULL,
    folded     TEXT NOT NULL,
    film_id    INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    accepted   INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    decided_by INTEGER NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, folded, film_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX learned_aliases_by_film ON learned_aliases (film_id);

-- Full text stands beside its content and is written by the loader in bulk: row triggers cost a load two thirds of its speed.
CREATE VIRTUAL TABLE reviews_fts USING fts5 (
    text, content = 'reviews', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIEW synopses AS SELECT id, synopsis FROM films WHERE synopsis IS NOT NULL;

CREATE VIRTUAL TABLE synopses_fts USING fts5 (
    synopsis, content = 'synopses', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
