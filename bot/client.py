"""The bot itself: what it opens at its start, and what it does with commands, clicks and errors."""

import hashlib
import json
import logging
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.catalogue.live import LiveIndex
from bot.catalogue.reviews import ReviewStore
from bot.catalogue.store import FilmStore
from bot.catalogue.word_search import WordSearch
from bot.club.discussions import DiscussionStore
from bot.club.picks import PickStore
from bot.club.ratings import RatingStore
from bot.club.settings import SettingsStore
from bot.database import Database
from bot.meta import MetaStore
from bot.redraws import Redraws
from bot.ui import respond, theme
from bot.ui.timed import is_stale

log = logging.getLogger(__name__)

COGS = (
    *("cogs.films", "cogs.browse", "cogs.reviews", "cogs.people", "cogs.discuss"),
    *("cogs.ratings", "cogs.catalogue", "cogs.settings", "cogs.help"),
)
REFRESH_SECONDS = 3.0
"""How often the title index looks for what another process has loaded."""

_STALE = "These buttons are from an earlier time and no longer work. Run the command again to get new ones."


class _LateOffers(logging.Filter):
    """Keeps out of the log the autocomplete answers that Discord no longer wanted, because the member typed on."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not (isinstance(error, discord.NotFound) and "autocomplete" in record.getMessage())


_LATE_OFFERS = _LateOffers()


class Tree(app_commands.CommandTree["Marquee"]):
    """The slash commands, with one place where their errors end."""

    async def on_error(self, interaction: respond.Interaction, error: app_commands.AppCommandError, /) -> None:
        """Tell the member what went wrong, and the log what is ours to mend."""
        command = interaction.command
        await respond.fail(interaction, error, f"/{command.qualified_name}" if command else "an unknown command")


class Marquee(commands.AutoShardedBot):
    """Marquee on Discord, over one database file.

    It asks for no privileged intents: it hears of servers and of what members do with its own commands, and nothing
    else. No message it sends can ping anyone.
    """

    database: Database
    films: FilmStore
    index: LiveIndex
    reviews: ReviewStore
    words: WordSearch
    picks: PickStore
    discussions: DiscussionStore
    ratings: RatingStore
    club_settings: SettingsStore
    command_ids: dict[str, int]
    """Discord's ids of the registered commands by name, for mentions one can tap."""

    def __init__(self, database_path: Path, *, shard_count: int | None = None) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(
            command_prefix=commands.when_mentioned,  # there are no prefix commands, but discord.py wants one
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=shard_count,
        )
        # The bot has nothing to do with voice, so an owner need not hear that its libraries are missing.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        logging.getLogger("discord.app_commands.tree").addFilter(_LATE_OFFERS)
        self.database_path = database_path
        self.command_ids = {}
        self.redraws = Redraws()
        self._open = AsyncExitStack()

    async def setup_hook(self) -> None:
        """Open the database and the title index, load the cogs, and register the commands if they changed."""
        self.database = await Database.open(self.database_path)
        self._open.push_async_callback(self.database.close)
        self.films = FilmStore(self.database)
        self.index = await LiveIndex.open(self.database)
        self._open.push_async_callback(self.index.close)
        self.reviews = ReviewStore(self.database)
        self.words = WordSearch(self.database, self.index, self.reviews)
        self.picks = PickStore(self.database)
        self.discussions = DiscussionStore(self.database)
        self.ratings = RatingStore(self.database)
        self.club_settings = SettingsStore(self.database)
        for cog in COGS:
            await self.load_extension(cog)
        await self._register_commands()
        self._follow_loads.start()

    async def close(self) -> None:
        """Leave Discord, then close the index and the database; a second call does nothing."""
        self._follow_loads.cancel()
        await self.redraws.close()
        await super().close()
        await self._open.aclose()

    async def on_ready(self) -> None:
        """Say in the log that members can be answered."""
        log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def on_interaction(self, interaction: respond.Interaction) -> None:
        """Answer clicks on controls that did not outlive a restart, which Discord would call failed."""
        if is_stale(interaction):
            try:
                await respond.tell(interaction, _STALE, theme.TROUBLE)
            except discord.HTTPException as error:
                log.info("a click on old controls could not be answered: %s", error)

    async def _register_commands(self) -> None:
        """Send Discord the commands where they differ from those last sent, or where Discord has lost them."""
        meta = MetaStore(self.database)
        key = f"commands of application {self.application_id}"
        digest = commands_digest(self.tree)
        registered = await self.tree.fetch_commands()
        ours = {command.name for command in self.tree.get_commands()}
        if await meta.get(key) != digest or {command.name for command in registered} != ours:
            registered = await self.tree.sync()
            await meta.set(key, digest)
            log.info("registered %d commands", len(registered))
        self.command_ids = {command.name: command.id for command in registered}

    @tasks.loop(seconds=REFRESH_SECONDS)
    async def _follow_loads(self) -> None:
        try:
            changed = await self.index.refresh()
        except Exception:
            log.exception("the title index could not be refreshed; the next turn tries again")
        else:
            if changed:
                log.info("the title index took up %d changed films", changed)


def commands_digest(tree: app_commands.CommandTree[Any]) -> str:
    """Return a digest of everything Discord is told of the commands, the same whatever order they were loaded in."""
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    payload.sort(key=lambda command: command["name"])
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()
