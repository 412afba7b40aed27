-- The servers that the bot has been in, and when it was removed from one: thirty days later its data goes.

CREATE TABLE servers (
    guild_id       INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL,       -- as which application it was last there; another one's tells nothing of it
    left_at        TEXT                    -- NULL while it is there
) STRICT;
