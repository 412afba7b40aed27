"""When an evening is over: who was there, the film's rating poll, and the diary of each who wants it there."""

import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Self

import discord
from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.deadlines import stored
from bot.club.nights.record import Board, Ending, NightError, Watched
from bot.club.nights.times import is_early
from bot.club.polls.record import Poll
from bot.replies.films.question import load_film, with_film
from bot.replies.members.watched import log_watch
from bot.replies.nights.access import find_night, require_host, server_of
from bot.replies.nights.messages import mark_stale
from bot.replies.nights.schedule import next_film
from bot.replies.polls.messages import post
from bot.replies.rooms import POLL_ROOM, require_room
from bot.ui import respond, theme
from bot.ui.actions import ActionCard
from bot.ui.nights.card import shown_at, watched_card
from bot.ui.polls.words import stamp, way_to
from bot.ui.press import Press
from bot.ui.timed import end_clicked

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]
Correction = Literal["there", "absent"]

RATED_FOR = timedelta(days=3)
"""How long the rating poll of an evening is open."""

_ASKED = {"there": "Add who was there as well", "absent": "Take out who was not there"}
_GONE = "That evening was taken back, so nobody was there."


class LogButton(ui.DynamicItem[ui.Button[Any]], template=r"night:v1:evening:(?P<evening>\d{1,18}):log"):
    """Puts the film of an evening into the diary of whoever clicks and was there."""

    def __init__(self, evening_id: int) -> None:
        style = discord.ButtonStyle.primary
        super().__init__(ui.Button(label="Log it", style=style, custom_id=f"night:v1:evening:{evening_id}:log"))
        self._evening_id = evening_id

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the button that was clicked."""
        return cls(int(match["evening"]))

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Log the film as watched on the day of the evening."""
        async with respond.told(interaction, "a click on Log it"):
            await _log(interaction, self._evening_id)


class GuestSelect(
    ui.DynamicItem[ui.UserSelect[Any]], template=r"night:v1:evening:(?P<evening>\d{1,18}):(?P<said>there|absent)"
):
    """Lets hosts say who was at an evening and who was not."""

    def __init__(self, evening_id: int, said: Correction, select: ui.UserSelect[Any] | None = None) -> None:
        custom_id = f"night:v1:evening:{evening_id}:{said}"
        super().__init__(
            select or ui.UserSelect(placeholder=_ASKED[said], custom_id=custom_id, max_values=theme.SELECT_OPTIONS)
        )
        self._evening_id = evening_id
        self._there = said == "there"

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Return the select that was used."""
        assert isinstance(item, ui.UserSelect)
        return cls(int(match["evening"]), "there" if match["said"] == "there" else "absent", item)

    async def callback(self, interaction: Interaction) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - the bot is always Marquee
        """Correct who was there."""
        picked = [member.id for member in self.item.values if not member.bot]
        async with respond.told(interaction, "correcting who was there"):
            await _correct(interaction, self._evening_id, picked, there=self._there)


async def watched(interaction: Interaction, title: str | None, night: str | None) -> None:
    """End a night's evening: tell all who was there, and open the film's rating poll.

    Raises:
        UserError: there is no such night or film, the vote is still open, the member is no host, or the bot may not
            post here.
    """
    async with respond.in_time(interaction):
        found = await find_night(interaction, night)
        await require_host(interaction, found)
        require_room(interaction.channel, POLL_ROOM)
        board = await interaction.client.nights.board(found.id, guild_id=found.guild_id)
        assert board is not None, "nights are never deleted"
        known = None if (title or "").strip() else await load_film(interaction, next_film(board))

    async def use(answering: Interaction, film: StoredFilm) -> None:
        if board.evening.is_scheduled and is_early(board.evening.starts_at, datetime.now(UTC)):
            await _ask_whether_early(answering, board, film)
        else:
            await _end_evening(answering, board, film)

    if known is not None:
        await use(interaction, known)
    else:
        await with_film(interaction, title or "", use)


async def _ask_whether_early(interaction: Interaction, board: Board, film: StoredFilm) -> None:
    """Ask in private whether an evening that is far off has been watched already."""
    assert board.evening.starts_at is not None

    async def confirmed(click: Interaction) -> None:
        await _end_evening(click, board, film)
        end_clicked(click)
        await respond.withdraw(interaction)

    async def declined(click: Interaction) -> None:
        await respond.redraw(click, respond.notice("Nothing has changed: the evening is still to come."))
        end_clicked(click)

    said = f"The evening is on {stamp(board.evening.starts_at, 'F')}. Watched already?"
    buttons = [Press("Yes, watched", confirmed, discord.ButtonStyle.primary), Press("Not yet", declined)]
    await respond.show(interaction, ActionCard(interaction, said, buttons), private=True)


async def _end_evening(interaction: Interaction, board: Board, film: StoredFilm) -> None:
    bot, night = interaction.client, board.night
    room = require_room(interaction.channel, POLL_ROOM)
    async with respond.in_time(interaction):
        ending = Ending(board.evening.number, film.id, room.id, stored(datetime.now(UTC) + RATED_FOR))
        over = await bot.nights.watched(night.id, ending, guild_id=night.guild_id, by=interaction.user.id)
    await respond.show(interaction, draw_over(over))
    mark_stale(bot, over.night)
    message = await interaction.original_response()
    assert over.step_id is not None
    await bot.nights.told(over.step_id, guild_id=night.guild_id, channel_id=message.channel.id, message_id=message.id)
    if over.rating_poll is not None:
        await _post_rating(interaction, over.rating_poll, room, is_new=over.evening.rating_poll_id is not None)


async def _post_rating(interaction: Interaction, poll: Poll, room: discord.abc.Messageable, *, is_new: bool) -> None:
    """Post the rating poll of the evening, or tell the host where the film is being rated already."""
    if not is_new:
        where = way_to(poll) or "`/poll list` posts it again."
        await respond.tell(interaction, f"The film is being rated already. {where}", theme.CARD)
        return
    try:
        await post(interaction.client, poll, room)
    except discord.HTTPException as error:
        log.warning("rating poll %d is open but could not be posted: %s", poll.id, error)
        await respond.tell(
            interaction, "The film’s rating poll is open, but I could not post it. `/poll list` does.", theme.TROUBLE
        )


async def _correct(interaction: Interaction, evening_id: int, picked: list[int], *, there: bool) -> None:
    """Write down who was there, and draw the message anew.

    Raises:
        UserError: the evening was taken back or is another server's, or the member is no host.
    """
    bot, guild_id = interaction.client, server_of(interaction)
    async with respond.in_time(interaction, redrawing=True):
        over = await bot.nights.over(evening_id, guild_id=guild_id)
        if over is None:
            raise NightError(_GONE)
        await require_host(interaction, over.night)
        over = await bot.nights.correct_guests(
            evening_id, picked, there=there, guild_id=guild_id, by=interaction.user.id
        )
    await respond.redraw(interaction, draw_over(over))
    mark_stale(bot, over.night)
    if over.step_id is not None and interaction.message is not None:
        channel_id, message_id = interaction.message.channel.id, interaction.message.id
        await bot.nights.told(over.step_id, guild_id=guild_id, channel_id=channel_id, message_id=message_id)


async def _log(interaction: Interaction, evening_id: int) -> None:
    bot, guild_id = interaction.client, server_of(interaction)
    async with respond.in_time(interaction, private=True):
        over = await bot.nights.over(evening_id, guild_id=guild_id)
        if over is None or over.evening.film_id is None:
            raise NightError(_GONE if over is None else "That film is no longer in the catalogue.")
        if interaction.user.id not in over.guests:
            raise NightError("You are not among those who were there. A host can add you, below the buttons.")
        film = await load_film(interaction, over.evening.film_id)
        zone = (await bot.club_settings.get(guild_id=guild_id)).time_zone
    day = datetime.fromisoformat(shown_at(over.evening)).astimezone(zone).date()
    await log_watch(interaction, film, day=day, rewatch=None)


def draw_over(over: Watched) -> ui.LayoutView:
    """Return what is told of a watched evening, with its controls."""
    evening_id = over.evening.id
    rows: list[list[ui.Item[Any]]] = [
        [LogButton(evening_id)],
        [GuestSelect(evening_id, "there")],
        [GuestSelect(evening_id, "absent")],
    ]
    return watched_card(over, rows)
