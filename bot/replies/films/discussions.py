"""Opening a film's discussion: a thread, or a post where the channel is a forum, and one at a time for a film."""

import logging

import discord

from bot.catalogue.stored import StoredFilm
from bot.client import Marquee
from bot.club.discussions import Discussion
from bot.errors import UserError
from bot.permissions import FORUM_POSTS, THREADS, require
from bot.replies.films.buttons import buttons_in
from bot.replies.ratings.club_score import public_club_line
from bot.scope import SHARED, scope_of
from bot.ui import respond, theme
from bot.ui.films.discussion_card import discussion_card
from bot.ui.films.film_card import film_name, plain_label

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Marquee]
Place = discord.TextChannel | discord.ForumChannel

_TITLE = 150
_NOBODY = 0  # who asked for a discussion that the bot opens by itself
_WEEK = 10_080  # minutes without a word after which Discord archives the thread


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
    bot, guild_id = interaction.client, scope_of(interaction)
    name = film_name(film.film.title, film.film.year, _TITLE)
    open_one = await bot.discussions.of_film(film.id, guild_id=guild_id)
    if open_one is not None and (said := await _led_to(bot, open_one, name)):
        return said
    begun = await begin(bot, film, await _place(interaction), asked_by=interaction.user.id, seed=interaction.id)
    if isinstance(begun, discord.Thread):
        return f"**{name}** is up for discussion: {begun.mention}"
    return await _led_to(bot, begun, name) or f"**{name}** is being opened for discussion."


async def thread_of(bot: Marquee, film: StoredFilm, place: Place) -> int | None:
    """Return the thread in which a film is discussed, opened in `place` where there is none and nobody asked for it.

    None where it is being opened this very moment.

    Raises:
        UserError: the film is gone, or the bot lacks a permission in `place`.
        discord.HTTPException: Discord did not take it.
    """
    open_one = await bot.discussions.of_film(film.id, guild_id=place.guild.id)
    if open_one is not None and await _led_to(bot, open_one, ""):
        return open_one.thread_id
    _require_threads(place)
    begun = await begin(bot, film, place, asked_by=_NOBODY, seed=film.id)
    return begun.id if isinstance(begun, discord.Thread) else begun.thread_id


async def begin(
    bot: Marquee, film: StoredFilm, place: Place, *, asked_by: int, seed: int
) -> discord.Thread | Discussion:
    """Open a film's discussion and return its thread; where another is faster, return that discussion.

    `seed` decides which questions it begins with.

    Raises:
        UserError: the film is gone.
        discord.HTTPException: Discord did not take it.
    """
    store, guild_id = bot.discussions, place.guild.id
    claim = await store.claim(film.id, guild_id=guild_id, channel_id=place.id, member_id=asked_by)
    if claim is None:
        raise UserError("That film is no longer in the catalogue.")
    if not claim.is_new:
        return claim.discussion
    try:
        thread = await _open(bot, place, film, seed)
    except BaseException:
        await store.abandon(claim.discussion.id)
        raise
    if await _keep(bot, claim.discussion, thread):
        return thread
    return await store.of_film(film.id, guild_id=guild_id) or claim.discussion


async def _keep(bot: Marquee, discussion: Discussion, thread: discord.Thread) -> bool:
    """Note a discussion's thread; take the thread back where another was faster or the note could not be made."""
    kept = False
    try:
        kept = await bot.discussions.opened(discussion.id, thread_id=thread.id)
    finally:
        if not kept:
            await _take_back(thread)
    return kept


async def _led_to(bot: Marquee, discussion: Discussion, name: str) -> str | None:
    """Return where a discussion goes on, or None once it has turned out to be over."""
    if discussion.thread_id is None:
        return f"**{name}** is being opened for discussion this very moment. Look again in a few seconds."
    link = f"<#{discussion.thread_id}>"
    try:
        thread = await bot.fetch_channel(discussion.thread_id)
    except discord.NotFound:
        await bot.discussions.close(discussion.id)
        return None
    except discord.Forbidden:  # it is there, but no longer for the bot to see
        return f"**{name}** is being discussed already: {link}"
    if isinstance(thread, discord.Thread) and thread.archived:
        if thread.locked:
            await bot.discussions.close(discussion.id)
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
    _require_threads(channel)
    return channel


def _require_threads(channel: Place) -> None:
    """Check that the bot may open discussions in a channel.

    Raises:
        UserError: it lacks a permission there; the text names it.
    """
    require(channel, FORUM_POSTS if isinstance(channel, discord.ForumChannel) else THREADS)


async def _open(bot: Marquee, place: Place, film: StoredFilm, seed: int) -> discord.Thread:
    """Make the thread or post and put the film's card and the opening questions into it."""
    guild_id = place.guild.id
    settings = await bot.club_settings.get(guild_id=guild_id)
    questions = await bot.reviews.opening_questions(film.id, guild_id=guild_id, seed=seed, scale=settings.scale)
    club = await public_club_line(bot, film.id, guild_id=guild_id)
    view = discussion_card(film, questions, buttons_in(guild_id, film, club), club.text)
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
