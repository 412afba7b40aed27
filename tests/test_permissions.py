"""Who may do what in a server, and what the bot asks of one: what is needed, and nothing more."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord
import pytest
from discord import app_commands

from bot import permissions
from bot.permissions import EVERY, asked_of_servers
from tests.simulated import Club, text_of
from tests.test_isolation import COMMANDS, MEMBER

ROOT = Path(__file__).resolve().parent.parent
ADMIN_COMMANDS = {"catalogue", "settings", "setup", "status"}


def roots(club: Club) -> dict[str, app_commands.Command | app_commands.Group | app_commands.ContextMenu]:
    return {command.name: command for command in club.bot.tree.get_commands()}


async def test_admin_commands_carry_manage_server_and_no_other_does(club: Club) -> None:
    needed = {name: command.default_permissions for name, command in roots(club).items()}
    assert {name for name, wanted in needed.items() if wanted is not None} == ADMIN_COMMANDS
    for name in ADMIN_COMMANDS:
        assert needed[name] == discord.Permissions(manage_guild=True), name


async def test_admin_commands_are_refused_in_code_as_well(club: Club) -> None:
    """Whatever a server's admins made of the commands' own settings in Discord."""
    every = roots(club)
    for name in ADMIN_COMMANDS:
        every[name].default_permissions = None
    await club.bot.tree.sync()
    for name, asked in COMMANDS.items():
        if name.split(" ")[0] in ADMIN_COMMANDS:
            given = {option: club.ben if value is MEMBER else value for option, value in asked[0].items()}
            refused = await club.run(name, **given)
            assert refused.ephemeral
            assert text_of(refused) == "This is for members with the permission **Manage Server**.", name


def test_the_invitation_asks_for_what_is_used_and_no_more() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [address] = re.findall(r"https://discord\.com/oauth2/authorize[^\s`]+", readme)
    asked = parse_qs(urlsplit(address).query)
    assert asked["scope"] == ["bot applications.commands"]
    assert int(asked["permissions"][0]) == asked_of_servers().value


def test_neither_administrator_nor_the_management_of_anything_is_asked_for() -> None:
    names = {name for name, wanted in asked_of_servers() if wanted}
    assert "administrator" not in names
    assert not [name for name in names if name.startswith(("manage_", "ban_", "kick_", "mention_", "moderate_"))]


@pytest.mark.parametrize(
    "name", [name for name, value in vars(permissions).items() if name.isupper() and name != "EVERY"]
)
def test_what_is_asked_for_is_checked_where_it_is_used(name: str) -> None:
    assert getattr(permissions, name) in EVERY
    users = [path for path in ROOT.glob("bot/replies/**/*.py") if re.search(rf"\b{name}\b", path.read_text("utf-8"))]
    assert users
