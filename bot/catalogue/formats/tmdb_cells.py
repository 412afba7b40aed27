"""What TMDB's tables put into one cell: lists of objects as JSON or as Python writes them, or plain lists of names."""

import ast
import json
import re
import warnings
from typing import Any, cast

from bot.catalogue.formats.cells import Forgiving

LONGEST = 2**22
"""Characters of a cell at most; the longest real ones, casts of hundreds, have a few hundred thousand."""

_LONGEST_PYTHON = 2**20
_CONSTANT = re.compile(r"(?<=\w'): (None|True|False)(?=[,}])")
_AS_JSON = {"None": "null", "True": "true", "False": "false"}
_SOUND_ESCAPES = re.compile(r"(?:[^\\]|\\['\"\\nrtxuU])*+", re.DOTALL)
_COMPANY_KINDS = re.compile(r"(?:Inc|Ltd|LLC|L\.L\.C|Co|Corp|S\.A|GmbH|Limited|Incorporated)\.?", re.IGNORECASE)


def listed(cell: str) -> list[Any]:
    """Return the objects or names that a cell lists; a blank one lists none.

    Raises:
        ValueError: it begins as a list of objects and is none.
    """
    cell = cell.strip()
    if not cell.startswith(("[", "{")):
        return _names(cell)
    value = _value(cell)
    if isinstance(value, dict):
        return [cast("dict[str, Any]", value)]
    if isinstance(value, list):
        return cast("list[Any]", value)
    raise ValueError("no list")


def objects(heading: str, value: object, cells: Forgiving) -> list[Any]:
    """Return what a value lists, be it a cell or a list already; nothing, and a warning, where it cannot be read."""
    if isinstance(value, str):
        try:
            return listed(value)
        except ValueError:
            cells.unread(heading, value, "a list")
    return cast("list[Any]", value) if isinstance(value, list) else []


def name(entry: object) -> str:
    """Return what an object or a plain entry of a list is called; empty where it has no name."""
    called = entry if isinstance(entry, str) else field(entry, "name")
    return called.strip() if isinstance(called, str) else ""


def field(entry: object, key: str) -> object:
    """Return a field of an object; None where there is none or it is no object."""
    return cast("dict[str, Any]", entry).get(key) if isinstance(entry, dict) else None


def _names(cell: str) -> list[Any]:
    """Part names at `|`, else at commas, save those before what kind of company it is (`Mirisch, Inc.`)."""
    if "|" in cell:
        return [name for name in cell.split("|") if name.strip()]
    names: list[Any] = []
    for piece in cell.split(", "):
        if names and _COMPANY_KINDS.fullmatch(piece.strip()):
            names[-1] += f", {piece.strip()}"
        elif piece.strip():
            names.append(piece)
    return names


def _value(cell: str) -> Any:
    if len(cell) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return _python_value(cell)


def _python_value(cell: str) -> Any:
    """Return what Python wrote. Where every quote begins or ends a text, as it mostly does, that is almost JSON."""
    if '"' not in cell and "\\" not in cell:
        try:
            return json.loads(_CONSTANT.sub(lambda found: f": {_AS_JSON[found[1]]}", cell).replace("'", '"'))
        except (ValueError, RecursionError):
            pass
    if len(cell) > _LONGEST_PYTHON or not _SOUND_ESCAPES.fullmatch(cell):
        raise ValueError("no list")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what looks like a faulty program, which it is not
            return ast.literal_eval(cell)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise ValueError("no list") from None
