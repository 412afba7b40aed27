"""How the command line prints: counts, JSON, tables and whole records."""

import json
import sys
from typing import Any, cast


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def print_json(value: Any) -> None:
    """Print a value as JSON, in the letters of its own alphabet."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def cell(value: Any) -> str:
    """Return a value as one cell of a table."""
    if isinstance(value, list):
        return ", ".join(map(str, cast("list[Any]", value)))
    return "" if value is None else str(value)


def print_table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a table: in columns on a terminal, numbers to the right; tab-separated for programs elsewhere."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            print("\t".join(row))
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.table import Table  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        numbers = all(row[place].replace(",", "").replace(".", "").isdigit() for row in rows)
        table.add_column(heading, justify="right" if numbers else "left")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def print_record(record: dict[str, Any]) -> None:
    """Print what is known of a film record, a line a field and a line a review."""
    for name, value in record.items():
        if value in (None, [], {}):
            continue
        if name == "reviews":
            for review in value:
                score = "" if review.get("score") is None else f" ({review['score']:g}/10)"
                print(f"review by {review['reviewer']}{score}: {review['text']}")
        elif isinstance(value, dict):
            pairs = cast("dict[str, Any]", value).items()
            print(f"{name}: {', '.join(f'{key} {each}' for key, each in pairs)}")
        else:
            print(f"{name}: {cell(value)}")
