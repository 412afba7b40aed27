"""Opening a film's discussion: a thread, or a post where the channel is a forum, and one at a time for a film."""

import logging

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.discussions import Discussion
from bot.errors import UserError
from bot.replies.club_score import club_line
from bot.replies.film_buttons import film_buttons
from bot.scope import SHARED, scope_of
from bot.ui import respond, theme
from bot.ui.discussion_card import discussion_card
from bot.ui.film_card import film_name, plain_label
from bot.ui.permissions import permission_names

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]
Place = discord.TextChannel | discord.ForumChannel

_TITLE = 150
_WEEK = 10_080  # minutes without a word after which Discord archives the thread

_NEEDED: dict[type[Place], tuple[str, ...]] = {
    discord.TextChannel: ("view_channel", "create_public_threads", "send_messages_in_threads"),
    discord.ForumChannel: ("view_channel", "send_messages"),
}
"""What the bot must be allowed to do in each kind of channel."""


async def discuss(interaction: Interaction, film: StoredFilm) -> None:
    """Open the discussion of a film, or lead to the one that is open.

    Raises:
        UserError: this is no place for threads, or the bot lacks a permission there; the text names it.
    """
    if scope_of(interaction) == SHARED:
        raise UserError("Discussions are opened in servers that have added me.")
    async with respond.in_time(interaction, private=True):
        said = await _discussion(interaction, film)
    await respond.tell(interaction, said, theme.CARD)


async def _discussion(interaction: Interaction, film: StoredFilm) -> str:
    """Return what the member is told once there is a discussion."""
    store, guild_id = interaction.client.discussions, scope_of(interaction)
    name = film_name(film.film.title, film.film.year, _TITLE)
    open_one = await store.of_film(film.id, guild_id=guild_id)
    if open_one is not None and (said := await _led_to(interaction, open_one, name)):
        return said
    place = await _place(interaction)
    claim = await store.claim(film.id, guild_id=guild_id, channel_id=place.id, member_id=interaction.user.id)
    if claim is None:
        raise UserError("That film is no longer in the catalogue.")
    if not claim.is_new:
        return await _led_to(interaction, claim.discussion, name) or f"**{name}** is being opened for discussion."
    try:
        thread = await _open(interaction, place, film)
    except BaseException:
        await store.abandon(claim.discussion.id)
        raise
    if not await _keep(interaction, claim.discussion, thread):
        return f"**{name}** has just been opened for discussion by someone else. Ask again to be led there."
    return f"**{name}** is up for discussion: {thread.mention}"


async def _keep(interaction: Interaction, discussion: Discussion, thread: discord.Thread) -> bool:
    """Note a discussion's thread; take the thread back where another was faster or the note could not be made."""
    kept = False
    try:
        kept = await interaction.client.discussions.opened(discussion.id, thread_id=thread.id)
    finally:
        if not kept:
            await _take_back(thread)
    return kept


async def _led_to(interaction: Interaction, discussion: Discussion, name: str) -> str | None:
    """Return where a discussion goes on, or None once it has turned out to be over."""
    if discussion.thread_id is None:
        return f"**{name}** is being opened for discussion this very moment. Look again in a few seconds."
    link = f"<#{discussion.thread_id}>"
    try:
        thread = await interaction.client.fetch_channel(discussion.thread_id)
    except discord.NotFound:
        await interaction.client.discussions.close(discussion.id)
        return None
    except discord.Forbidden:  # it is there, but no longer for the bot to see
        return f"**{name}** is being discussed already: {link}"
    if isinstance(thread, discord.Thread) and thread.archived:
        if thread.locked:
            await interaction.client.discussions.close(discussion.id)
            return None
        return f"**{name}** has been discussed: {link}\n-# It has gone quiet. Write there, and it is open again."
    return f"**{name}** is being discussed already: {link}"


async def _place(interaction: Interaction) -> Place:
    """Return the channel in which discussions open: the server's choice, else the one asked from.

    Raises:
        UserError: it holds no threads, or the bot lacks a permission there.
    """
    guild = interaction.guild
    assert guild is not None
    settings = await interaction.client.club_settings.get(guild_id=guild.id)
    channel = guild.get_channel(settings.discussion_channel) if settings.discussion_channel else None
    if channel is None:
        here = interaction.channel
        channel = here.parent if isinstance(here, discord.Thread) else here
    if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
        raise UserError("Threads cannot be opened here. Ask in a text channel or in a forum.")
    member = interaction.user
    if isinstance(member, discord.Member) and not channel.permissions_for(member).view_channel:
        raise UserError("Discussions open in a channel that you cannot see. Ask an admin to let you in.")
    require_room(channel)
    return channel


def require_room(channel: Place) -> None:
    """Check that the bot may open discussions in a channel.

    Raises:
        UserError: it lacks a permission there; the text names it.
    """
    kind = discord.ForumChannel if isinstance(channel, discord.ForumChannel) else discord.TextChannel
    allowed = channel.permissions_for(channel.guild.me)
    missing = [name for name in _NEEDED[kind] if not getattr(allowed, name)]
    if missing:
        raise UserError(
            f"I lack a permission in #{channel.name}: {permission_names(missing)}. "
            "An admin can allow it in that channel's settings, and then you can ask again."
        )


async def _open(interaction: Interaction, place: Place, film: StoredFilm) -> discord.Thread:
    """Make the thread or post and put the film's card and the opening questions into it."""
    guild_id = scope_of(interaction)
    settings = await interaction.client.club_settings.get(guild_id=guild_id)
    questions = await interaction.client.reviews.opening_questions(
        film.id, guild_id=guild_id, seed=interaction.id, scale=settings.scale
    )
    club = await club_line(interaction, film.id, private=False)
    view = discussion_card(film, questions, film_buttons(interaction, film, club), club.text)
    title = plain_label(film.film.title, film.film.year)
    mentions = discord.AllowedMentions.none()
    if isinstance(place, discord.ForumChannel):
        tags = [tag for tag in place.available_tags if not tag.moderated][:1] if place.flags.require_tag else []
        post = await place.create_thread(
            name=title, view=view, auto_archive_duration=_WEEK, applied_tags=tags, allowed_mentions=mentions
        )
        return post.thread
    kind = discord.ChannelType.news_thread if place.is_news() else discord.ChannelType.public_thread
    thread = await place.create_thread(name=title, type=kind, auto_archive_duration=_WEEK)
    try:
        await thread.send(view=view, allowed_mentions=mentions)
    except discord.HTTPException:
        await _take_back(thread)
        raise
    return thread


async def _take_back(thread: discord.Thread) -> None:
    """Delete a thread that could not be filled, or at least leave it, as far as the bot may."""
    try:
        await thread.delete()
    except discord.HTTPException as error:
        log.warning("the empty thread %d could not be deleted: %s", thread.id, error)
