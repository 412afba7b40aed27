"""Starting a game of guessing films, giving a round up, stopping the game, and playing another."""

from datetime import UTC, datetime

import discord

from bot.client import Marquee
from bot.club.guessing.record import Game, GameError
from bot.club.guessing.scoring import Mode
from bot.club.guessing.starting import Setting
from bot.club.guessing.steps import NO_SUCH
from bot.errors import UserError
from bot.replies.guess.messages import bring_up
from bot.replies.guess.source import read_source
from bot.replies.polls.access import refusal_to_change, runs_things
from bot.replies.rooms import GUESS_ROOM, require_room
from bot.scope import SHARED, scope_of
from bot.ui import respond, theme
from bot.ui.guess.card import running_notice, started_words
from bot.ui.guess.source import films_words

Interaction = discord.Interaction[Marquee]


def server_of(interaction: Interaction) -> int:
    """Return the server whose games are meant.

    Raises:
        UserError: this server has not added the bot, or there is none.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        raise UserError("Games are played in servers that have added me.")
    return guild_id


async def start_game(interaction: Interaction, source: str, rounds: int, mode: Mode) -> None:
    """Start a game in the channel and post its first round; where one is played already, show the way to it.

    Raises:
        UserError: no film fits, or the bot may not post here; the text says which.
    """
    bot, guild_id = interaction.client, server_of(interaction)
    room = require_room(interaction.channel, GUESS_ROOM)
    running = await bot.guesses.running(room.id, guild_id=guild_id)
    if running is not None:
        await respond.show(interaction, running_notice(running), private=True)
        return
    async with respond.in_time(interaction):
        wanted, said = await read_source(interaction, source)
        setting = Setting(guild_id, room.id, interaction.user.id, said, mode)
        game = await bot.guesses.start(setting, wanted, rounds, datetime.now(UTC))
    told = started_words(game, films_words(wanted.source, wanted.wanted), rounds)
    await respond.show(interaction, respond.notice(told, theme.CARD))
    await bring_up(bot, game.id, guild_id)


async def stop_here(interaction: Interaction) -> None:
    """Stop the game that is played in the channel.

    Raises:
        UserError: there is none, or the member neither started it nor is a host.
    """
    guild_id, channel_id = server_of(interaction), interaction.channel_id
    game = None
    if channel_id is not None:
        game = await interaction.client.guesses.played_in(channel_id, guild_id=guild_id)
    if game is None:
        raise GameError("No game is being played in this channel. /guess start begins one.")
    async with respond.in_time(interaction, private=True):
        await _stop(interaction, game)
    await respond.tell(interaction, "The game is stopped. The points that were won stay.")


async def stop_clicked(click: Interaction, round_id: int, _: int) -> None:
    """Stop the game of a round, as `stop_here` does."""
    async with respond.in_time(click, redrawing=True):
        await _stop(click, await _game_of(click, round_id))
    await _answered_by_the_round(click)


async def skip_clicked(click: Interaction, round_id: int, _: int) -> None:
    """Give a round up.

    Raises:
        UserError: the round is over, or the member neither started the game nor is a host.
    """
    async with respond.in_time(click, redrawing=True):
        game = await _game_of(click, round_id)
        await _require_starter(click, game)
        await click.client.guesses.skip(round_id, guild_id=game.guild_id, now=datetime.now(UTC))
        await bring_up(click.client, game.id, game.guild_id)
    await _answered_by_the_round(click)


async def play_again(click: Interaction, game_id: int, _: int) -> None:
    """Start another game like one that is over, as `start_game` does."""
    game = await click.client.guesses.game(game_id, guild_id=server_of(click))
    if game is None:
        raise GameError(NO_SUCH)
    await start_game(click, game.source, game.rounds, game.mode)


async def _game_of(click: Interaction, round_id: int) -> Game:
    scene = await click.client.guesses.scene(round_id, guild_id=server_of(click))
    if scene is None:
        raise GameError(NO_SUCH)
    return scene.game


async def _stop(interaction: Interaction, game: Game) -> None:
    await _require_starter(interaction, game)
    guesses, by = interaction.client.guesses, interaction.user.id
    await guesses.stop(game.id, guild_id=game.guild_id, by=by, now=datetime.now(UTC))
    await bring_up(interaction.client, game.id, game.guild_id)


async def _answered_by_the_round(click: Interaction) -> None:
    """Let the round's message, which was drawn anew, be all that is answered."""
    if not click.response.is_done():
        await click.response.defer()


async def _require_starter(interaction: Interaction, game: Game) -> None:
    if interaction.user.id != game.started_by and not await runs_things(interaction):
        raise UserError(await refusal_to_change(interaction, "started"))
