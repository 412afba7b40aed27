"""`/setup`: a new admin's walk through what matters, which goes on where it was left."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

import discord

from bot.client import Marquee
from bot.club.chosen import SettingName, Settings
from bot.club.time_zones import zone_name
from bot.replies.catalogue.managed import managed_server
from bot.replies.settings.panel import decide, server_of, troubles
from bot.replies.settings.parts import (
    CHANNELS,
    Deciding,
    Decision,
    channel_part,
    channel_trouble,
    scale_part,
)
from bot.replies.settings.role_parts import role_part
from bot.replies.settings.weekly_parts import zone_part
from bot.ui import facts, respond
from bot.ui.markup import inline
from bot.ui.press import Press
from bot.ui.settings.setting_words import SCALES
from bot.ui.settings.settings_panel import Note, Part, SettingsCard

Interaction = discord.Interaction[Marquee]

Step = Literal["scale", "time_zone", "discussion_channel", "host_role", "films"]
"""The steps, in order; the first four decide a setting of that name."""

STEPS: tuple[Step, ...] = get_args(Step)

_HEADINGS: Mapping[Step, str] = {
    "scale": "How do you score films?",
    "time_zone": "What time is it at your club?",
    "discussion_channel": "Where do you talk about films?",
    "host_role": "Who hosts polls, movie nights and games?",
    "films": "Which films are there?",
}
_NEXT = (
    "**Try this next**\n"
    "- {film} with half a title, even with mistakes in it\n"
    "- {rate} to rate a film, {poll} to choose together what to watch\n"
    "- {night} for a movie night\n"
    "- {settings} for everything else: averages, spoilers, more channels and roles, the film of the week"
)


async def walk_through(interaction: Interaction) -> None:
    """Open the walk at the first step that is not decided yet, or at its end, in private.

    Raises:
        UserError: this server has not added the bot.
        MissingPermissions: the member does not manage the server.
    """
    guild_id = managed_server(interaction)
    async with respond.in_time(interaction, private=True):
        decided = await interaction.client.club_settings.decided(guild_id=guild_id)
        counted = await interaction.client.counts.of(guild_id)
        done = {*decided, "films"} if counted.films else decided
        walk = _Walk(interaction, next((step for step in STEPS if step not in done), None))
        await walk.draw(interaction)
    await respond.show(interaction, walk.view, private=True)


class _Walk:
    """One admin's walk."""

    def __init__(self, asker: Interaction, step: Step | None) -> None:
        self.view = SettingsCard(asker)
        self._step: Step | None = step
        """Where they are; None at the end."""

    async def draw(self, interaction: Interaction, note: Note | None = None) -> None:
        """Draw the step as things stand."""
        settings = await interaction.client.club_settings.get(guild_id=managed_server(interaction))
        if self._step is None:
            parts = await _the_end(interaction, settings)
            row = [Press("Back", self._back), Press("Go through it again", self._again)]
            self.view.draw("## You are set up", parts, row, note)
            return
        number = STEPS.index(self._step) + 1
        heading = f"## {_HEADINGS[self._step]}\n-# Step {number} of {len(STEPS)}"
        back = Press("Back", self._back, disabled=number == 1)
        on = Press("Next" if number < len(STEPS) else "Finish", self._on, discord.ButtonStyle.primary)
        self.view.draw(heading, [await self._part(interaction, self._step, settings)], [back, on], note)

    async def _part(self, interaction: Interaction, step: Step, settings: Settings) -> Part:
        guild = server_of(interaction)
        if step == "scale":
            return scale_part(settings, self._change)
        if step == "time_zone":
            return zone_part(settings, self._change)
        if step == "discussion_channel":
            return channel_part(step, settings, guild, self._change)
        if step == "host_role":
            return role_part(step, settings, guild, self._change)
        return await _films(interaction)

    async def _change(self, click: Interaction, deciding: Deciding) -> None:
        async with respond.in_time(click, redrawing=True):
            await self.draw(click, await decide(click, deciding))
        await self.view.draw_over(click)

    async def _on(self, click: Interaction) -> None:
        """Go on; what was left as it is counts as decided, so that a later walk does not ask again."""
        async with respond.in_time(click, redrawing=True):
            guild_id = managed_server(click)
            step = self._step
            if step is not None and step != "films":
                decided = await click.client.club_settings.decided(guild_id=guild_id)
                if step not in decided:
                    await decide(click, _as_it_is(step))
            if step is not None:
                self._step = STEPS[STEPS.index(step) + 1] if step != STEPS[-1] else None
            await self.draw(click)
        await self.view.draw_over(click)

    async def _back(self, click: Interaction) -> None:
        at = len(STEPS) if self._step is None else STEPS.index(self._step)
        await self._turn(click, STEPS[max(at - 1, 0)])

    async def _again(self, click: Interaction) -> None:
        await self._turn(click, STEPS[0])

    async def _turn(self, click: Interaction, step: Step) -> None:
        self._step = step
        async with respond.in_time(click, redrawing=True):
            await self.draw(click)
        await self.view.draw_over(click)


def _as_it_is(name: SettingName) -> Deciding:
    """Return the decision for what holds where nothing is set."""

    async def deciding() -> Decision:
        return Decision({name: None}, "")

    return deciding


async def _films(interaction: Interaction) -> Part:
    """Return the step about films: how many there are, and how to bring more."""
    counted = await interaction.client.counts.of(server_of(interaction).id)
    there = facts.count(counted.films, "film") if counted.films else "no film yet"
    own = f", {counted.own_films:,} of them this server’s own" if counted.own_films else ""
    load = command(interaction.client, "catalogue load")
    return Part(
        f"I know **{there}** here{own}.\n"
        f"{load} takes up to five files of your own: lists from Letterboxd, tables, film pages, JSON. You see first "
        "what would come in, and can take it back. They are this server’s alone.\n"
        "-# Whoever runs this bot can load films for every server."
    )


async def _the_end(interaction: Interaction, settings: Settings) -> Sequence[Part]:
    bot, guild = interaction.client, server_of(interaction)
    lines = [f"⚠ {trouble}" for trouble in await troubles(interaction)]
    lines += [
        f"✓ Scores: {SCALES[settings.scale].lower()}",
        f"✓ Time zone: {inline(zone_name(settings.time_zone))}",
        *_hosts(guild, settings.host_role),
        *_channels(guild, settings),
    ]
    names = {
        "film": "film",
        "rate": "rate",
        "poll": "poll choose",
        "night": "night create",
        "settings": "settings",
    }
    return [
        Part("**What is chosen**\n" + "\n".join(lines)),
        Part(_NEXT.format(**{word: command(bot, name) for word, name in names.items()})),
    ]


def _hosts(guild: discord.Guild, chosen: int | None) -> Iterator[str]:
    """Yield who hosts; nothing where the role is gone, which is told among what is wrong."""
    if chosen is None:
        yield "-# Hosts: only members with *Manage Server*."
    elif guild.get_role(chosen) is not None:
        yield f"✓ Hosts: <@&{chosen}>"


def _channels(guild: discord.Guild, settings: Settings) -> Iterator[str]:
    """Yield each channel that serves, and what holds where none is chosen."""
    for name, rule in CHANNELS.items():
        chosen = getattr(settings, name)
        if chosen is None:
            yield f"-# {rule.without}"
        elif channel_trouble(name, chosen, guild) is None:
            yield f"✓ {rule.title}: <#{chosen}>, where I may do all I need."


def command(bot: Marquee, name: str) -> str:
    """Return a command as a mention one can tap, or by its name while its id is unknown."""
    root_id = bot.command_ids.get(name.partition(" ")[0])
    return f"`/{name}`" if root_id is None else f"</{name}:{root_id}>"
