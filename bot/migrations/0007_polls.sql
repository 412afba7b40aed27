-- Polls. A ballot is a row, unique by poll and member, and is never deleted; every result is counted from rows.

CREATE TABLE polls (
    id             INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that an old button never means another poll
    guild_id       INTEGER NOT NULL CHECK (guild_id <> 0),
    kind           TEXT NOT NULL CHECK (kind IN ('rating', 'choice')),
    method         TEXT CHECK (method IN ('approval', 'ranked', 'single', 'score')),
    question       TEXT NOT NULL,
    film_id        INTEGER REFERENCES films (id) ON DELETE SET NULL, -- what a rating poll is about
    channel_id     INTEGER NOT NULL,
    message_id     INTEGER UNIQUE,         -- NULL until it is posted, and after its message was found deleted
    created_by     INTEGER NOT NULL,
    created_at     TEXT NOT NULL,
    closes_at      TEXT,                   -- NULL: when someone closes it
    closed_at      TEXT,
    closed_by      INTEGER,                -- NULL: its time was up
    announced_at   TEXT,                   -- when the result was posted; NULL with closed_at set: still to be posted
    claimed_at     TEXT,                   -- when a process took on posting the result
    sealed         INTEGER NOT NULL CHECK (sealed IN (0, 1)),    -- only the turnout until it closes
    anonymous      INTEGER NOT NULL CHECK (anonymous IN (0, 1)), -- ballots are never shown
    voter_role     INTEGER,                -- NULL: everyone votes
    most_choices   INTEGER CHECK (most_choices > 0),
    offers_review  INTEGER NOT NULL CHECK (offers_review IN (0, 1)), -- the result invites to write a review
    seed           INTEGER NOT NULL,       -- what the last tie-break draws by; printed when the poll opens
    CHECK ((kind = 'choice') = (method IS NOT NULL))
) STRICT;

CREATE INDEX polls_by_guild ON polls (guild_id, closed_at, id);

CREATE INDEX polls_open ON polls (closes_at) WHERE closed_at IS NULL;

CREATE INDEX polls_unannounced ON polls (closed_at) WHERE closed_at IS NOT NULL AND announced_at IS NULL;

CREATE INDEX polls_by_film ON polls (film_id) WHERE film_id IS NOT NULL;

CREATE TABLE poll_options (
    poll_id      INTEGER NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    label        TEXT NOT NULL,            -- kept here, so that the poll reads the same where the film is gone
    film_id      INTEGER REFERENCES films (id) ON DELETE SET NULL,
    nominated_by INTEGER,
    nominated_at TEXT NOT NULL,            -- '' where all options were named at once
    carry        INTEGER NOT NULL CHECK (carry >= 0), -- halves of a vote carried over from a former vote
    voided_at    TEXT,
    voided_by    INTEGER,
    PRIMARY KEY (poll_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX poll_options_by_film ON poll_options (film_id) WHERE film_id IS NOT NULL;

-- marks is JSON: [[option, value], …]. Empty is a ballot that its member took back. A rating poll's votes are the
-- ratings themselves while it is open; closing writes them here as [[0, score]].
CREATE TABLE ballots (
    poll_id   INTEGER NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    marks     TEXT NOT NULL,
    cast_at   TEXT NOT NULL,
    voided_at TEXT,
    voided_by INTEGER,
    PRIMARY KEY (poll_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ballots_by_member ON ballots (member_id);

-- Who did what with a poll after it opened.
CREATE TABLE poll_events (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    poll_id INTEGER NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    kind    TEXT NOT NULL CHECK (kind IN ('opened', 'closed', 'reopened', 'extended', 'voided', 'restored', 'reposted')),
    by      INTEGER,                       -- NULL: the clock
    at      TEXT NOT NULL,
    about   TEXT                           -- what was changed, as JSON
) STRICT;

CREATE INDEX poll_events_by_poll ON poll_events (poll_id);
