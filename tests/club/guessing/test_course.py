"""How games go on by themselves: what the clock does, and that each thing is shown once."""

import asyncio
from datetime import timedelta

from bot.club.guessing.course import PATIENCE
from bot.club.guessing.record import Outstanding
from bot.club.guessing.store import AT_IT
from tests.club.guessing.playing import ANA, GUILD, NOW, SALT, SECOND, Play


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
