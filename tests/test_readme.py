"""README keeps step with the program: commands, settings, formats and the example record."""

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import typer
from discord import app_commands

from bot.catalogue.film import Film, Review
from bot.catalogue.formats import FORMATS
from bot.catalogue.record import film_from_mapping
from bot.cli import app
from bot.settings import Settings
from tests.simulated import Club

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


async def test_every_slash_command_is_told_and_no_other(club: Club) -> None:
    real = {
        command.qualified_name for command in club.bot.tree.walk_commands() if isinstance(command, app_commands.Command)
    }
    told = set(re.findall(r"^\| `/([a-z -]+?)(?: [a-z_]+:| …)*`", README, re.MULTILINE))
    assert told == real


def test_every_setting_is_told_with_its_default() -> None:
    told = dict(re.findall(r"^\| `MARQUEE_([A-Z_]+)` \| (?:`([^`]*)`)? ?\|", README, re.MULTILINE))
    real = {
        name.upper(): "" if field.default is None else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert told == real


def test_every_command_of_the_command_line_is_told_and_no_other() -> None:
    real = set(typer.main.get_group(app).commands)
    told = set(re.findall(r"^\| `marquee ([a-z]+)", README, re.MULTILINE))
    assert told == real


def test_every_format_is_told_and_no_other() -> None:
    table = README[README.index("| Format |") : README.index("A record needs")]
    told = set(re.findall(r"`([a-z]+)` \|$", table, re.MULTILINE))
    assert told == set(FORMATS)


def test_every_field_of_a_record_is_told() -> None:
    told = set(re.findall(r"`([a-z_]+)`", README[README.index("A record needs") : README.index("```json")]))
    assert {field.name for kind in (Film, Review) for field in fields(kind)} <= told


def test_the_example_record_is_read() -> None:
    (example,) = re.findall(r"```json\n(.+?)\n```", README, re.DOTALL)
    film, warnings = film_from_mapping(json.loads(example))
    assert film.title == "Salt Road"
    assert list(warnings) == []


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)", README))))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_two_commands_name_extras_that_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = set(re.findall(r'-e "\.\[(\w+)\]"', README))
    assert named == {"demo", "test"}
    assert named <= set(project["optional-dependencies"])
    assert 'python -m pip install -e ".[demo]" && marquee demo\n' in README
    assert 'python -m pip install -e ".[test]" && pytest\n' in README


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_every_install_is_from_a_clone(page: Path) -> None:
    installs = re.findall(r"pip install (?:-\S+ )*(\S+)", page.read_text(encoding="utf-8"))
    assert [what for what in installs if "marquee" in what] == []


def test_the_unit_of_the_docs_starts_what_its_steps_install_and_reads_what_they_put_there() -> None:
    text = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    (unit,) = re.findall(r"```ini\n(.+?)```", text, re.DOTALL)
    settings = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))
    steps = text[: text.index("```ini")]
    program = settings["ExecStart"].removesuffix("/bin/marquee run")
    assert f"python3 -m venv {program}\n" in steps
    assert f"--home-dir {settings['WorkingDirectory']} " in steps
    assert steps.count(settings["Environment"].removeprefix("MARQUEE_TOKEN_FILE=")) == 1


def test_the_constraints_name_versions_and_no_addresses() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in pinned)
    names = {line.split("==")[0].lower().replace("_", "-") for line in pinned}
    assert {"discord.py", "aiosqlite", "rapidfuzz", "numpy", "pydantic-settings", "typer", "rich", "simcord"} <= names
