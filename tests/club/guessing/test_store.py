"""Games as they are kept: who wins by the order of commits, what the clock does, and what is done once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.catalogue.live import LiveIndex
from bot.catalogue.merging import merge
from bot.club.deadlines import stored
from bot.club.guessing import steps
from bot.club.guessing.choosing import From
from bot.club.guessing.material import Clue, Hint, Puzzle
from bot.club.guessing.record import Game, GameError, Guessed, Outstanding, Round, Scene
from bot.club.guessing.scoring import PAUSE, TEAM_GUESSES, Mode
from bot.club.guessing.steps import PATIENCE, Drawn, Setting
from bot.club.guessing.store import AT_IT, GuessStore
from bot.connection import open_writer
from bot.database import Database
from tests.factories import make_database, make_film, write_films

GUILD, OTHER, ROOM = 5, 6, 50
ANA, BEN = 71, 72
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SALT, LIGHTHOUSE, CHALK = "Salt Road", "The Paper Lighthouse", "Chalk Garden Wall"
PUZZLE = Puzzle(Clue("tagline", ("A long way.",), "its tagline"), (Hint(("Decade: 1990s",)), Hint(("Genre: Drama",))))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make_database(tmp_path / "films.sqlite3")
    films = (make_film(SALT, 1999), make_film(LIGHTHOUSE, 1961), make_film(CHALK, 1970))
    with closing(open_writer(path)) as connection:
        write_films(connection, *films, guild_id=GUILD)
    return path


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def store(database: Database) -> AsyncIterator[GuessStore]:
    index = await LiveIndex.open(database)
    try:
        yield GuessStore(database, index)
    finally:
        await index.close()


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
        return await self.database.write(partial(steps.start, setting=setting, drawn=drawn, now=self.now))

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


@pytest.fixture
def play(store: GuessStore, database: Database) -> Play:
    return Play(store, database)


async def test_a_game_is_played_to_its_end(play: Play) -> None:
    game = await play.start()
    assert (game.rounds, game.ended_at, game.mode) == (3, None, "each")
    won = await play.guess("salt raod")
    assert (won.outcome, won.scene.round.points, won.scene.winner) == ("won", 10, ANA)
    assert await play.store.scene(3, guild_id=GUILD) is None, "nobody may look at a round to come"
    await play.guess("paper lighthose", 2, BEN)
    assert (await play.game()).ending is None
    await play.guess(CHALK, 3)
    assert (await play.game()).ending == "played"
    table = await play.store.table(1, guild_id=GUILD)
    assert table is not None
    assert [(place.rank, place.member_id, place.points) for place in table.places] == [(1, ANA, 20), (2, BEN, 10)]
    assert (table.points, table.most, table.solved) == (30, 30, 3)
    assert await play.start(), "and the channel is free again"


async def test_of_two_right_answers_at_once_the_first_that_is_written_wins(play: Play) -> None:
    await play.start()
    both = await asyncio.gather(*(play.guess(SALT, member_id=member) for member in (ANA, BEN)))
    first, second = sorted(both, key=lambda guessed: guessed.outcome == "late")
    assert (first.outcome, second.outcome) == ("won", "late")
    assert first.scene.winner == second.scene.winner is not None
    [rows] = await play.database.read(
        lambda c: c.execute("SELECT sum(points), count(won_by) FROM game_rounds").fetchall()
    )
    assert rows == (10, 1)


async def test_two_who_ask_for_a_hint_at_once_take_one(play: Play) -> None:
    await play.start()
    asked = [play.store.hint(1, 0, guild_id=GUILD, now=NOW) for _ in range(2)]
    shown = await asyncio.gather(*asked)
    assert [scene.round.hints for scene in shown] == [1, 1]
    assert shown[0].round.shown == PUZZLE.hints[:1]
    await play.store.hint(1, 1, guild_id=GUILD, now=NOW)
    with pytest.raises(GameError, match="no more hints"):
        await play.store.hint(1, 2, guild_id=GUILD, now=NOW)
    assert (await play.guess(SALT)).scene.round.points == 6


async def test_one_game_a_channel(play: Play) -> None:
    await play.start()
    with pytest.raises(GameError, match="already"):
        await play.start()
    with pytest.raises(GameError, match="already"):
        await play.store.start(Setting(GUILD, ROOM, BEN, "everything", "each"), From(), 1, NOW)
    await play.start(channel_id=ROOM + 1)
    assert (
        await asyncio.gather(*(play.store.played_in(room, guild_id=OTHER) for room in (ROOM, ROOM + 1))) == [None] * 2
    )


async def test_who_guessed_wrong_waits_a_little(play: Play) -> None:
    await play.start()
    assert (await play.guess("chalk garden wall")).outcome == "wrong"
    play.now += SECOND
    early = await play.guess(SALT)
    assert (early.outcome, early.seconds, early.scene.round.is_open) == ("early", 4, True)
    assert (await play.guess("nothing like it", member_id=BEN)).outcome == "wrong", "another may guess"
    play.now += PAUSE
    assert (await play.guess(SALT)).outcome == "won"


async def test_an_empty_guess_is_refused(play: Play) -> None:
    await play.start()
    with pytest.raises(GameError, match="Type the title"):
        await play.guess(" \n ")
    assert (await play.guess("x" * 4_000)).outcome == "wrong"


async def test_a_team_loses_a_round_by_its_wrong_guesses(play: Play) -> None:
    await play.start(mode="team")
    for member_id in range(TEAM_GUESSES):
        guessed = await play.guess("chalk garden wall", member_id=100 + member_id)
    assert (guessed.outcome, guessed.scene.round.ending) == ("lost", "missed")
    assert (await play.scene(2)).round.is_open


async def test_what_comes_after_the_end_changes_nothing(play: Play) -> None:
    await play.start()
    await play.store.skip(1, guild_id=GUILD, now=NOW)
    assert (await play.guess(SALT)).outcome == "late"
    assert (await play.guess("chalk garden wall")).outcome == "over"
    for doing in (play.store.skip(1, guild_id=GUILD, now=NOW), play.store.hint(1, 0, guild_id=GUILD, now=NOW)):
        with pytest.raises(GameError, match="over"):
            await doing
    await play.store.stop(1, guild_id=GUILD, by=BEN, now=NOW)
    assert ((await play.game()).stopped_by, (await play.scene(2)).round.ending) == (BEN, "stopped")
    with pytest.raises(GameError, match="over"):
        await play.store.stop(1, guild_id=GUILD, by=BEN, now=NOW)


async def test_a_film_that_leaves_the_catalogue_is_passed_over(play: Play) -> None:
    await play.start()
    assert await play.store.due(NOW) == ()
    await play.retire(1)
    await play.retire(2)
    assert [played.id for played in await play.store.due(NOW)] == [1], "and not only once somebody guesses"
    assert (await play.guess(SALT)).outcome == "over"
    assert [(await play.scene(number)).round.ending for number in (1, 2, 3)] == ["passed", "passed", None]
    await play.retire(3)
    ended = await play.tend(3, later=SECOND)
    assert ended is not None
    assert (ended.ending, (await play.game()).ending) == ("passed", "played")
    table = await play.store.table(1, guild_id=GUILD)
    assert table is not None
    assert table.played == 0


async def test_a_film_that_is_merged_is_guessed_as_the_one_it_became(play: Play) -> None:
    await play.start()
    await play.database.write(lambda c: merge(c, 1, 3, guild_id=GUILD, merged_by=ANA))
    await play.store._index.refresh()
    assert await play.store.due(NOW) == ()
    assert (await play.guess(CHALK)).outcome == "won"


async def test_where_nobody_answers_a_hint_comes_and_then_the_end(play: Play) -> None:
    await play.start()
    assert await play.tend(later=PATIENCE - SECOND) is None
    nudged = await play.tend(later=SECOND)
    assert nudged is not None
    assert (nudged.hints, nudged.is_open) == (1, True)
    ended = await play.tend()
    assert ended is not None
    assert ended.ending == "missed"
    assert (await play.game()).ending is None
    await play.tend(2)
    await play.tend(2)
    assert (await play.game()).ending == "quiet", "two silent rounds end the game"


async def test_whoever_does_something_gives_the_round_time(play: Play) -> None:
    await play.start()
    await play.tend()
    await play.guess("chalk garden wall")
    assert await play.tend(later=PATIENCE - SECOND) is None
    for round_id in (1, 2):
        while (tended := await play.tend(round_id)) is not None and tended.is_open:
            pass
    assert (await play.game()).ending is None, "one of the two was played"


async def test_what_was_overdue_for_long_ends_at_once_and_once(play: Play) -> None:
    await play.start()
    ended = await play.tend(later=timedelta(hours=3))
    assert ended is not None
    assert (ended.hints, ended.ending) == (0, "missed")
    assert await play.tend(later=timedelta()) is None


async def test_each_thing_is_shown_by_one_alone(play: Play) -> None:
    await play.start()
    nothing = Outstanding((), None, table=False)
    at_once = await asyncio.gather(*(play.store.claim(1, NOW) for _ in range(2)))
    assert at_once == [Outstanding((), 1, table=False), nothing]
    assert await play.store.behind(NOW) == ()
    assert await play.store.behind(NOW + AT_IT) == ((1, GUILD),), "who took it on has died"
    await play.store.posted(1, guild_id=GUILD, message_id=900, now=NOW)
    assert await play.store.behind(NOW + AT_IT) == ()
    await play.store.stop(1, guild_id=GUILD, by=ANA, now=NOW)
    assert await play.store.claim(1, NOW) == Outstanding((1,), None, table=True)
    await play.store.round_told(1, NOW)
    await play.store.told(1, NOW)
    assert await play.store.claim(1, NOW + AT_IT) == nothing


async def test_a_round_that_ends_while_it_is_posted_is_known_to_be_over(play: Play) -> None:
    await play.start()
    await play.store.claim(1, NOW)
    await play.store.skip(1, guild_id=GUILD, now=NOW)
    scene = await play.store.posted(1, guild_id=GUILD, message_id=900, now=NOW)
    assert scene is not None
    assert not scene.round.is_open
    assert (await play.store.claim(1, NOW)).ended == (1,)


async def test_a_game_in_a_closed_channel_ends_and_owes_nothing(play: Play) -> None:
    await play.start()
    await play.store.bar(1, NOW)
    assert (await play.game()).ending == "barred"
    assert await play.store.behind(NOW + AT_IT) == ()
    assert await play.store.due(NOW + timedelta(days=1)) == ()


async def test_another_server_reaches_nothing(play: Play) -> None:
    await play.start()
    assert await play.store.scene(1, guild_id=OTHER) is None
    assert await play.store.game(1, guild_id=OTHER) is None
    assert await play.store.table(1, guild_id=OTHER) is None
    for doing in (
        play.store.guess(1, SALT, guild_id=OTHER, member_id=ANA, now=NOW),
        play.store.hint(1, 0, guild_id=OTHER, now=NOW),
        play.store.skip(1, guild_id=OTHER, now=NOW),
        play.store.stop(1, guild_id=OTHER, by=ANA, now=NOW),
    ):
        with pytest.raises(GameError, match="no longer there"):
            await doing
    assert await play.store.tend(1, guild_id=OTHER, now=NOW + PATIENCE) is None


async def test_what_a_round_shows_is_kept_as_it_was_drawn(play: Play) -> None:
    await play.start()
    assert (await play.scene()).round.puzzle == PUZZLE
