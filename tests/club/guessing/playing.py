"""A game of three films in their order, for tests of what is kept of it."""

from datetime import UTC, datetime, timedelta
from functools import partial

from bot.club.deadlines import stored
from bot.club.guessing import starting
from bot.club.guessing.course import PATIENCE
from bot.club.guessing.material import Clue, Hint, Puzzle
from bot.club.guessing.record import Game, Guessed, Round, Scene
from bot.club.guessing.scoring import Mode
from bot.club.guessing.starting import Drawn, Setting
from bot.club.guessing.store import GuessStore
from bot.database import Database

GUILD, OTHER, ROOM = 5, 6, 50
ANA, BEN = 71, 72
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SALT, LIGHTHOUSE, CHALK = "Salt Road", "The Paper Lighthouse", "Chalk Garden Wall"
PUZZLE = Puzzle(Clue("tagline", ("A long way.",), "its tagline"), (Hint(("Decade: 1990s",)), Hint(("Genre: Drama",))))


class Play:
    """A game of the three films in their order, and time that goes by as the test says."""

    def __init__(self, store: GuessStore, database: Database) -> None:
        self.store = store
        self.database = database
        self.now = NOW

    async def start(
        self, *, mode: Mode = "each", channel_id: int = ROOM, film_ids: tuple[int, ...] = (1, 2, 3)
    ) -> Game:
        drawn = [Drawn(film_id, f"Film {film_id}", PUZZLE) for film_id in film_ids]
        setting = Setting(GUILD, channel_id, ANA, "everything", mode)
        return await self.database.write(partial(starting.start, setting=setting, drawn=drawn, now=self.now))

    async def guess(self, text: str, round_id: int = 1, member_id: int = ANA) -> Guessed:
        return await self.store.guess(round_id, text, guild_id=GUILD, member_id=member_id, now=self.now)

    async def tend(self, round_id: int = 1, *, later: timedelta = PATIENCE) -> Round | None:
        self.now += later
        return await self.store.tend(round_id, guild_id=GUILD, now=self.now)

    async def scene(self, round_id: int = 1) -> Scene:
        scene = await self.store.scene(round_id, guild_id=GUILD)
        assert scene is not None
        return scene

    async def game(self) -> Game:
        game = await self.store.game(1, guild_id=GUILD)
        assert game is not None
        return game

    async def retire(self, film_id: int) -> None:
        retired = (stored(NOW), film_id)
        await self.database.write(lambda c: c.execute("UPDATE films SET retired_at = ? WHERE id = ?", retired))
