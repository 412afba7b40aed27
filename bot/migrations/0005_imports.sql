-- What members imported from other sites, kept so long as it may be taken back: the import, and what it changed.

CREATE TABLE rating_imports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- a button that undoes an import outlives every restart
    guild_id    INTEGER NOT NULL CHECK (guild_id <> 0),
    member_id   INTEGER NOT NULL,
    source      TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    undone_at   TEXT
) STRICT;

CREATE INDEX rating_imports_by_member ON rating_imports (guild_id, member_id);

-- What an import made of a rating, and what it was before; NULL where there was none.
CREATE TABLE imported_ratings (
    import_id       INTEGER NOT NULL REFERENCES rating_imports (id) ON DELETE CASCADE,
    film_id         INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    score           INTEGER NOT NULL,
    rated_at        TEXT NOT NULL,
    score_before    INTEGER,
    rated_at_before TEXT,
    PRIMARY KEY (import_id, film_id),
    CHECK ((score_before IS NULL) = (rated_at_before IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_ratings_by_film ON imported_ratings (film_id);

-- Entries of the diary that an import added. They may be gone by now, so nothing refers to their rows.
CREATE TABLE imported_watches (
    import_id INTEGER NOT NULL REFERENCES rating_imports (id) ON DELETE CASCADE,
    watch_id  INTEGER NOT NULL,
    PRIMARY KEY (import_id, watch_id)
) STRICT, WITHOUT ROWID;

-- Films that an import put on the watchlist, and those that it took off because they are rated or in the diary now.
CREATE TABLE imported_watchlist (
    import_id INTEGER NOT NULL REFERENCES rating_imports (id) ON DELETE CASCADE,
    film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    added     INTEGER NOT NULL CHECK (added IN (0, 1)),
    added_at  TEXT NOT NULL,
    PRIMARY KEY (import_id, film_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_watchlist_by_film ON imported_watchlist (film_id);

-- Reviews that an import added; written_at tells whether the member has changed one since.
CREATE TABLE imported_reviews (
    import_id  INTEGER NOT NULL REFERENCES rating_imports (id) ON DELETE CASCADE,
    review_id  INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (import_id, review_id)
) STRICT, WITHOUT ROWID;
