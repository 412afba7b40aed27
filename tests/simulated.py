"""The real bot on a simulated Discord, over a real database file: a server, a channel, and three members."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import discord
import simcord
from discord import app_commands
from simcord.components import walk_components

from bot.catalogue.film import Film
from bot.client import Marquee
from bot.club.chosen import SettingName
from bot.club.settings import Value
from bot.connection import open_writer
from bot.errors import UserError
from bot.metrics import Figures
from tests import discord_limits
from tests.factories import write_films

BUTTON, SELECT, TEXT, LINK_STYLE = 2, 3, 10, 5


class FaultLog(logging.Handler):
    """Collects the faults that the bot put into its log, such as those behind buttons."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.faults: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            self.faults.append(record.exc_info[1])


class World(simcord.Env):
    """The simulated Discord, which looks sooner whether the bot is done: it waited 50 ms where a callback was due."""

    async def _settle_internal(self, *, idle: float = 0.004, **options: Any) -> None:
        await super()._settle_internal(idle=idle, **options)


class Club:
    """A film club on the simulated Discord: `ana` asks, `ben` is another member, `admin` manages the server."""

    def __init__(self, world: simcord.Env, bot: Marquee) -> None:
        self.world = world
        self.bot = bot
        self.server = world.create_guild("The Corner Cinema")
        self.channel = self.server.create_text_channel("film-club")
        admins = self.server.create_role("Projectionists", permissions=discord.Permissions(manage_guild=True))
        self.ana = self.server.add_member(world.create_user("ana"))
        self.ben = self.server.add_member(world.create_user("ben"))
        self.admin = self.server.add_member(world.create_user("admin"), roles=[admins])
        self.faults_expected = False
        self.log = FaultLog()

    async def run(self, command: str, /, **options: Any) -> simcord.ResponseMessage:
        """Run a command as Ana and return the answer."""
        return await self.run_as(self.ana, command, **options)

    async def run_as(self, member: simcord.MemberActor, command: str, /, **options: Any) -> simcord.ResponseMessage:
        return answer(await member.slash(self.channel, command, **options))

    async def offered(self, option: str, typed: str, command: str = "film", **filled: Any) -> list[str]:
        """Return the values offered while Ana types into an option, checked against Discord's limits."""
        choices = await self.ana.autocomplete(self.channel, command, option, typed, **filled)
        discord_limits.check_choices(choices)
        return [choice["value"] for choice in choices]

    async def choose(self, name: SettingName, value: Value) -> None:
        """Set something for the server as its admin."""
        await self.bot.club_settings.set(name, value, guild_id=self.server.id, member_id=self.admin.id)

    async def load(self, *films: Film, guild_id: int = 0) -> None:
        """Load films as another process would, and let the bot take them up."""
        connection = open_writer(self.bot.database_path)
        try:
            write_films(connection, *films, guild_id=guild_id)
        finally:
            connection.close()
        await self.world.advance_time(5)

    async def pass_time(self, seconds: float) -> None:
        """Let simulated time go by, without the looks at the database every few seconds, which would take long."""
        for loop in self.bot.loops:
            loop.cancel()
        await self.world.advance_time(seconds)

    async def restart(self) -> None:
        """Stop the bot and start a new one on the same database and the same Discord."""
        new = Marquee(self.bot.database_path, shard_count=1)
        old, self.bot = self.bot, new
        await self.world.restart_bot(new)
        await old.close()

    def faults(self) -> list[BaseException]:
        """Return what went wrong in the bot that is not a member's own doing."""
        causes = [getattr(error, "original", error) for error in self.world.errors]
        return [
            *(cause for cause in causes if not isinstance(cause, UserError | app_commands.CheckFailure)),
            *self.log.faults,
        ]

    @contextmanager
    def foreign_server(self, member: simcord.MemberActor) -> Iterator[None]:
        """Let interactions come as from a server that only `member` brought the bot to."""
        backend = self.world.backend
        emit = backend.emit

        def as_user_install(event: str, payload: Any) -> None:
            if event == "INTERACTION_CREATE":
                payload = {**payload, "authorizing_integration_owners": {"1": str(member.id)}}
            emit(event, payload)

        backend.emit = as_user_install
        try:
            yield
        finally:
            backend.emit = emit


@asynccontextmanager
async def film_club(database: Path, figures: Figures | None = None) -> AsyncGenerator[Club]:
    """Start the bot on a simulated Discord; fail at the end if it met a fault that the test did not expect."""
    bot = Marquee(database, shard_count=1, figures=figures)
    world = World(bot)
    club: Club | None = None
    try:
        await world.start()
        club = Club(world, bot)
        logging.getLogger("bot").addHandler(club.log)
        yield club
        faults = club.faults()
        assert club.faults_expected or not faults, faults
    finally:
        if club is not None:
            logging.getLogger("bot").removeHandler(club.log)
        await world.shutdown()
        await world.bot.close()


def answer(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """Return the message an interaction was answered with."""
    message = result.response or (result.followups[-1] if result.followups else None)
    assert message is not None, f"no answer: {result!r}"
    return message


def parts(message: simcord.ResponseMessage | discord.Message) -> list[dict[str, Any]]:
    """Return every component of a message, checked against Discord's limits."""
    components: list[Any] = (
        message.components
        if isinstance(message, simcord.ResponseMessage)
        else [component.to_dict() for component in message.components]
    )
    every = list(walk_components(components))
    discord_limits.check_components(every)
    return every


def text_of(message: simcord.ResponseMessage | discord.Message) -> str:
    return "\n".join(part["content"] for part in parts(message) if part["type"] == TEXT)


def buttons_of(message: simcord.ResponseMessage | discord.Message) -> dict[str, dict[str, Any]]:
    return {part["label"]: part for part in parts(message) if part["type"] == BUTTON}


def options_of(message: simcord.ResponseMessage | discord.Message) -> dict[str, str]:
    """Return the options of a message's one select: their labels and values."""
    [select] = [part for part in parts(message) if part["type"] == SELECT]
    return {option["label"]: option["value"] for option in select["options"]}


def enabled_controls(message: simcord.ResponseMessage | discord.Message) -> list[dict[str, Any]]:
    """Return the buttons and selects that can be used, links left out."""
    return [
        part
        for part in parts(message)
        if part["type"] in {BUTTON, SELECT} and part.get("style") != LINK_STYLE and not part.get("disabled")
    ]


def timed_controls(message: simcord.ResponseMessage | discord.Message) -> list[dict[str, Any]]:
    """Return the enabled controls that end with their time; the others have an id of the bot's own, with colons."""
    return [part for part in enabled_controls(message) if ":" not in part["custom_id"]]


async def announced(world: simcord.Env) -> None:
    """Wait until the bot has told Discord that its answer will take a while."""
    before = len(callbacks(world))
    while len(callbacks(world)) == before:  # noqa: ASYNC110 - the simulated Discord has no event to wait for
        await asyncio.sleep(0)


def callbacks(world: simcord.Env) -> list[int]:
    """Return the kinds of the answers to interactions, oldest first."""
    bodies = [request.json for request in world.http_requests if request.path.endswith("/callback")]
    return [body["type"] for body in bodies if isinstance(body, dict)]
