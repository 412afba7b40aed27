"""The ids of films at IMDb and TMDB as tables of ratings have them, in columns of their own."""

import re

_TMDB = re.compile(r"\d{1,10}", re.ASCII)
_IMDB = re.compile(r"(?:tt)?(?P<digits>\d{1,10})", re.ASCII)


def outside_ids(imdb: str, tmdb: str) -> dict[str, str]:
    """Return the ids of a film that are written in two cells, those of IMDb with or without `tt` and zeros."""
    ids: dict[str, str] = {}
    if (found := _IMDB.fullmatch(_whole(imdb))) and int(found["digits"]):
        ids["imdb"] = "tt" + found["digits"].zfill(7)
    if (found := _TMDB.fullmatch(_whole(tmdb))) and int(found[0]):
        ids["tmdb"] = found[0]
    return ids


def _whole(number: str) -> str:
    """Return a number without the decimals that it gets where a table with gaps is written anew."""
    return number.removesuffix(".0")
