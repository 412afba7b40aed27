"""Answering an interaction: once, with no ping, in private where it should be, and never with a traceback."""

import asyncio
import itertools
import logging
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import islice
from typing import Any, cast

import aiohttp
import discord
from discord import app_commands, ui
from discord.ui.select import BaseSelect
from discord.utils import MISSING

from bot.errors import FilmNotFoundError, UserError
from bot.ui import theme
from bot.ui.markup import block, inline
from bot.ui.permissions import permission_names

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]
Choice = app_commands.Choice[str]

UNSENT = (discord.HTTPException, aiohttp.ClientError)
"""What a request to Discord ends in that it refused, failed at, or was cut off from."""

PATIENCE = 2.0
"""Seconds after which a member is shown that the answer is on its way; Discord gives up after three."""

_PROMISED_TO_ALL = "a public answer was promised"
_ASKED_AT = "when the answer was first worked on"

_UNKNOWN_MESSAGE = 10008
_UNKNOWN_WEBHOOK = 10015
_UNKNOWN_INTERACTION = 10062
_ALREADY_ANSWERED = 40060
_NOBODY_WAITS = frozenset({_UNKNOWN_MESSAGE, _UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION, _ALREADY_ANSWERED})
"""Codes with which Discord says that the question, its message or its time is gone: no one is left to answer."""

_ROOM_FOR_DISCORD_S = 1_000
_NUMBERS = itertools.count(_ROOM_FOR_DISCORD_S + secrets.randbelow(2**30))
"""Numbers of components that no other has, also after a restart; Discord gives its own from 1 on."""

_REFUSALS: tuple[tuple[type[app_commands.AppCommandError], str], ...] = (
    (app_commands.NoPrivateMessage, "This command works in a server only."),
    (app_commands.CommandOnCooldown, "One moment: that was a little quick. Please try again shortly."),
    (app_commands.CheckFailure, "This command is not for you to run here."),
    (app_commands.TransformerError, "I could not read one of the options. Please check it and try again."),
    (app_commands.CommandSignatureMismatch, "This command has just changed. Reload Discord and try it again."),
    (app_commands.CommandNotFound, "This command is no longer offered. Reload Discord to see what is."),
)
"""What a member reads for each of discord.py's own errors; the first kind that fits is used."""


def notice(text: str, colour: discord.Colour = theme.QUIET, buttons: Sequence[ui.Item[Any]] = ()) -> ui.LayoutView:
    """Return a small card that holds `text`, which is markdown, and below it buttons that outlive every view."""
    view = ui.LayoutView(timeout=None)
    card = ui.Container(ui.TextDisplay[ui.LayoutView](text), accent_colour=colour)
    if buttons:
        card.add_item(ui.ActionRow(*buttons))
    view.add_item(card)
    return view


async def show(
    interaction: Interaction, view: ui.LayoutView, *, private: bool = False, files: Sequence[discord.File] = ()
) -> None:
    """Answer with `view` as a new message, which only the member sees if `private`; `files` are what it refers to.

    A response that Discord took although it reported a fault is put right rather than sent again. A private answer
    takes back the public one that `in_time` promised.
    """
    mentions = discord.AllowedMentions.none()
    if interaction.response.is_done():
        promised_to_all = interaction.extras.pop(_PROMISED_TO_ALL, False)
        take_back = private and promised_to_all
        if take_back:  # the next message would take the promise's place and be seen by all, so another takes it first
            await interaction.edit_original_response(view=notice("-# This came to nothing."))
        await interaction.followup.send(view=view, files=files, ephemeral=private, allowed_mentions=mentions)
        if take_back:
            await withdraw(interaction)
        return
    await _respond(
        lambda: interaction.response.send_message(view=view, files=files, ephemeral=private, allowed_mentions=mentions),
        lambda: interaction.edit_original_response(view=view, attachments=files, allowed_mentions=mentions),
        files,
    )


async def redraw(interaction: Interaction, view: ui.LayoutView, *, files: Sequence[discord.File] | None = None) -> None:
    """Answer a click by drawing `view` in place of the message it was made on, whose files stay or give way to `files`.

    A response that Discord took although it reported a fault is put right rather than sent again.
    """
    _number_selects(view)
    mentions = discord.AllowedMentions.none()
    attachments: Sequence[discord.File] = MISSING if files is None else files
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=attachments, allowed_mentions=mentions)
        return
    await _respond(
        lambda: interaction.response.edit_message(view=view, attachments=attachments, allowed_mentions=mentions),
        lambda: interaction.edit_original_response(view=view, attachments=attachments, allowed_mentions=mentions),
        files or (),
    )


def _number_selects(view: ui.LayoutView) -> None:
    """Give every select a number of its own.

    What a member picked stays shown in the select that has the number of the one they picked it in, by default its
    place in the message: whatever is drawn there now, and whether the pick was taken or not.
    """
    for item in view.walk_children():
        lasting = isinstance(item, ui.DynamicItem)
        select: ui.Item[Any] = cast("ui.DynamicItem[Any]", item).item if lasting else item
        if isinstance(select, BaseSelect):
            select.id = next(_NUMBERS)


async def _respond(
    respond: Callable[[], Awaitable[Any]], put_right: Callable[[], Awaitable[Any]], files: Sequence[discord.File] = ()
) -> None:
    """Respond; where Discord has the response already although it said otherwise or nothing, put it right instead."""
    try:
        try:
            await respond()
        except aiohttp.ClientConnectionError:  # discord.py does not try again, since it cannot know what was taken
            _rewind(files)
            await respond()
    except discord.HTTPException as error:
        if error.code != _ALREADY_ANSWERED:
            raise
        _rewind(files)
        await put_right()


def _rewind(files: Sequence[discord.File]) -> None:
    for file in files:
        file.reset()


async def withdraw(interaction: Interaction) -> None:
    """Take back the answer to an interaction, where it is still there."""
    with suppress(*UNSENT):
        await interaction.delete_original_response()


async def tell(interaction: Interaction, text: str, colour: discord.Colour = theme.QUIET) -> None:
    """Answer in private with a short text in markdown."""
    await show(interaction, notice(text, colour), private=True)


def choices(names: Iterable[str]) -> list[Choice]:
    """Return autocomplete choices whose value is their name, as many as Discord takes."""
    return [app_commands.Choice(name=name, value=name) for name in islice(names, theme.CHOICES)]


@asynccontextmanager
async def in_time(interaction: Interaction, *, private: bool = False, redrawing: bool = False) -> AsyncGenerator[None]:
    """Let the work inside take long: after two seconds the member is shown that the answer is on its way.

    `redrawing` is for clicks whose answer is the message they were made on, drawn anew: there nothing is shown, and
    Discord waits. Answer after the block, not in it.
    """
    begun = False
    loop = asyncio.get_running_loop()
    # Several pieces of work for one answer share its two seconds.
    asked_at: float = interaction.extras.setdefault(_ASKED_AT, loop.time())

    async def defer() -> None:
        nonlocal begun
        await asyncio.sleep(max(PATIENCE - (loop.time() - asked_at), 0))
        begun = True
        if interaction.response.is_done():
            return
        if redrawing:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=private, thinking=True)
            interaction.extras[_PROMISED_TO_ALL] = not private

    waiting = asyncio.create_task(defer(), name="defer a slow answer")
    try:
        yield
    finally:
        if not begun:
            waiting.cancel()
        with suppress(asyncio.CancelledError, *UNSENT):
            await waiting


@asynccontextmanager
async def told(interaction: Interaction, doing: str) -> AsyncGenerator[None]:
    """Answer with what went wrong inside, for clicks that discord.py would answer with silence.

    `doing` names what was asked for, such as `a click on Agree`.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the member is told, and the log where it is ours to mend
        await fail(interaction, error, doing)


async def fail(interaction: Interaction, error: BaseException, doing: str) -> bool:
    """Answer in private that something did not work; log what is not the member's to know, and tell if there was any.

    `doing` names what was asked for, such as `/film`. A `UserError` is shown as it is; discord.py's refusals in plain
    words; anything else as an id under which the log holds the traceback.
    """
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, discord.HTTPException) and cause.code in _NOBODY_WAITS:
        log.info("%s: nobody waits for the answer any more (%s)", doing, cause.text or cause.code)
        return False
    explained = _explained(cause)
    view = explained
    if view is None:
        view = _noted(cause, doing, guild_id=interaction.guild_id, member_id=interaction.user.id)
    try:
        await show(interaction, view, private=True)
    except UNSENT as unsent:
        log.info("%s: the member could not be told: %s", doing, unsent)
    return explained is None


def trouble(error: Exception, doing: str, *, guild_id: int | None, member_id: int) -> ui.LayoutView:
    """Return what `fail` tells, for a message that is answered and no interaction; log what is ours to mend."""
    explained = _explained(error)
    return _noted(error, doing, guild_id=guild_id, member_id=member_id) if explained is None else explained


def _explained(cause: BaseException) -> ui.LayoutView | None:
    if isinstance(cause, FilmNotFoundError):
        return notice(_not_found(cause), theme.TROUBLE)
    if isinstance(cause, UserError):
        return notice(block(str(cause), theme.VIEW_TEXT // 2), theme.TROUBLE)
    if isinstance(cause, app_commands.MissingPermissions):
        return notice(
            f"This is for members with the permission **{permission_names(cause.missing_permissions)}**.", theme.TROUBLE
        )
    if isinstance(cause, app_commands.BotMissingPermissions):
        lacking = permission_names(cause.missing_permissions)
        return notice(f"I lack the permission **{lacking}** here.", theme.TROUBLE)
    for kind, text in _REFUSALS:
        if isinstance(cause, kind):
            log.info("refused: %s", cause)
            return notice(text, theme.TROUBLE)
    return None


def _not_found(error: FilmNotFoundError) -> str:
    lines = [f"**No film like “{inline(error.typed, 120)}”**"]
    if error.suggestions:
        lines.append("Did you mean one of these?")
        lines.extend(f"- {inline(name, theme.CHOICE_NAME)}" for name in error.suggestions)
    else:
        lines.append("Try fewer words, the original title, or a title with its year.")
    lines.append("-# `/search` looks through everything by person, year, country and more.")
    return "\n".join(lines)


def _noted(cause: BaseException, doing: str, *, guild_id: int | None, member_id: int) -> ui.LayoutView:
    error_id = secrets.token_hex(4)
    log.error("error %s in %s (server %s, member %s)", error_id, doing, guild_id, member_id, exc_info=cause)
    return notice(
        "**Something went wrong on my side.** Please try again.\n"
        f"-# If it happens again, tell whoever runs this bot the number `{error_id}`.",
        theme.TROUBLE,
    )
