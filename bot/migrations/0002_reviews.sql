-- What members do with reviews: vote on them, mark what gives a plot away, write their own, and talk about the film.

-- A review now comes either with a load or from a member of a server, so load_id may be NULL. Nothing refers to a
-- review's row yet, and ids stay as they are, so the full-text index beside the table still fits it.
CREATE TABLE reviews_with_members (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    load_id   INTEGER REFERENCES loads (id),
    digest    INTEGER NOT NULL,            -- of reviewer and text, or of server and member: one review once a film
    reviewer  TEXT NOT NULL,
    text      TEXT NOT NULL,
    score     REAL CHECK (score BETWEEN 0 AND 10),
    url       TEXT,
    spoiler   TEXT CHECK (spoiler IN ('none', 'mild', 'full')),
    guild_id  INTEGER NOT NULL DEFAULT 0,  -- the server whose member wrote it; 0 where it came with the film's record
    member_id INTEGER,                     -- the Discord user who wrote it
    UNIQUE (film_id, digest),
    CHECK ((load_id IS NULL) <> (member_id IS NULL)),
    CHECK ((guild_id = 0) = (member_id IS NULL))
) STRICT;

INSERT INTO reviews_with_members (id, film_id, load_id, digest, reviewer, text, score, url, spoiler)
SELECT id, film_id, load_id, digest, reviewer, text, score, url, spoiler FROM reviews;

DROP TABLE reviews;

ALTER TABLE reviews_with_members RENAME TO reviews;

CREATE INDEX reviews_by_load ON reviews (load_id);

CREATE INDEX reviews_by_reviewer ON reviews (reviewer);

CREATE INDEX reviews_of_members ON reviews (guild_id, member_id) WHERE member_id IS NOT NULL;

-- A vote and a mark are about the words of a review, which film and digest name, not about its row: a load taken back
-- and made again brings them back with it. They go with the film. They are a server's own, and no other's to see.
CREATE TABLE review_votes (
    guild_id  INTEGER NOT NULL,
    film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    digest    INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    agrees    INTEGER NOT NULL CHECK (agrees IN (0, 1)),
    voted_at  TEXT NOT NULL,
    PRIMARY KEY (guild_id, film_id, digest, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX review_votes_by_film ON review_votes (film_id);

CREATE TABLE spoiler_marks (
    guild_id  INTEGER NOT NULL,
    film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    digest    INTEGER NOT NULL,
    spoiler   TEXT NOT NULL CHECK (spoiler IN ('none', 'mild', 'full')),
    marked_by INTEGER NOT NULL,
    marked_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, film_id, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX spoiler_marks_by_film ON spoiler_marks (film_id);

-- A discussion is claimed before its thread is made, so that two who ask at once do not get two threads.
CREATE TABLE discussions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    film_id    INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL,
    thread_id  INTEGER UNIQUE,             -- NULL until Discord has made it
    started_by INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    closed_at  TEXT
) STRICT;

CREATE UNIQUE INDEX discussions_open ON discussions (guild_id, film_id) WHERE closed_at IS NULL;

CREATE INDEX discussions_by_film ON discussions (film_id);

-- What a server has chosen; the names and what they may hold are the code's to know.
CREATE TABLE guild_settings (
    guild_id   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    value      TEXT NOT NULL,
    changed_by INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;
