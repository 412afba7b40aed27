"""The settings one by one: what each says, its control, and what is checked before a choice is taken."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import discord

from bot.club.chosen import SettingName, Settings
from bot.club.settings import Value
from bot.errors import UserError
from bot.permissions import ANNOUNCEMENTS, FORUM_POSTS, POLLS, THREADS, missing
from bot.ui.permissions import permission_names
from bot.ui.press import Clicked
from bot.ui.settings.setting_words import AVERAGES, SCALES, TALK, UNMARKED
from bot.ui.settings.settings_panel import ChannelPick, ChannelsPick, Part, WordSelect

ChannelSetting = Literal["poll_channel", "discussion_channel", "announcement_channel"]

Interaction = discord.Interaction[Any]
Room = discord.TextChannel | discord.ForumChannel


@dataclass(frozen=True, slots=True)
class Decision:
    """Settings as they are to be, and in one sentence of markdown what holds then."""

    values: Mapping[SettingName, Value]
    said: str


class FormError(UserError):
    """What was written in a form cannot be taken; `reopen` opens it again with what was written there."""

    def __init__(self, faults: Sequence[str], reopen: Clicked) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)
        self.reopen = reopen


Deciding = Callable[[], Awaitable[Decision]]
"""Checks a choice and returns what it comes to; raises a UserError where it cannot be taken."""

Change = Callable[[Interaction, Deciding], Awaitable[None]]
"""Takes a choice and draws everything anew; it answers the click."""

_SHARED: dict[str, str] = {"share_ratings": "Ratings", "share_reviews": "Reviews"}


def scale_part(settings: Settings, change: Change) -> Part:
    """Return the choice of the scale."""

    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            return Decision({"scale": values[0]}, f"From now on scores are given {_lower(SCALES, values[0])}.")

        await change(click, decide)

    text = "**Scores**\n-# Ratings that were given stay: 4.5 stars are 9 points."
    return Part(text, [WordSelect(SCALES, [settings.scale], picked)])


def averages_part(settings: Settings, change: Change) -> Part:
    """Return the choice of who sees the club's averages."""

    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            sees = {"0": "sees", "1": "see"}[values[0]]
            said = f"From now on {_lower(AVERAGES, values[0])} {sees} the club’s averages."
            return Decision({"score_blind": values[0] == "1"}, said)

        await change(click, decide)

    text = "**The club’s averages: who sees them**\n-# Kept back, nobody else’s score sways one’s own."
    return Part(text, [WordSelect(AVERAGES, [str(int(settings.score_blind))], picked)])


def unmarked_part(settings: Settings, change: Change) -> Part:
    """Return the choice of how unmarked reviews are shown."""

    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            said = f"From now on unmarked reviews stand {_lower(UNMARKED, values[0])}."
            return Decision({"unmarked_reviews": values[0]}, said)

        await change(click, decide)

    text = "**Reviews that nobody has marked**\n-# Those marked as full spoilers always stand behind bars."
    return Part(text, [WordSelect(UNMARKED, [settings.unmarked_reviews], picked)])


def sharing_part(settings: Settings, change: Change) -> Part:
    """Return the choice of what members may share."""

    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            named = " and ".join(label.lower() for name, label in _SHARED.items() if name in values)
            said = f"From now on members may post their {named}." if named else _NOTHING_SHARED
            return Decision(
                {"share_ratings": "share_ratings" in values, "share_reviews": "share_reviews" in values}, said
            )

        await change(click, decide)

    chosen = [name for name in _SHARED if getattr(settings, name)]
    text = "**What members may post of their own**\n-# Nothing is posted unless a member says so."
    return Part(text, [WordSelect(_SHARED, chosen, picked, several="Nothing")])


@dataclass(frozen=True, slots=True)
class _ChannelRule:
    title: str
    nothing: str
    """What the select reads where no channel is chosen."""
    without: str
    """What holds where no channel is chosen, or the one chosen is gone."""
    said: str
    kinds: tuple[discord.ChannelType, ...]
    needed: tuple[str, ...]


_TEXT = (discord.ChannelType.text, discord.ChannelType.news)
_TALKING = (*_TEXT, discord.ChannelType.forum, discord.ChannelType.voice, discord.ChannelType.stage_voice)
_NOTHING_SHARED = "From now on members can post nothing of their own."
_QUIET_NOWHERE = "From now on I answer in every channel that I may write in."

CHANNELS: Mapping[ChannelSetting, _ChannelRule] = {
    "poll_channel": _ChannelRule(
        "Polls",
        "Where they are asked for",
        "Polls are posted where they are asked for.",
        "From now on polls are posted in {}.",
        _TEXT,
        POLLS,
    ),
    "discussion_channel": _ChannelRule(
        "Discussions",
        "Where they are asked for",
        "Discussions open where they are asked for.",
        "From now on discussions open in {}.",
        (*_TEXT, discord.ChannelType.forum),
        THREADS,
    ),
    "announcement_channel": _ChannelRule(
        "Announcements",
        "Nowhere",
        "Results of polls are told below them, and no film of the week is posted.",
        "From now on results of polls and the film of the week are announced in {}.",
        _TEXT,
        ANNOUNCEMENTS,
    ),
}
"""What there is to say of each channel that a server chooses, and what the bot needs there."""


def channel_part(name: ChannelSetting, settings: Settings, guild: discord.Guild, change: Change) -> Part:
    """Return the choice of a channel, with what is wrong with the one that is chosen."""
    rule = CHANNELS[name]

    async def picked(click: Interaction, channel_id: int | None) -> None:
        async def decide() -> Decision:
            if channel_id is None:
                return Decision({name: None}, rule.without)
            said = rule.said.format(f"<#{channel_id}>")
            if trouble := channel_trouble(name, channel_id, guild):
                raise UserError(f"Nothing is changed. {trouble}")
            return Decision({name: channel_id}, said)

        await change(click, decide)

    chosen: int | None = getattr(settings, name)
    trouble = None if chosen is None else channel_trouble(name, chosen, guild)
    there = chosen if chosen is not None and guild.get_channel(chosen) is not None else None
    lines = [f"**{rule.title}**"]
    if trouble:
        lines.append(f"⚠ {trouble}")
    if there is None:
        lines.append(f"-# {rule.without}")
    return Part("\n".join(lines), [ChannelPick(rule.kinds, there, rule.nothing, picked)])


def channel_trouble(name: ChannelSetting, channel_id: int, guild: discord.Guild) -> str | None:
    """Return in a sentence why a channel does not serve; None where it does."""
    rule, channel = CHANNELS[name], guild.get_channel(channel_id)
    if channel is None:
        return f"The channel for {rule.title.lower()} is gone. Choose another."
    if not isinstance(channel, Room) or channel.type not in rule.kinds:
        return f"#{channel.name} is no channel for {rule.title.lower()}."
    needed = FORUM_POSTS if isinstance(channel, discord.ForumChannel) else rule.needed
    if lacking := missing(channel, needed):
        return (
            f"I lack a permission in #{channel.name}: {permission_names(lacking)}. "
            "Open Edit Channel, then Permissions, add me there and switch it on."
        )
    return None


def talk_part(settings: Settings, change: Change) -> Part:
    """Return the choice whether the bot answers messages."""

    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            return Decision({"talk": values[0] == "1"}, f"From now on messages to me are {_lower(TALK, values[0])}.")

        await change(click, decide)

    text = (
        "**Talking**\n-# Messages that mention me, and replies to mine. `/ask` works everywhere, "
        "and while a game is played its rounds take guesses by reply, talking or not."
    )
    return Part(text, [WordSelect(TALK, [str(int(settings.talk))], picked)])


def quiet_part(settings: Settings, guild: discord.Guild, change: Change) -> Part:
    """Return the choice of the channels where the bot does not talk; those that are gone are left out."""

    async def picked(click: Interaction, values: Sequence[str]) -> None:
        async def decide() -> Decision:
            named = ", ".join(f"<#{value}>" for value in values)
            said = f"From now on I stay silent in {named}, threads included." if named else _QUIET_NOWHERE
            return Decision({"quiet_channels": tuple(map(int, values))}, said)

        await change(click, decide)

    there = [channel_id for channel_id in settings.quiet_channels if guild.get_channel(channel_id) is not None]
    text = (
        "**Where I stay silent**\n-# Messages to me get no answer in these channels and their threads, "
        "but guesses in a game do."
    )
    return Part(text, [ChannelsPick(_TALKING, there, "Nowhere", picked)])


def _lower(words: Mapping[str, str], value: str) -> str:
    said = words[value]
    return said[0].lower() + said[1:]
