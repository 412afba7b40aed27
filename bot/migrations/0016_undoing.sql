-- A load is taken back in steps, between which members write; one that was cut short goes on at the next start.

ALTER TABLE loads ADD COLUMN undoing INTEGER NOT NULL DEFAULT 0 CHECK (undoing IN (0, 1)); -- since undone_at

CREATE INDEX loads_half_undone ON loads (guild_id) WHERE undoing = 1;
