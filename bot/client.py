"""The bot itself: what it opens at its start, and what it does with commands, clicks and errors."""

import hashlib
import json
import logging
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.asking.answering import AskStore
from bot.attachments import Attachments
from bot.backup_clock import backing_up
from bot.backups import BackupPlan
from bot.catalogue.care.care import CareStore
from bot.catalogue.care.merge_store import MergeStore
from bot.catalogue.loading.load_store import LoadStore
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live import LiveIndex
from bot.catalogue.searching.word_search import WordSearch
from bot.catalogue.store import FilmStore
from bot.club.aliases import AliasStore
from bot.club.conversations import ConversationStore
from bot.club.diary import DiaryStore
from bot.club.discussions import DiscussionStore
from bot.club.guessing.store import GuessStore
from bot.club.imports import ImportStore
from bot.club.keeping.member_data import MemberDataStore
from bot.club.keeping.server_counts import CountStore
from bot.club.keeping.server_export import ExportStore
from bot.club.nights.store import NightStore
from bot.club.picks import PickStore
from bot.club.polls.sources import SourceStore
from bot.club.polls.store import PollStore
from bot.club.rankings import RankingStore
from bot.club.ratings import RatingStore
from bot.club.recommending.recommendations import RecommendationStore
from bot.club.settings import SettingsStore
from bot.club.tastes.comparisons import ComparisonStore
from bot.club.tastes.profiles import ProfileStore
from bot.club.watchlist import WatchlistStore
from bot.club.weekly import WeeklyStore
from bot.database import Database
from bot.member_names import MemberNames
from bot.meta import MetaStore
from bot.metrics import MEASURE_SECONDS, Figures, count_rows, measure_lag
from bot.redraws import Redraws
from bot.ui import respond, theme
from bot.ui.timed import is_stale

log = logging.getLogger(__name__)

COGS = (
    *("cogs.films", "cogs.browse", "cogs.reviews", "cogs.people", "cogs.discuss", "cogs.ask", "cogs.talk"),
    *("cogs.ratings", "cogs.club", "cogs.taste", "cogs.recommend", "cogs.diary", "cogs.watchlist", "cogs.imports"),
    *("cogs.polls", "cogs.nights", "cogs.guess"),
    *("cogs.mydata", "cogs.catalogue", "cogs.settings", "cogs.setup", "cogs.help"),
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
        name = f"/{command.qualified_name}" if command else "an unknown command"
        if await respond.fail(interaction, error, name) and self.client.figures is not None:
            self.client.figures.failed(name)


class Marquee(commands.AutoShardedBot):
    """Marquee on Discord, over one database file.

    It asks for no privileged intents: it hears of servers, of what members do with its own commands, and of messages,
    whose words Discord gives it only where they are meant for it. No message it sends can ping anyone.
    """

    database: Database
    films: FilmStore
    index: LiveIndex
    reviews: ReviewStore
    words: WordSearch
    asking: AskStore
    conversations: ConversationStore
    member_names: MemberNames
    picks: PickStore
    discussions: DiscussionStore
    imports: ImportStore
    ratings: RatingStore
    rankings: RankingStore
    diary: DiaryStore
    watchlist: WatchlistStore
    polls: PollStore
    nights: NightStore
    guesses: GuessStore
    poll_sources: SourceStore
    profiles: ProfileStore
    comparisons: ComparisonStore
    recommendations: RecommendationStore
    member_data: MemberDataStore
    merges: MergeStore
    loads: LoadStore
    care: CareStore
    aliases: AliasStore
    exports: ExportStore
    attachments: Attachments
    club_settings: SettingsStore
    weekly: WeeklyStore
    counts: CountStore
    command_ids: dict[str, int]
    """Discord's ids of the registered commands by name, for mentions one can tap."""

    def __init__(
        self,
        database_path: Path,
        *,
        shard_count: int | None = None,
        backups: BackupPlan | None = None,
        figures: Figures | None = None,
    ) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
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
        self.backup_plan = backups
        self.figures = figures
        self.command_ids = {}
        self.redraws = Redraws()
        self.loops: list[tasks.Loop[Any]] = []
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
        self.imports = ImportStore(self.database)
        self.ratings = RatingStore(self.database)
        self.rankings = RankingStore(self.database)
        self.asking = AskStore(self.database, self.index, self.reviews)
        self.conversations = ConversationStore(self.database)
        self.member_names = MemberNames(self.database)
        self.diary = DiaryStore(self.database)
        self.watchlist = WatchlistStore(self.database)
        self.polls = PollStore(self.database)
        self.nights = NightStore(self.database)
        self.guesses = GuessStore(self.database, self.index)
        self.poll_sources = SourceStore(self.database)
        self.profiles = ProfileStore(self.database)
        self.comparisons = ComparisonStore(self.database)
        self.recommendations = RecommendationStore(self.database)
        self.member_data = MemberDataStore(self.database)
        self.merges = MergeStore(self.database)
        self.loads = LoadStore(self.database)
        await self.loads.resume()
        self.care = CareStore(self.database)
        self.aliases = AliasStore(self.database)
        self.exports = ExportStore(self.database)
        self.attachments = Attachments(self.database_path)
        self._open.push_async_callback(self.attachments.close)
        self.club_settings = SettingsStore(self.database)
        self.weekly = WeeklyStore(self.database)
        self.counts = CountStore(self.database)
        for cog in COGS:  # as modules and not as extensions, which would run each anew for every bot of a process
            await import_module(cog).setup(self)
        await self._register_commands()
        self.run_beside(self._follow_loads)
        if self.backup_plan is not None:
            self.run_beside(backing_up(self.backup_plan, self.database_path))
        if self.figures is not None:
            self.run_beside(self._measure)

    def run_beside(self, loop: tasks.Loop[Any]) -> None:
        """Run a loop beside all else until the bot leaves Discord; its turns have to see to their own errors."""
        self.loops.append(loop)
        loop.start()

    async def close(self) -> None:
        """Leave Discord, then close the index and the database; a second call does nothing."""
        for loop in self.loops:
            loop.cancel()
        await self.redraws.close()
        await super().close()
        await self._open.aclose()

    async def on_ready(self) -> None:
        """Say in the log that members can be answered."""
        log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Look for no prefix commands, for there are none; `cogs.talk` hears messages."""

    async def on_interaction(self, interaction: respond.Interaction) -> None:
        """Answer clicks on controls that did not outlive a restart, which Discord would call failed."""
        if self.figures is not None:
            self.figures.asked(interaction)
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

    async def on_app_command_completion(
        self, interaction: respond.Interaction, command: app_commands.Command[Any, Any, Any] | app_commands.ContextMenu
    ) -> None:
        """Count an answered command, where figures are kept."""
        if self.figures is not None:
            self.figures.answered(interaction, f"/{command.qualified_name}")

    @tasks.loop(seconds=MEASURE_SECONDS)
    async def _measure(self) -> None:
        assert self.figures is not None
        try:
            self.figures.servers.set(len(self.guilds))
            await measure_lag(self.figures)
            await count_rows(self.figures, self.database)
        except Exception:
            log.exception("the figures could not be measured; the next turn tries again")

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
