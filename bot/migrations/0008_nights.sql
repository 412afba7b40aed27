-- Movie nights: several in a server, each with its own rules, one evening after another, and what is nominated for them.

CREATE TABLE nights (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that an old button never means another night
    guild_id    INTEGER NOT NULL CHECK (guild_id <> 0),
    name        TEXT NOT NULL CHECK (name <> ''),
    name_key    TEXT NOT NULL,             -- folded
    rules       TEXT NOT NULL,             -- JSON: which films may be nominated
    weekly_from TEXT,                      -- the first evening of a night that comes back each week, else NULL
    evening     INTEGER NOT NULL CHECK (evening > 0), -- the number of the evening to come
    poll_id     INTEGER REFERENCES polls (id) ON DELETE SET NULL, -- its vote; who won is counted from the ballots
    channel_id  INTEGER NOT NULL,          -- where the board is
    message_id  INTEGER UNIQUE,            -- the board; NULL until it is posted, and after it was found deleted
    drawn_close TEXT,                      -- the close of the vote that the board tells of
    created_by  INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    ended_at    TEXT
) STRICT;

CREATE UNIQUE INDEX nights_by_name ON nights (guild_id, name_key) WHERE ended_at IS NULL;

CREATE INDEX nights_by_guild ON nights (guild_id, id);

CREATE INDEX nights_by_poll ON nights (poll_id) WHERE poll_id IS NOT NULL;

CREATE TABLE night_evenings (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id       INTEGER NOT NULL,
    night_id       INTEGER NOT NULL REFERENCES nights (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL,
    starts_at      TEXT,                   -- NULL: not settled
    film_id        INTEGER REFERENCES films (id) ON DELETE SET NULL,
    label          TEXT,                   -- kept here, so that the evening reads the same where the film is gone
    nomination_id  INTEGER,                -- whose film it is; NULL where nobody had nominated it
    voice_id       INTEGER,                -- the voice channel, or
    place          TEXT,                   -- somewhere else, in words
    event_id       INTEGER,                -- the scheduled event on Discord
    event_lost     INTEGER NOT NULL DEFAULT 0 CHECK (event_lost IN (0, 1)), -- it was deleted or cancelled there
    room_id        INTEGER,                -- the channel that is told and reminded
    remind_at      TEXT,
    claimed_at     TEXT,                   -- when a process took on the reminder
    reminded_at    TEXT,
    watched_at     TEXT,
    poll_id        INTEGER REFERENCES polls (id) ON DELETE SET NULL, -- the vote it was watched after
    rating_poll_id INTEGER REFERENCES polls (id) ON DELETE SET NULL, -- the rating poll that it opened
    UNIQUE (night_id, number)
) STRICT;

CREATE INDEX night_evenings_by_film ON night_evenings (film_id) WHERE film_id IS NOT NULL;

CREATE INDEX night_evenings_to_remind ON night_evenings (remind_at) WHERE reminded_at IS NULL AND remind_at IS NOT NULL;

CREATE INDEX night_evenings_with_event ON night_evenings (event_id) WHERE event_id IS NOT NULL AND watched_at IS NULL;

-- A nomination is on the board until it is withdrawn or its film is watched.
CREATE TABLE night_nominations (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id     INTEGER NOT NULL,
    night_id     INTEGER NOT NULL REFERENCES nights (id) ON DELETE CASCADE,
    film_id      INTEGER REFERENCES films (id) ON DELETE SET NULL,
    label        TEXT NOT NULL,
    member_id    INTEGER NOT NULL,
    nominated_at TEXT NOT NULL,
    carry        INTEGER NOT NULL DEFAULT 0 CHECK (carry BETWEEN 0 AND 1), -- half a vote in the next vote
    withdrawn_at TEXT,
    evening_id   INTEGER REFERENCES night_evenings (id) -- at which it was watched
) STRICT;

CREATE UNIQUE INDEX night_nominations_on_board ON night_nominations (night_id, film_id)
WHERE withdrawn_at IS NULL AND evening_id IS NULL;

CREATE INDEX night_nominations_by_film ON night_nominations (film_id) WHERE film_id IS NOT NULL;

-- Which nomination an option of a vote is.
CREATE TABLE night_votes (
    poll_id       INTEGER NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    nomination_id INTEGER NOT NULL REFERENCES night_nominations (id) ON DELETE CASCADE,
    PRIMARY KEY (poll_id, position)
) STRICT, WITHOUT ROWID;

-- Who comes to an evening, and who was there where a host has said otherwise afterwards.
CREATE TABLE night_guests (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id    INTEGER NOT NULL,
    night_id    INTEGER NOT NULL REFERENCES nights (id) ON DELETE CASCADE,
    evening     INTEGER NOT NULL,
    member_id   INTEGER NOT NULL,
    coming      INTEGER CHECK (coming IN (0, 1)),   -- NULL: never said
    attended    INTEGER CHECK (attended IN (0, 1)), -- NULL: as they had said
    answered_at TEXT NOT NULL,
    UNIQUE (night_id, evening, member_id)
) STRICT;

-- What hosts did, with what was before, so that it can be undone step by step.
CREATE TABLE night_steps (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    night_id   INTEGER NOT NULL REFERENCES nights (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN (
        'created', 'rules', 'voted', 'scheduled', 'watched', 'attendance', 'withdrawn', 'cancelled'
    )),
    done_by    INTEGER NOT NULL,
    done_at    TEXT NOT NULL,
    before     TEXT NOT NULL,              -- JSON: the rows it changed, as they were; it names no member
    channel_id INTEGER,                    -- the message that told of it
    message_id INTEGER,
    undone_at  TEXT,
    undone_by  INTEGER
) STRICT;

CREATE INDEX night_steps_by_night ON night_steps (night_id, id);
