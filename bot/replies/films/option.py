"""The option `title` of a command: what is offered while it is typed, and which film is meant by what was typed."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import discord

from bot.catalogue.index import Confidence, Match
from bot.catalogue.stored import FilmSummary, StoredFilm
from bot.client import Marquee
from bot.errors import DatabaseError, FilmNotFoundError, UserError
from bot.scope import SHARED, scope_of
from bot.ui import respond, theme
from bot.ui.films.film_card import plain_label

log = logging.getLogger(__name__)

_CANDIDATES = 10
_SUGGESTED = 3
_YEAR_AND_DIRECTOR = "), "


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a title: the film meant, or None where the member has to say, and all it may be."""

    film: StoredFilm | None
    candidates: tuple[FilmSummary, ...] = ()


async def offer_titles(interaction: discord.Interaction[Marquee], typed: str) -> list[respond.Choice]:
    """Return what is offered for a title: films that start like it, or what is looked at here where it is empty."""
    bot, guild_id = interaction.client, scope_of(interaction)
    typed = typed.strip()
    found: Sequence[Match]
    if typed:
        found = await bot.index.complete(typed, member_id=interaction.user.id, guild_id=guild_id, limit=theme.CHOICES)
    else:
        recent = await bot.films.recent_lookups(guild_id=guild_id, limit=theme.CHOICES)
        known = await bot.index.popular(guild_id=guild_id, limit=theme.CHOICES)
        seen = {film.id for film in recent}
        shown = [Match(film.id, film.title, film.year, 0.0, ()) for film in recent]
        shown += [match for match in known if match.film_id not in seen]
        found = shown[: theme.CHOICES]
    labels = await _labels(bot, found, guild_id)
    return respond.choices(dict.fromkeys(labels.values()))


async def find_film(interaction: discord.Interaction[Marquee], typed: str) -> Found:
    """Return the film meant by `typed`, which is a label that was offered or anything else a member may write.

    Raises:
        UserError: nothing was typed.
        FilmNotFoundError: no film is near it.
    """
    bot, guild_id = interaction.client, scope_of(interaction)
    typed = typed.strip()
    if not typed:
        raise UserError("Type a title, or a part of one.")
    answer = await bot.index.search(typed, guild_id=guild_id, limit=_CANDIDATES)
    labels = await _labels(bot, answer.matches, guild_id)
    named = _labelled(typed, labels)
    if named is None and _YEAR_AND_DIRECTOR in typed:  # a label that was clipped, or a director who is no index name
        title = typed.rpartition(_YEAR_AND_DIRECTOR)[0] + ")"
        by_title = await bot.index.search(title, guild_id=guild_id, limit=_CANDIDATES)
        named = _labelled(typed, await _labels(bot, by_title.matches, guild_id))
    if named is not None and (film := await bot.films.get(named, guild_id=guild_id)):
        return Found(film)
    films = await bot.films.summaries([match.film_id for match in answer.matches], guild_id=guild_id)
    if not films or answer.confidence is Confidence.NONE:
        raise FilmNotFoundError(typed, tuple(plain_label(film.title, film.year) for film in films[:_SUGGESTED]))
    best, several = films[0], len(films) > 1
    if several and (answer.confidence is Confidence.CHOICE or _has_twin(films)):
        return Found(None, films)
    film = await bot.films.get(best.id, guild_id=guild_id)
    if film is None:  # retired between the two questions
        raise FilmNotFoundError(typed)
    return Found(film, () if answer.confidence is Confidence.SURE else films)


async def remember_lookup(interaction: discord.Interaction[Marquee], film: StoredFilm) -> None:
    """Note that a film was looked up in this server for all to see; to be called once the member has the answer.

    Outside servers nothing is noted, since one member's look-ups would be offered to another. A database that is busy
    with a long load loses the note and not the command.
    """
    guild_id = scope_of(interaction)
    if guild_id == SHARED:
        return
    try:
        await interaction.client.films.note_lookup(film.id, guild_id=guild_id)
    except DatabaseError as error:
        log.warning("a lookup was not noted: %s", error)


def _labelled(typed: str, labels: dict[int, str]) -> int | None:
    """Return the film whose offered label is exactly `typed`, or None where that is none or several."""
    exact = [film_id for film_id, label in labels.items() if label == typed]
    return exact[0] if len(exact) == 1 else None


def _has_twin(films: Sequence[FilmSummary]) -> bool:
    """Tell whether another film has the first one's title and year, so that only its director tells them apart."""
    return any((film.title, film.year) == (films[0].title, films[0].year) for film in films[1:])


async def _labels(bot: Marquee, matches: Iterable[Match], guild_id: int) -> dict[int, str]:
    """Return the label of each film by id: `Title (Year)`, and the director too where two would read the same."""
    labels = {match.film_id: plain_label(match.title, match.year) for match in matches}
    times = Counter(labels.values())
    twins = [film_id for film_id, label in labels.items() if times[label] > 1]
    if twins:
        for film in await bot.films.summaries(twins, guild_id=guild_id):
            labels[film.id] = plain_label(film.title, film.year, next(iter(film.directors), None))
    return labels
