"""Keeping games of guessing films: what is answered is on disk, and no restart or second process does a thing twice."""

import sqlite3
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.catalogue.searching.live import LiveIndex
from bot.club.deadlines import stored
from bot.club.guessing import rows, seasons, showing, starting, steps, tending
from bot.club.guessing.choosing import From, asked_film
from bot.club.guessing.matching import Verdict, judge
from bot.club.guessing.record import Game, GameError, GameTable, Guessed, Outstanding, Round, Scene, Season
from bot.club.guessing.starting import Setting
from bot.club.periods import Period
from bot.database import Database

AT_IT = timedelta(minutes=1)
"""How long whoever took on showing something may be at it before another takes its place."""

LONGEST_GUESS = 300
"""Characters of a guess that are looked at; no title is longer."""

_NOTHING = "There is no film there with enough to guess it by. Choose films from elsewhere, such as everything."


class GuessStore:
    """Keeps the games of every server; what is asked for by an id is asked for with the server it belongs to."""

    def __init__(self, database: Database, index: LiveIndex) -> None:
        self._database = database
        self._index = index

    async def start(self, setting: Setting, wanted: From, count: int, now: datetime) -> Game:
        """Draw up to so many films and begin a game with them; a channel has one at a time.

        Raises:
            GameError: one is being played there, or no film fits.
        """
        drawn = await self._database.read(partial(starting.draw, setting=setting, wanted=wanted, count=count))
        if not drawn:
            raise GameError(_NOTHING)
        return await self._database.write(partial(starting.start, setting=setting, drawn=drawn, now=now))

    async def guess(self, round_id: int, text: str, *, guild_id: int, member_id: int, now: datetime) -> Guessed:
        """Judge a guess and take it; of right ones the first that is written wins.

        Raises:
            GameError: nothing was typed, or the round is gone.
        """
        text = text.strip()[:LONGEST_GUESS]
        if not text:
            raise GameError("Type the title of the film you have in mind.")
        verdict = await self._judged(round_id, text, guild_id=guild_id)
        work = partial(steps.guess, round_id=round_id, typed=text, verdict=verdict, guild_id=guild_id)
        return await self._database.write(partial(work, member_id=member_id, now=now))

    async def _judged(self, round_id: int, text: str, *, guild_id: int) -> Verdict:
        index = self._index.index

        def work(connection: sqlite3.Connection) -> Verdict:
            played = rows.round_of(connection, round_id, guild_id=guild_id)
            film_id = None if played is None else played.film_id
            asked = None if film_id is None else asked_film(connection, film_id, guild_id=guild_id)
            return "wrong" if asked is None else judge(text, asked, index, guild_id=guild_id)

        return await self._database.read(work)

    async def hint(self, round_id: int, seen: int, *, guild_id: int, now: datetime) -> Scene:
        """Take the hint after the `seen` ones unless another has; return the round as it is then.

        Raises:
            GameError: the round is gone or over, or has no more hints.
        """
        return await self._database.write(partial(steps.hint, round_id=round_id, seen=seen, guild_id=guild_id, now=now))

    async def skip(self, round_id: int, *, guild_id: int, now: datetime) -> None:
        """Give a round up; who may is the caller's to check.

        Raises:
            GameError: it is gone or over.
        """
        await self._database.write(partial(steps.skip, round_id=round_id, guild_id=guild_id, now=now))

    async def stop(self, game_id: int, *, guild_id: int, by: int, now: datetime) -> None:
        """End a game; who may is the caller's to check.

        Raises:
            GameError: it is gone or over.
        """
        await self._database.write(partial(steps.stop, game_id=game_id, guild_id=guild_id, by=by, now=now))

    async def played_in(self, channel_id: int, *, guild_id: int) -> Game | None:
        """Return the game that is played in a channel."""
        return await self._database.read(partial(rows.game_played, channel_id=channel_id, guild_id=guild_id))

    async def running(self, channel_id: int, *, guild_id: int) -> Scene | None:
        """Return the round that is played in a channel, None where no game is."""

        def work(connection: sqlite3.Connection) -> Scene | None:
            game = rows.game_played(connection, channel_id, guild_id=guild_id)
            played = None if game is None else rows.open_round(connection, game.id)
            return None if played is None else rows.scene(connection, played.id, guild_id=guild_id)

        return await self._database.read(work)

    async def game(self, game_id: int, *, guild_id: int) -> Game | None:
        """Return a game."""
        return await self._database.read(partial(rows.game, game_id=game_id, guild_id=guild_id))

    async def scene(self, round_id: int, *, guild_id: int) -> Scene | None:
        """Return a round that has begun, as its message shows it."""
        return await self._database.read(partial(rows.scene, round_id=round_id, guild_id=guild_id))

    async def shown_in(self, message_id: int, *, guild_id: int) -> Scene | None:
        """Return the round whose message it is."""

        def work(connection: sqlite3.Connection) -> Scene | None:
            found = rows.rounds_where(connection, "message_id = ? AND guild_id = ?", (message_id, guild_id))
            return rows.scene(connection, found[0].id, guild_id=guild_id) if found else None

        return await self._database.read(work)

    async def table(self, game_id: int, *, guild_id: int) -> GameTable | None:
        """Return how a game came out, as far as it went."""

        def work(connection: sqlite3.Connection) -> GameTable | None:
            game = rows.game(connection, game_id, guild_id=guild_id)
            return None if game is None else rows.table_of(connection, game)

        return await self._database.read(work)

    async def season(
        self, period: Period, *, guild_id: int, today: date, zone: ZoneInfo, limit: int, offset: int
    ) -> Season:
        """Return a page of a season's table, and who came first in the seasons before it."""
        work = partial(
            seasons.season, period=period, guild_id=guild_id, today=today, zone=zone, limit=limit, offset=offset
        )
        return await self._database.read(work)

    async def season_years(self, *, guild_id: int, today: date) -> list[int]:
        """Return the years of a server's seasons, the latest first."""
        return await self._database.read(partial(seasons.season_years, guild_id=guild_id, today=today))

    async def standing(self) -> tuple[Round, ...]:
        """Return the open rounds of all servers that have a message."""
        wanted = "begun_at IS NOT NULL AND ended_at IS NULL AND message_id IS NOT NULL"
        return await self._database.read(partial(rows.rounds_where, condition=wanted, values=()))

    async def due(self, now: datetime) -> tuple[Round, ...]:
        """Return the rounds of all servers in which the clock has something to do."""
        return await self._database.read(partial(tending.due, now=now))

    async def tend(self, round_id: int, *, guild_id: int, now: datetime) -> Round | None:
        """Do what is due in a round, as `tending.tend` says; None where nothing is."""
        return await self._database.write(partial(tending.tend, round_id=round_id, guild_id=guild_id, now=now))

    async def behind(self, now: datetime) -> tuple[tuple[int, int], ...]:
        """Return the games whose channel lacks something nobody is at, each with its server."""
        return await self._database.read(partial(showing.behind, stale=stored(now - AT_IT)))

    async def claim(self, game_id: int, now: datetime) -> Outstanding:
        """Take on what a game's channel does not show yet and nobody else has taken on."""
        return await self._database.write(
            partial(showing.claim, game_id=game_id, now=stored(now), stale=stored(now - AT_IT))
        )

    async def posted(self, round_id: int, *, guild_id: int, message_id: int, now: datetime) -> Scene | None:
        """Note a round's message, from when on the round has its time; return the round, which may be over by now."""
        work = partial(showing.posted, round_id=round_id, guild_id=guild_id, message_id=message_id, now=now)
        return await self._database.write(work)

    async def round_told(self, round_id: int, now: datetime) -> None:
        """Note that a round's message shows its end, or that there is none to show it in."""
        await self._database.write(partial(showing.round_told, round_id=round_id, now=stored(now)))

    async def told(self, game_id: int, now: datetime) -> None:
        """Note that a game's table is posted."""
        await self._database.write(partial(showing.told, game_id=game_id, now=stored(now)))

    async def pass_over(self, round_id: int, *, guild_id: int, now: datetime) -> None:
        """End an open round whose message is gone."""
        await self._database.write(partial(tending.pass_over, round_id=round_id, guild_id=guild_id, now=now))

    async def bar(self, game_id: int, now: datetime) -> None:
        """End a game in whose channel the bot may no longer write."""
        await self._database.write(partial(tending.bar, game_id=game_id, now=now))
