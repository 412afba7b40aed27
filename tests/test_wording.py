"""The texts that members read, as they are written in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STRAIGHT = re.compile(r"[A-Za-z]'[a-z]|s' [a-z]")
TYPED = {
    "bot/catalogue/reviews/passage_rules.py",
    "bot/catalogue/reviews/sentences.py",
    "bot/catalogue/formats/movielens_dat.py",
}
"""What is found so in reviews and in files."""


def texts(path: Path) -> Iterator[str]:
    """Give every text but the docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    bodies += [node.body for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
    notes = {id(each.value) for body in bodies for each in body if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value


@pytest.mark.parametrize("folder", ["asking", "catalogue", "club", "replies", "ui", "../cogs"])
def test_every_apostrophe_is_a_curly_one(folder: str) -> None:
    paths = sorted((ROOT / "bot" / folder).resolve().rglob("*.py"))
    paths = [path for path in paths if path.relative_to(ROOT).as_posix() not in TYPED]
    assert [(path.name, text) for path in paths for text in texts(path) if STRAIGHT.search(text)] == []


def test_permissions_are_told_with_curly_apostrophes() -> None:
    assert not [text for text in texts(ROOT / "bot" / "permissions.py") if STRAIGHT.search(text)]
