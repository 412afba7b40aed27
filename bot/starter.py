"""Where the starter records are: inside an installed package, or in `data/` of a checkout."""

from pathlib import Path

# Not the film page, which is an example: its film stands in the JSON Lines, with what a page cannot say.
_RECORD_SUFFIXES = frozenset({".jsonl", ".json", ".csv", ".tsv"})


def starter_files() -> list[Path]:
    """Return the files of the starter records, in order of name; no film stands in two of them."""
    package = Path(__file__).parent
    folder = package / "starter_records"
    if not folder.is_dir():
        folder = package.parent / "data"
    return sorted(path for path in folder.iterdir() if path.suffix in _RECORD_SUFFIXES)
