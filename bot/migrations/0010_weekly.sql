-- The film of the week: one row a server and moment at which it was due.

CREATE TABLE weekly_films (
    guild_id     INTEGER NOT NULL CHECK (guild_id <> 0),
    due_at       TEXT NOT NULL,
    film_id      INTEGER REFERENCES films (id) ON DELETE SET NULL, -- NULL until there is one, and where it is gone
    try_again_at TEXT NOT NULL,            -- until then whoever took it on is at it, or waits
    trouble      TEXT,                     -- why it could not be posted, or not as a whole, as a sentence for admins
    posted_at    TEXT,
    channel_id   INTEGER,
    message_id   INTEGER,
    PRIMARY KEY (guild_id, due_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX weekly_films_by_film ON weekly_films (film_id) WHERE film_id IS NOT NULL;

-- Which servers want one, without a look at every setting of every server.
CREATE INDEX guild_settings_weekly ON guild_settings (guild_id) WHERE name = 'weekly_day' AND value <> '';
