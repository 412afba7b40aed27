"""Two films that may be one, side by side."""

from bot.catalogue.film import ID_SOURCES
from bot.catalogue.stored import StoredFilm
from bot.ui import facts
from bot.ui.films.film_card import film_brief
from bot.ui.markup import inline

_ID = 40
_LONGEST = 400


def twins_heading(said: str, pairs: int) -> str:
    """Return what stands over a pair; `said` tells what the last click did."""
    lines = ["## Is this one film?", f"-# {facts.count(pairs, 'likely pair')} to look at, the likeliest first"]
    return "\n".join(filter(None, (said, *lines)))


def twin_entry(which: str, stored: StoredFilm) -> str:
    """Return one film of a pair; `which` is what it is called on the buttons."""
    film = stored.film
    about = ["shared by all servers" if stored.guild_id == 0 else "this server’s own"]
    about += [f"{source} {inline(film.ids[source], _ID)}" for source in ID_SOURCES if source in film.ids]
    about.append(facts.count(stored.review_count, "review"))
    names = ", ".join(alias.name for alias in film.aliases)
    also = f"\n-# Also called {inline(names, _LONGEST)}" if names else ""
    return f"### {which}\n{film_brief(stored)}{also}\n-# {' · '.join(about)}"
