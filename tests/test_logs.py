"""The log that is written to a file."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import logs


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """Give the root logger, and put it back as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield root
    for handler in root.handlers:
        if handler not in before:
            handler.close()
    root.handlers[:] = before
    root.setLevel(level)


def test_a_full_log_is_turned_over_and_only_so_many_are_kept(
    tmp_path: Path, root: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "LOG_BYTES", 100)
    logs.set_up_logs("INFO", "plain", tmp_path / "marquee.log")
    root.removeHandler(root.handlers[0])
    for number in range(20):
        root.info("line %d %s", number, "x" * 60)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"marquee.log", *(f"marquee.log.{number}" for number in range(1, logs.LOG_FILES + 1))}
    assert "line 19" in (tmp_path / "marquee.log").read_text()
