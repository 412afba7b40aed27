"""Where the starter records are: inside an installed package, or in `data/` of a checkout."""

from pathlib import Path

_RECORD_SUFFIXES = frozenset({".jsonl", ".json", ".csv", ".tsv", ".txt"})


def starter_files() -> list[Path]:
    """Return the files of the starter records, in order of name."""
    package = Path(__file__).parent
    folder = package / "starter_records"
    if not folder.is_dir():
        folder = package.parent / "data"
    return sorted(path for path in folder.iterdir() if path.suffix in _RECORD_SUFFIXES)
