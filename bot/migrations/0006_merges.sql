-- Films that were found to be one, until that is taken back. What was said of the one is said of the other meanwhile.

CREATE TABLE film_merges (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id  INTEGER NOT NULL,            -- where the two are one: a server, or 0 for everywhere
    film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    into_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    load_id   INTEGER REFERENCES loads (id), -- the load that put a server's own film in a shared one's place
    last_load INTEGER NOT NULL,            -- the last load there had been; earlier ones are undone after the merge is
    merged_by INTEGER,                     -- a Discord user, or NULL for a load and for the owner at the command line
    merged_at TEXT NOT NULL,
    UNIQUE (guild_id, film_id),
    CHECK (film_id <> into_id)
) STRICT;

CREATE INDEX film_merges_by_film ON film_merges (film_id);

CREATE INDEX film_merges_by_kept ON film_merges (into_id);

CREATE INDEX film_merges_by_load ON film_merges (load_id) WHERE load_id IS NOT NULL;

-- The rows that a merge moved, by what names them beside their film, so that exactly these go back.
CREATE TABLE film_merge_rows (
    merge_id  INTEGER NOT NULL REFERENCES film_merges (id) ON DELETE CASCADE,
    moved     TEXT NOT NULL,               -- the table
    row_key   TEXT NOT NULL,               -- a JSON array
    swapped   INTEGER NOT NULL CHECK (swapped IN (0, 1)), -- 1: the kept film had an older one, which took its place
    guild_id  INTEGER NOT NULL,
    member_id INTEGER,                     -- the member whose row it is
    PRIMARY KEY (merge_id, moved, row_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX film_merge_rows_of_members ON film_merge_rows (guild_id, member_id) WHERE member_id IS NOT NULL;
