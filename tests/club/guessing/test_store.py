"""Games as they are kept: who wins by the order of commits, what is told of them, and who reaches them."""

import asyncio

import pytest

from bot.catalogue.care.merging import merge
from bot.club.guessing.choosing import From
from bot.club.guessing.course import PATIENCE
from bot.club.guessing.record import GameError
from bot.club.guessing.scoring import PAUSE, TEAM_GUESSES
from bot.club.guessing.starting import Setting
from tests.club.guessing.playing import ANA, BEN, CHALK, GUILD, NOW, OTHER, PUZZLE, ROOM, SALT, SECOND, Play


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


async def words_kept(play: Play) -> list[tuple[str]]:
    statement = "SELECT typed FROM game_guesses WHERE typed IS NOT NULL"
    return await play.database.read(lambda c: c.execute(statement).fetchall())


async def test_what_a_team_guessed_wrong_is_kept_as_long_as_its_round(play: Play) -> None:
    await play.start(mode="team")
    await play.guess("chalk garden wall")
    await play.guess("Road", member_id=BEN)
    assert (await play.scene()).tried == ("chalk garden wall",), "what is near costs nothing"
    await play.guess(SALT, member_id=BEN + 1)
    assert (await play.scene()).tried == ()
    await play.guess(CHALK, 2)
    assert (await play.scene(2)).tried == (CHALK,)
    await play.store.stop(1, guild_id=GUILD, by=ANA, now=NOW)
    assert await words_kept(play) == []
    await play.start()
    await play.guess("chalk garden wall", 4)
    assert await words_kept(play) == [], "and of those who play each for themselves never"


async def test_each_round_knows_how_the_one_before_ended(play: Play) -> None:
    await play.start()
    assert (await play.scene()).before is None
    assert (await play.store.running(ROOM, guild_id=GUILD)) == await play.scene()
    assert await play.store.running(ROOM, guild_id=OTHER) is None
    await play.guess(SALT, member_id=BEN)
    before = (await play.scene(2)).before
    assert before is not None
    assert (before.round.label, before.winner, before.before) == ("Film 1", BEN, None)
    await play.database.write(lambda c: c.execute("INSERT INTO hidden_members VALUES (?, ?, 'now')", (GUILD, BEN)))
    hidden = (await play.scene(2)).before
    assert hidden is not None
    assert hidden.winner is None
    await play.store.stop(1, guild_id=GUILD, by=BEN, now=NOW)
    table = await play.store.table(1, guild_id=GUILD)
    assert table is not None
    assert table.last is not None
    assert (table.last.round.ending, table.stopped_by) == ("stopped", None), "who hides is named nowhere"
    assert table.played == table.last.round.number, "the round it was stopped in was played as well"
    assert await play.store.running(ROOM, guild_id=GUILD) is None


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


async def test_a_film_that_is_merged_is_guessed_as_the_one_it_became(play: Play) -> None:
    await play.start()
    await play.database.write(lambda c: merge(c, 1, 3, guild_id=GUILD, merged_by=ANA))
    await play.store._index.refresh()
    assert await play.store.due(NOW) == ()
    assert (await play.guess(CHALK)).outcome == "won"


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
