-- What members think of films: one score a film, member and server. It goes with the film, and no other server sees it.

CREATE TABLE ratings (
    guild_id  INTEGER NOT NULL CHECK (guild_id <> 0),
    film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    score     INTEGER NOT NULL CHECK (score BETWEEN 1 AND 10), -- half stars: 10 is five stars
    rated_at  TEXT NOT NULL,
    PRIMARY KEY (guild_id, film_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX ratings_by_film ON ratings (film_id);
