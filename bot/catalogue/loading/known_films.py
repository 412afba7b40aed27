"""The films that a record may be, looked up by its outside ids and its name: those of its scope, and those shared."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.catalogue.care.beneath import EditedFilms
from bot.catalogue.film import ID_SOURCES, Film, label
from bot.catalogue.film_rows import digest
from bot.catalogue.following import candidate, follow, merged_films
from bot.catalogue.loading.identity import Candidate
from bot.catalogue.visibility import VISIBLE

MOST_NAMESAKES = 50
"""Among how many films of one title and year a record's own is looked for; of more, such as those without a name, the
first ones stand for all."""

_HOLDER = "SELECT film_id FROM film_ids WHERE guild_id = ? AND source = ? AND value = ?"
_NAMESAKES = "SELECT id FROM films WHERE guild_id = ? AND title_key = ? AND year IS ? ORDER BY id LIMIT ?"
_SHARED_HOLDER = """
    SELECT film_id FROM film_ids JOIN films ON films.id = film_id
    WHERE film_ids.guild_id = 0 AND source = ? AND value = ? AND retired_at IS NULL
"""
_SHARED_NAMESAKES = """
    SELECT id FROM films WHERE guild_id = 0 AND title_key = ? AND year IS ? AND retired_at IS NULL ORDER BY id LIMIT ?
"""
_TITLED = """
    SELECT min(title), year FROM films
    WHERE guild_id IN (0, ?) AND title_key = ? AND year IS NOT NULL AND retired_at IS NULL
    GROUP BY year ORDER BY year LIMIT ?
"""
_REMEMBERED = """
    SELECT film_id, films.guild_id <> record_identities.guild_id
    FROM record_identities JOIN films ON films.id = film_id
    WHERE record_identities.guild_id = ? AND fingerprint = ? AND (films.guild_id = ? OR retired_at IS NULL)
"""
_REMEMBER = """
    INSERT INTO record_identities (guild_id, fingerprint, film_id, load_id) VALUES (?, ?, ?, ?)
    ON CONFLICT (guild_id, fingerprint) DO NOTHING
"""
_REVIEW = "SELECT 1 FROM reviews WHERE film_id = ? AND digest = ? AND member_id IS NULL"
_REVIEWS_LENGTH = "SELECT total(length(text)) FROM reviews WHERE film_id = ? AND member_id IS NULL"
_NAME = "SELECT title_key, year FROM films WHERE id = ?"
_SEEN = f"SELECT 1 FROM films WHERE id = :film AND {VISIBLE}"  # noqa: S608 - a condition written in this project


class KnownFilms:
    """The films of one scope as they are when it is made, with what was edited and merged there by then."""

    def __init__(self, connection: sqlite3.Connection, guild_id: int) -> None:
        self.edited = EditedFilms(connection, guild_id=guild_id)
        self.merged = merged_films(connection, guild_id=guild_id)
        self._connection = connection
        self._guild_id = guild_id

    def candidate(self, film_id: int) -> Candidate:
        """Return a film as a record's identity is decided among them."""
        return candidate(self._connection, film_id)

    def remembered(self, fingerprint: int) -> tuple[int, bool] | None:
        """Return which film a record without ids was taken for once, and whether it is a shared one, still in sight."""
        return self._connection.execute(_REMEMBERED, (self._guild_id, fingerprint, self._guild_id)).fetchone()

    def remember(self, fingerprint: int, film_id: int, *, load_id: int) -> None:
        """Keep which film a record without ids was taken for, so that the same record is always the same film."""
        self._connection.execute(_REMEMBER, (self._guild_id, fingerprint, film_id, load_id))

    def holders(self, ids: Mapping[str, str]) -> list[Candidate]:
        """Return the films of the scope that hold outside ids, the holder of the surest first."""
        found: list[Candidate] = []
        for source, value in _by_sureness(ids):
            row = self._connection.execute(_HOLDER, (self._guild_id, source, value)).fetchone()
            if row is not None:
                found.append(self.candidate(row[0]))
            elif (edited := self.edited.holder(source, value)) is not None:
                holder = self.candidate(edited)
                found.append(replace(holder, ids={**holder.ids, source: value}))
        return found

    def namesakes(self, key: str, year: int | None) -> list[Candidate]:
        """Return the films of the scope with a folded title and year."""
        rows = self._connection.execute(_NAMESAKES, (self._guild_id, key, year, MOST_NAMESAKES))
        found = list(dict.fromkeys([*(film_id for (film_id,) in rows), *self.edited.named(key, year)]))
        return [self.candidate(film_id) for film_id in found if self.merged.into.get(film_id) not in found]

    def shared_holders(self, ids: Mapping[str, str]) -> list[Candidate]:
        """Return the shared films in sight that hold outside ids, the holder of the surest first."""
        found: list[Candidate] = []
        for pair in _by_sureness(ids):
            found += [self.candidate(film_id) for (film_id,) in self._connection.execute(_SHARED_HOLDER, pair)]
        return found

    def shared_namesakes(self, key: str, year: int | None) -> list[Candidate]:
        """Return the shared films in sight with a folded title and year."""
        rows = self._connection.execute(_SHARED_NAMESAKES, (key, year, MOST_NAMESAKES)).fetchall()
        return [self.candidate(film_id) for (film_id,) in rows]

    def as_seen(self, shared: Iterable[Candidate]) -> list[Candidate]:
        """Return shared films as the server sees them: where one of its own stands in for one, that film in its place.

        It is still known by the names and ids of the shared one.
        """
        return [self._seen(each) for each in shared]

    def name(self, film_id: int) -> tuple[str, int | None]:
        """Return the folded title and the year of a film."""
        return self._connection.execute(_NAME, (film_id,)).fetchone()

    def sees(self, film_id: int) -> bool:
        """Tell whether the server's lists show it a film."""
        return self._connection.execute(_SEEN, {"film": film_id, "guild": self._guild_id}).fetchone() is not None

    def titled(self, key: str) -> list[str]:
        """Return the names of the films with a folded title and any year, shared ones too, the oldest first."""
        rows = self._connection.execute(_TITLED, (self._guild_id, key, MOST_NAMESAKES))
        return [label(title, year) for title, year in rows]

    def has_reviews(self, film_id: int, record: Film) -> bool:
        """Tell whether a film has all reviews of a record."""
        digests = map(digest, record.reviews)
        return all(self._connection.execute(_REVIEW, (film_id, each)).fetchone() for each in digests)

    def reviews_length(self, film_id: int) -> int:
        """Return how many characters a film's reviews have."""
        return int(self._connection.execute(_REVIEWS_LENGTH, (film_id,)).fetchone()[0])

    def without_foreign_ids(self, film_id: int | None, record: Film) -> Film:
        """Return the record without ids that another film of the scope than `film_id` holds."""
        foreign = {
            source
            for source, value in record.ids.items()
            if self.edited.holder(source, value) not in {None, film_id}
            or self._connection.execute(
                f"{_HOLDER} AND film_id IS NOT ?", (self._guild_id, source, value, film_id)
            ).fetchone()
        }
        if not foreign:
            return record
        return replace(record, ids={source: value for source, value in record.ids.items() if source not in foreign})

    def _seen(self, shared: Candidate) -> Candidate:
        film_id = follow(self._connection, shared.film_id, guild_id=self._guild_id)
        if film_id == shared.film_id:
            return shared
        return replace(shared, film_id=film_id, ids={**shared.ids, **self.candidate(film_id).ids})


def _by_sureness(ids: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(source, ids[source]) for source in ID_SOURCES if ids.get(source)]
