-- Guess the film. What a member won is counted from the rounds, never kept as a total.

CREATE TABLE games (
    id         INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that an old button never means another game
    guild_id   INTEGER NOT NULL CHECK (guild_id <> 0),
    channel_id INTEGER NOT NULL,
    started_by INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    source     TEXT NOT NULL,              -- where its films come from, in words that can be read back
    team       INTEGER NOT NULL CHECK (team IN (0, 1)), -- all of them together against the film
    ended_at   TEXT,                       -- NULL while it is played
    ending     TEXT CHECK (ending IN ('played', 'stopped', 'quiet', 'barred')),
    stopped_by INTEGER,
    claimed_at TEXT,                       -- when a process took on posting its table
    told_at    TEXT,                       -- when it was posted, or could not be; NULL with ended_at set: still to be
    CHECK ((ended_at IS NULL) = (ending IS NULL))
) STRICT;

CREATE UNIQUE INDEX games_played ON games (guild_id, channel_id) WHERE ended_at IS NULL; -- one a channel

CREATE INDEX games_untold ON games (ended_at) WHERE ended_at IS NOT NULL AND told_at IS NULL;

CREATE INDEX games_by_guild ON games (guild_id, id);

-- All rounds of a game are drawn when it starts, so that each shows the same over a restart and a change of its film.
CREATE TABLE game_rounds (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    game_id    INTEGER NOT NULL REFERENCES games (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL CHECK (number > 0),
    film_id    INTEGER REFERENCES films (id) ON DELETE SET NULL,
    label      TEXT NOT NULL,              -- kept here, so that the end can be told where the film is gone
    clue       TEXT NOT NULL,              -- what is shown at first and the hints in order, as JSON
    hints      INTEGER NOT NULL CHECK (hints >= 0), -- how many of them were taken
    begun_at   TEXT,                       -- NULL: it is still to come
    message_id INTEGER UNIQUE,             -- NULL until it is posted
    due_at     TEXT,                       -- when the clock gives a hint, or ends it if `nudged`
    nudged     INTEGER NOT NULL CHECK (nudged IN (0, 1)), -- the clock gave a hint since a member last did anything
    joined     INTEGER NOT NULL CHECK (joined IN (0, 1)), -- a member has guessed or taken a hint
    ended_at   TEXT,
    ending     TEXT CHECK (ending IN ('won', 'missed', 'skipped', 'passed', 'stopped')),
    won_by     INTEGER,
    points     INTEGER CHECK (points >= 0),
    claimed_at TEXT,                       -- when a process took on posting it, or drawing its end
    told_at    TEXT,                       -- when its message was drawn as ended; NULL with ended_at set: still to be
    UNIQUE (game_id, number),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK ((ending IS 'won') = (won_by IS NOT NULL) AND (won_by IS NULL) = (points IS NULL))
) STRICT;

CREATE UNIQUE INDEX game_rounds_played ON game_rounds (game_id) WHERE begun_at IS NOT NULL AND ended_at IS NULL;

CREATE INDEX game_rounds_due ON game_rounds (due_at) WHERE begun_at IS NOT NULL AND ended_at IS NULL;

CREATE INDEX game_rounds_untold ON game_rounds (ended_at) WHERE ended_at IS NOT NULL AND told_at IS NULL;

CREATE INDEX game_rounds_won ON game_rounds (guild_id, ended_at) WHERE won_by IS NOT NULL;

CREATE INDEX game_rounds_by_film ON game_rounds (film_id) WHERE film_id IS NOT NULL;

-- Who guessed when; what was typed is not kept.
CREATE TABLE game_guesses (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    round_id   INTEGER NOT NULL REFERENCES game_rounds (id) ON DELETE CASCADE,
    member_id  INTEGER NOT NULL,
    verdict    TEXT NOT NULL CHECK (verdict IN ('right', 'near', 'wrong')),
    guessed_at TEXT NOT NULL
) STRICT;

CREATE INDEX game_guesses_by_round ON game_guesses (round_id, member_id);
