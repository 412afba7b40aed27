"""A server's club over the starter records, that questions are asked of."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.asking.answered import Answered
from bot.asking.answering import AskStore
from bot.asking.asker import Asker
from bot.asking.reading.references import NOTHING, Memory
from bot.connection import open_writer, transaction

GUILD, OTHER = 5, 6
ANA, BEN, CY, DI = 71, 72, 73, 74
RATED_AT = "2026-01-10T12:00:00Z"


class AskedClub:
    """Writes what members do straight into the tables, and asks questions as one of them."""

    def __init__(self, path: Path, asking: AskStore) -> None:
        self._path = path
        self._asking = asking

    def write(self, statement: str, *rows: tuple[object, ...]) -> None:
        with closing(open_writer(self._path)) as connection, transaction(connection):
            connection.executemany(statement, rows)

    def film(self, title: str) -> int:
        with closing(sqlite3.connect(self._path)) as connection:
            return connection.execute("SELECT id FROM films WHERE title = ? ORDER BY year", (title,)).fetchone()[0]

    def rate(self, member: int, guild: int = GUILD, at: str = RATED_AT, **scores: int) -> None:
        """Rate films, whose titles are given with `_` for blanks."""
        rows = [(guild, self.film(title.replace("_", " ")), member, score, at) for title, score in scores.items()]
        self.write("INSERT INTO ratings VALUES (?, ?, ?, ?, ?)", *rows)

    def log(self, member: int, title: str, day: str) -> None:
        row = (GUILD, self.film(title), member, day)
        self.write("INSERT INTO watches VALUES (NULL, ?, ?, ?, ?, 0, 'now')", row)

    def save(self, member: int, *titles: str) -> None:
        self.write("INSERT INTO watchlist VALUES (?, ?, ?, '2026')", *((GUILD, member, self.film(t)) for t in titles))

    def hide(self, member: int) -> None:
        self.write("INSERT INTO hidden_members VALUES (?, ?, '2026')", (GUILD, member))

    def set(self, name: str, value: str) -> None:
        self.write("INSERT INTO guild_settings VALUES (?, ?, ?, 1, '2026-01-01T00:00:00Z')", (GUILD, name, value))

    def seal(self, title: str) -> None:
        """Open a sealed rating poll on a film."""
        self.write(
            "INSERT INTO polls (guild_id, kind, question, film_id, channel_id, created_by, created_at, sealed, "
            "anonymous, offers_review, seed) VALUES (?, 'rating', 'A secret?', ?, 1, 1, '2026-01-01', 1, 0, 0, 1)",
            (GUILD, self.film(title)),
        )

    async def ask(
        self, question: str, member: int = ANA, *, guild: int = GUILD, private: bool = True, memory: Memory = NOTHING
    ) -> Answered:
        return await self._asking.answer(question, Asker(guild, member, private), memory)

    async def told(self, question: str, member: int = ANA, *, guild: int = GUILD, private: bool = True) -> str:
        return (await self.ask(question, member, guild=guild, private=private)).text
