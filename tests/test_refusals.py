"""What members are told when something does not work: it is escaped on its way out, so it holds no markdown."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def raised_texts(path: Path) -> Iterator[str]:
    for statement in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(statement, ast.Raise):
            for part in ast.walk(statement):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


@pytest.mark.parametrize("folder", ["bot/club", "bot/catalogue", "bot/replies", "cogs"])
def test_no_raised_text_has_a_backtick_that_would_be_shown(folder: str) -> None:
    paths = (ROOT / folder).rglob("*.py")
    assert [text for path in paths for text in raised_texts(path) if "`" in text] == []
