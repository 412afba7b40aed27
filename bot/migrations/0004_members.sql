-- What members keep of their own in a server: a diary, a watchlist, when they wrote a review, and whether they are named.

-- One row a watch. A day is the member's own and has no time zone.
CREATE TABLE watches (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL CHECK (guild_id <> 0),
    film_id    INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    member_id  INTEGER NOT NULL,
    watched_on TEXT NOT NULL,              -- 2024-02-29
    rewatch    INTEGER NOT NULL CHECK (rewatch IN (0, 1)),
    logged_at  TEXT NOT NULL,
    UNIQUE (guild_id, member_id, film_id, watched_on)
) STRICT;

CREATE INDEX watches_by_day ON watches (guild_id, member_id, watched_on);

CREATE INDEX watches_by_film ON watches (film_id);

CREATE TABLE watchlist (
    guild_id  INTEGER NOT NULL CHECK (guild_id <> 0),
    member_id INTEGER NOT NULL,
    film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    added_at  TEXT NOT NULL,
    PRIMARY KEY (guild_id, member_id, film_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX watchlist_by_film ON watchlist (film_id);

-- Members who chose that others neither find them in rankings nor see their profile.
CREATE TABLE hidden_members (
    guild_id  INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    hidden_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, member_id)
) STRICT, WITHOUT ROWID;

-- What one member thinks of everything, without a look at everybody else's.
CREATE INDEX ratings_by_member ON ratings (guild_id, member_id, film_id, score, rated_at);

ALTER TABLE reviews ADD COLUMN written_at TEXT; -- NULL where the review came with a record
