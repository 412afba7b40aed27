"""How a game goes on and ends: over a restart, in several channels, with nobody playing, and where films vanish."""

import discord

from tests.cogs.guess.playing import (
    FILMS,
    LONG_AGO,
    click,
    clock,
    guess,
    last,
    now_shown,
    pass_patience,
    press,
    rounds_open,
    scene,
    start,
    title,
    write,
)
from tests.simulated import Club, answer, buttons_of, text_of


async def test_only_the_starter_or_a_host_stops_a_game(club: Club) -> None:
    message = await start(club)
    refused = "Only whoever started it, a host or an admin can do that."
    for label in ("Stop", "Give up"):
        assert await click(club, message, label, club.ben) == refused
    assert text_of(await club.run_as(club.ben, "guess stop")) == refused
    await club.ana.click(message, label="Give up")
    assert f"Given up. It was **{await title(club)} (" in text_of(now_shown(club, message))
    assert f"Given up: **{await title(club)} (" in text_of(last(club)), "and the next round tells it once more"
    assert "stopped" in text_of(await club.run_as(club.admin, "guess stop"))
    stopped, table = club.channel.history()[-2:]
    assert f"The game was stopped here. It was **{await title(club, 2)} (" in text_of(stopped)
    assert text_of(table).startswith(f"Stopped at **{await title(club, 2)} (")
    assert text_of(table).endswith(f"\n<@{club.admin.id}> stopped the game.\nNo film was guessed.")
    assert text_of(await club.run("guess stop")) == "No game is being played in this channel. /guess start begins one."
    assert await press(club, "guess:v1:skip:1") == "That round is over."
    assert await press(club, "guess:v1:stop:1") == "That game is over."


async def test_another_game_is_played_with_one_click_by_anyone(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1})
    await guess(club, message, "salt road")
    await club.ben.click(last(club), label="Play again")
    assert "### Guess the film · 1 of 1" in text_of(last(club))
    game = await club.bot.guesses.game(2, guild_id=club.server.id)
    assert game is not None
    assert (game.started_by, game.source, game.rounds) == (club.ben.id, "Comedy", 1)


async def test_a_restart_in_the_middle_goes_on_with_the_same_round(club: Club) -> None:
    message = await start(club, rounds=2)
    await club.ana.click(message, label="Hint (−2)")
    before = text_of(now_shown(club, message))
    await club.restart()
    await club.world.advance_time(5)
    assert text_of(now_shown(club, message)) == before
    assert "8 points for you" in await guess(club, message, await title(club), club.ben)
    assert len(rounds_open(club)) == 1
    assert text_of(last(club)).startswith(f"✓ <@{club.ben.id}> had it: **{await title(club)} (")
    assert "### Guess the film · 2 of 2" in text_of(last(club))


async def test_a_bot_that_stopped_before_it_showed_what_was_played_shows_it_at_the_next_start(club: Club) -> None:
    message = await start(club, rounds=2)
    now = discord.utils.utcnow()
    await club.bot.guesses.guess(1, await title(club), guild_id=club.server.id, member_id=club.ben.id, now=now)
    await club.restart()
    await club.world.advance_time(30)
    assert f"<@{club.ben.id}> had it" in text_of(now_shown(club, message))
    assert len(rounds_open(club)) == 1, "and the next round is there, once"


async def test_two_channels_play_two_games(club: Club) -> None:
    other = club.server.create_text_channel("late-show")
    message = await start(club, **{"from": "comedy", "rounds": 1})
    refused = await club.run("guess start")
    assert refused.ephemeral
    assert "A game is being played in this channel: round 1 of 1 is open." in text_of(refused)
    way = f"https://discord.com/channels/{club.server.id}/{club.channel.id}/{message.id}"
    assert buttons_of(refused)["Go to the round"]["url"] == way
    await club.ben.slash(other, "guess start", **{"from": "war", "rounds": 1})
    [second] = rounds_open(club, other)
    await guess(club, second, "cranes are flying", club.ben)
    assert "The game is over" in text_of(last(club, other))
    assert rounds_open(club) == [now_shown(club, message)], "the one game says nothing of the other"
    assert "**Right!**" in await guess(club, message, "salt road")


async def test_where_nobody_answers_a_hint_comes_then_the_end_and_after_two_rounds_that_of_the_game(club: Club) -> None:
    message = await start(club, rounds=4)
    await pass_patience(club)
    assert "**8 points** to win" in text_of(now_shown(club, message))
    await pass_patience(club)
    assert "Nobody had it. It was" in text_of(now_shown(club, message))
    assert await title(club) in text_of(now_shown(club, message))
    assert text_of(last(club)).startswith(f"Nobody had it: **{await title(club)} ("), "the next round says so"
    await pass_patience(club)
    await pass_patience(club)
    assert "Nobody answered for two rounds, so the game ended by itself." in text_of(last(club))
    assert not rounds_open(club)
    sent = len(club.channel.history())
    await pass_patience(club)
    assert len(club.channel.history()) == sent


async def test_a_film_that_is_taken_out_in_the_middle_is_passed_over_kindly(club: Club) -> None:
    message = await start(club, rounds=2)
    film_id = (await scene(club)).round.film_id
    write(club, "UPDATE films SET retired_at = ? WHERE id = ?", LONG_AGO, film_id)
    await clock(club)
    passed = now_shown(club, message)
    assert "so its round is passed over" in text_of(passed)
    assert not buttons_of(passed)
    assert text_of(last(club)).startswith(f"Passed over: **{await title(club)} (")


async def test_a_message_that_was_deleted_passes_its_round_over(club: Club) -> None:
    message = await start(club, rounds=2)
    club.world.backend.delete_message(club.channel.id, message.id)
    await pass_patience(club)
    await clock(club)
    assert (await scene(club)).round.ending == "passed"
    assert "· 2 of 2" in text_of(last(club))


async def test_a_channel_that_was_deleted_ends_its_game(club: Club) -> None:
    await start(club)
    club.world.backend.delete_channel(club.channel.id)
    await pass_patience(club)
    await pass_patience(club)
    assert await club.bot.guesses.played_in(club.channel.id, guild_id=club.server.id) is None


async def test_films_that_were_asked_lately_wait_for_the_others(club: Club) -> None:
    for _ in range(2):
        await start(club, rounds=2)
        for _ in range(2):
            await club.ana.click(rounds_open(club)[-1], label="Give up")
    rows = await club.bot.database.read(lambda c: c.execute("SELECT DISTINCT film_id FROM game_rounds").fetchall())
    assert len(rows) == len(FILMS)


async def test_another_server_has_its_own_table(club: Club) -> None:
    message = await start(club, **{"from": "comedy", "rounds": 1})
    await guess(club, message, "salt road", club.ben)
    elsewhere = club.world.create_guild("The Other Cinema")
    room = elsewhere.create_text_channel("talk")
    cy = elsewhere.add_member(club.world.create_user("cy"))
    assert "Nobody has won a point yet." in text_of(answer(await cy.slash(room, "guess scores")))
    assert "Nobody won a point in 1999." in text_of(answer(await cy.slash(room, "guess scores", season="1999")))
