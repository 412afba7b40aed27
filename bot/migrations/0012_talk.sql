-- What members last spoke of with the bot, so that "it" and "another" mean something for a while, and over a restart.

CREATE TABLE conversations (
    guild_id   INTEGER NOT NULL,           -- 0 outside servers
    channel_id INTEGER NOT NULL,
    member_id  INTEGER NOT NULL,
    memory     TEXT NOT NULL,              -- JSON: see bot/asking/remembering.py
    said_at    TEXT NOT NULL,
    PRIMARY KEY (guild_id, channel_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_by_age ON conversations (said_at);
