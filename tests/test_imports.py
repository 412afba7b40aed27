"""Who may import whom: the architecture, kept true by reading every import."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = sys.stdlib_module_names

PURE = {"bot.catalogue.film", "bot.catalogue.text", "bot.errors"}
READING = PURE | {
    "bot.catalogue.values",
    "bot.catalogue.record",
    "bot.catalogue.formats",
    "bot.catalogue.loading.sources",
}
REVIEWS = {f"bot.catalogue.reviews.{name}" for name in ("reviewed", "prose", "sentences", "spoilers")}
CLUB = {
    *(f"bot.club.{name}" for name in ("chosen", "figures", "filter_text", "ranked", "scores", "time_zones", "watched")),
    *(f"bot.club.tastes.{name}" for name in ("compared", "profiled", "taste")),
    "bot.club.recommending.recommended",
}
POLLS = {f"bot.club.polls.{name}" for name in ("ballot", "drafting", "rated", "record", "tally")}
NIGHTS = {"bot.club.nights.record", "bot.club.nights.rules"}
GUESSING = {f"bot.club.guessing.{name}" for name in ("material", "record", "scoring")}
TASTES = {
    *(
        f"bot.club.recommending.{name}"
        for name in ("neighbours", "ranking", "recommend_rules", "recommended", "traits")
    ),
    *(f"bot.club.tastes.{name}" for name in ("compared", "taste")),
}
LOADS = {"bot.catalogue.loading.loaded", "bot.catalogue.loading.preview"}
CARE = {"bot.catalogue.care.audited", "bot.catalogue.care.edit_fields"}
DATABASE = {"bot.connection", "bot.database"}
NO_DISCORD = {"bot.catalogue", "bot.club", "bot.meta", *DATABASE, *PURE}

# Module or package -> what it may import beside the standard library. The longest name that fits decides.
ALLOWED: dict[str, set[str]] = {
    "bot": set(),
    "bot.errors": set(),
    "bot.catalogue.film": set(),
    "bot.catalogue.text": set(),
    "bot.catalogue.stored": PURE,
    "bot.catalogue.loading.loaded": PURE,
    "bot.catalogue.loading.preview": PURE,
    "bot.catalogue.values": PURE,
    "bot.catalogue.record": READING,
    "bot.catalogue.formats": READING,
    "bot.catalogue.loading.sources": READING,
    "bot.catalogue.loading.identity": PURE,
    "bot.catalogue.merge": PURE,
    "bot.catalogue.care.audited": set(),
    "bot.catalogue.care.twins": NO_DISCORD | {"rapidfuzz"},
    "bot.catalogue.care.edit_fields": READING,
    "bot.catalogue.index": PURE | {"bot.catalogue.index", "rapidfuzz", "numpy"},
    "bot.catalogue.searching.name_index": PURE | {"bot.catalogue.index.transliterate", "rapidfuzz", "numpy"},
    "bot.catalogue.reviews.reviewed": PURE,
    "bot.catalogue.reviews.prose": PURE | {"bot.catalogue.values"},
    "bot.catalogue.reviews.sentences": set(),
    "bot.catalogue.reviews.spoilers": PURE,
    "bot.catalogue": NO_DISCORD,
    "bot.club.polls.tally": set(),
    "bot.club.polls.record": PURE | {"bot.club.polls.tally"},
    "bot.club.polls.ballot": PURE | POLLS,
    "bot.club.polls.ballot_file": PURE | POLLS,
    "bot.club.nights.rules": set(),
    "bot.club.nights.times": {"bot.club.deadlines", "bot.errors"},
    "bot.club.nights.record": PURE | POLLS | NIGHTS | {"bot.club.nights.times"},
    "bot.club.guessing.record": PURE | GUESSING,
    "bot.club.polls.rated": PURE | CLUB | POLLS,
    "bot.club.rating_files": READING | {"bot.club.rating_files"},
    "bot.club": NO_DISCORD,
    "bot.club.guessing.clues": NO_DISCORD | {"bot.ui.facts"},
    "bot.club.guessing.likeness": {"bot.catalogue.index.normalise", "rapidfuzz"},
    "bot.club.recommending.neighbours": TASTES | {"numpy"},
    "bot.club.recommending.traits": TASTES | {"numpy"},
    "bot.club.recommending.ranking": TASTES | {"numpy"},
    "bot.club.recommending.reasons": TASTES | {"numpy"},
    "bot.club.recommending.recommended": TASTES,
    "bot.club.recommending.recommend_rules": set(),
    "bot.club.recommending.recommendation_rows": NO_DISCORD | {"numpy"},
    "bot.club.recommending.recommendations": NO_DISCORD | {"numpy"},
    "bot.asking": NO_DISCORD | {"bot.asking", "bot.ui.facts", "bot.ui.names", "rapidfuzz"},
    "bot.meta": NO_DISCORD,
    "bot.connection": {"bot.errors"},
    "bot.database": {"bot.connection", "bot.errors", "aiosqlite"},
    "bot.migrations": set(),
    "bot.settings": {"bot.backups", "bot.connection", "bot.errors", "pydantic", "pydantic_settings"},
    "bot.logs": {"bot.errors"},
    "bot.file_kinds": {"bot.connection", "bot.errors"},
    "bot.backups": {"bot.connection", "bot.errors", "bot.file_kinds"},
    "bot.restoring": {"bot.connection", "bot.errors", "bot.file_kinds"},
    "bot.doctor": {"bot.backups", "bot.connection", "bot.errors", "bot.printing"},
    "bot.metrics": {"bot.database", "bot.errors", "discord", "prometheus_client"},
    "bot.starter": set(),
    "bot.ui": PURE
    | REVIEWS
    | CLUB
    | POLLS
    | NIGHTS
    | GUESSING
    | LOADS
    | CARE
    | {"bot.ui", "bot.catalogue.stored", "bot.catalogue.index", "discord"},
    "bot.ui.respond": PURE | {"bot.ui", "aiohttp", "discord"},
    "bot.ui.ratings.plots": CLUB | {"bot.ui", "PIL"},
    "bot.replies": {"bot", "discord"},
    "bot.replies.polls.messages": {"bot", "discord", "aiohttp"},
    "bot.demo": {"bot", "cogs", "discord", "simcord"},
    "bot.printing": {"rich"},
    "bot.load_progress": {"bot.catalogue", "rich"},
    "bot.cli": {"bot", "typer", "rich"},
    "bot.__main__": {"bot.cli"},
    "cogs": {"bot", "discord"},
}
OUTSIDE_CLI = {"bot", "cogs", "discord", "aiosqlite", "pydantic"}

NEVER = {
    # Standard-library modules that would break a rule as much as a foreign one.
    "bot.catalogue.formats": {"sqlite3", "asyncio"},
    "bot.catalogue.record": {"sqlite3", "asyncio"},
    "bot.catalogue.values": {"sqlite3", "asyncio"},
    "bot.catalogue.index": {"sqlite3"},
    "bot.club.rating_files": {"sqlite3", "asyncio"},
    **{f"bot.asking.{stage}": {"sqlite3", "asyncio"} for stage in ("wording", "finding", "reading", "saying")},
    "bot.ui": {"sqlite3"},
    "bot.replies": {"sqlite3", "bot.database", "bot.connection", "bot.cli"},
    "cogs": {"sqlite3", "bot.database", "bot.connection", "bot.cli"},
}


def modules() -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for path in sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")]):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found.append((".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return found


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            assert node.module is not None
            # `from package import module` counts as the module where there is one.
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                folder = ROOT.joinpath(*whole.split("."))
                is_module = folder.with_suffix(".py").exists() or (folder / "__init__.py").exists()
                names.add(whole if is_module else node.module)
    return names


def within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def rule_for(module: str) -> set[str]:
    fitting = [name for name in ALLOWED if module == name or (name != "bot" and module.startswith(name + "."))]
    return ALLOWED[max(fitting, key=len)] if fitting else OUTSIDE_CLI


@pytest.mark.parametrize(("module", "path"), modules(), ids=[name for name, _ in modules()])
def test_imports_flow_one_way(module: str, path: Path) -> None:
    allowed = rule_for(module)
    for name in imports(path):
        own = name.split(".")[0] in LIBRARY
        assert own or within(name, allowed), f"{module} may not import {name}"
        for package, forbidden in NEVER.items():
            if within(module, {package}):
                assert not within(name, forbidden), f"{module} may not import {name}"
        of_the_cli = within(module, {"bot.cli", "bot.__main__"})
        assert not within(name, {"bot.cli"}) or of_the_cli, "only `python -m bot` imports the cli"


def test_cogs_do_not_import_each_other() -> None:
    for module, path in modules():
        if module.startswith("cogs"):
            assert not any(within(name, {"cogs"}) for name in imports(path)), module


def test_no_module_is_without_a_rule_by_oversight() -> None:
    assert {name for name in ALLOWED if not (ROOT.joinpath(*name.split(".")).with_suffix(".py").exists())} <= {
        name for name, path in modules() if path.name == "__init__.py"
    } | {"bot.club"}
