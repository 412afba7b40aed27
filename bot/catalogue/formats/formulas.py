"""Cells that a spreadsheet would run as a formula: written with an apostrophe before them, and read without it."""

import re

_RUN = re.compile(r"'*\s*[=+\-@]")


def escaped(cell: str) -> str:
    """Return a cell so that a spreadsheet shows it: with an apostrophe where it begins like a formula."""
    return f"'{cell}" if _RUN.match(cell) else cell


def as_written(cell: str) -> str:
    """Return the cell that `escaped` was given."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell
