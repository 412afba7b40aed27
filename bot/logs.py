"""Log lines for people or, one JSON object a line, for programs."""

import json
import logging
import sys
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from bot.errors import UserError

LOG_BYTES = 5 * 2**20
LOG_FILES = 5
"""A log file is turned over at this size, and so many former ones are kept."""


class JsonLines(logging.Formatter):
    """Formats each log record as one JSON object: time (UTC), level, logger, message and traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logs(level: str, form: str, file: Path | None = None) -> None:
    """Log to standard error from `level` up, in the form `plain` or `json`, and to a file too where one is given.

    Raises:
        UserError: the file cannot be written to.
    """
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    if file is not None:
        try:
            handlers.append(RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"))
        except OSError as error:
            raise UserError(f"The log file {file} cannot be written to: {error.strerror}.") from error
    plain = logging.Formatter("{asctime} {levelname:<7} {name}: {message}", style="{")
    for handler in handlers:
        handler.setFormatter(JsonLines() if form == "json" else plain)
    root = logging.getLogger()
    root.handlers[:] = handlers
    root.setLevel(level)
    # discord.py's gateway chatter says nothing an owner can act on.
    logging.getLogger("discord").setLevel(max(logging.INFO, root.level))
    logging.getLogger("discord.gateway").setLevel(max(logging.WARNING, root.level))
