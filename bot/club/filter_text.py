"""A film filter as a text that is kept, and back. Pure rules."""

import json
from dataclasses import asdict

from bot.catalogue.stored import FilmFilter


def write_filter(wanted: FilmFilter) -> str:
    """Return a filter as JSON of what it asks for; empty where that is nothing."""
    asked = {name: each for name, each in asdict(wanted).items() if each is not None}
    return json.dumps(asked, ensure_ascii=False, sort_keys=True) if asked else ""


def read_filter(text: str) -> FilmFilter:
    """Return a filter that `write_filter` wrote.

    Raises:
        ValueError: it is not understood, such as what is no longer asked for.
    """
    try:
        return FilmFilter(**json.loads(text))
    except TypeError as error:  # another name, or no object
        raise ValueError(text) from error
