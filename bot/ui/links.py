"""Addresses as Discord accepts them in buttons and pictures."""

import re
from urllib.parse import quote, urlsplit

from bot.catalogue.film import Film
from bot.ui.theme import BUTTON_URL

_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_KEPT = "/?#[]@!$&'()*+,;=:%~-._"

_PAGES = (
    ("imdb", re.compile(r"tt\d{5,12}"), "IMDb", "https://www.imdb.com/title/{}/"),
    ("tmdb", re.compile(r"\d{1,9}"), "TMDB", "https://www.themoviedb.org/movie/{}"),
)
"""Outside ids that name a public page: the id's source and form, the button's label, the page's address."""


def web_address(url: str | None, limit: int = BUTTON_URL) -> str | None:
    """Return `url` in the form Discord takes, or None where it would refuse the whole message because of it."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # an unclosed bracket, a port that is no number, a host that has no IDNA form
        return None
    if parts.scheme not in {"http", "https"} or parts.username is not None or not _HOST.fullmatch(host):
        return None
    rest = url.strip().partition("://")[2].partition(parts.netloc)[2]
    try:
        address = f"{parts.scheme}://{host}{port}{quote(rest, safe=_KEPT)}"
    except UnicodeEncodeError:  # a lone surrogate
        return None
    return address if len(address) <= limit else None


def film_links(film: Film) -> list[tuple[str, str]]:
    """Return the labels and addresses of a film's buttons, those of the record itself first."""
    given = [("Website", web_address(film.website)), ("Trailer", web_address(film.trailer))]
    for source, form, label, page in _PAGES:
        outside_id = film.ids.get(source, "")
        given.append((label, page.format(outside_id) if form.fullmatch(outside_id) else None))
    return [(label, address) for label, address in given if address is not None]
