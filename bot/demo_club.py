"""The demo's film club: made-up members, and what they rated, watched, wrote and mean to watch.

Nobody's real opinion is in it. The same members come to the same scores at every start: a film's standing in the club,
what each of them is fond of, and a whim that is drawn by name and title.
"""

import asyncio
import random
import tempfile
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.catalogue.film import Film, Outcome, Record, Spoiler
from bot.catalogue.loader import ReadFile
from bot.catalogue.loading.spool import Spool
from bot.catalogue.reviews.reviewed import Draft
from bot.catalogue.stored import FilmFilter, FilmSummary
from bot.client import Marquee
from bot.club.scores import HIGHEST, LOWEST


@dataclass(frozen=True, slots=True)
class Regular:
    """A made-up member: their name, how many films they rated, and how they score.

    `kindness`, and what they feel for each genre, country, director or decade, is in points of ten.
    """

    name: str
    films: int
    kindness: float = 0.0
    fond_of: Mapping[str, float] = field(default_factory=dict[str, float])


VIEWERS = (
    Regular("Marta", 30, 0.2, {"Soviet Union": 1.0, "Poland": 1.0, "1950s": 0.7, "Science Fiction": -0.8}),
    Regular("Jonas", 26, 0.0, {"Science Fiction": 1.5, "1980s": 1.0, "Horror": 0.8, "1950s": -1.2, "Romance": -0.7}),
    Regular("Priya", 28, 0.4, {"Japan": 1.0, "India": 1.2, "Romance": 0.8, "Crime": -0.8, "Horror": -1.5}),
)
"""The members whom the page lets one be, as in `bot.demo`."""

REGULARS = (
    Regular("Viktor", 34, -0.2, {"Soviet Union": 1.2, "War": 0.8, "1950s": 0.8, "Science Fiction": -0.5}),
    Regular("Noor", 30, 0.3, {"Japan": 1.2, "Romance": 1.0, "Hong Kong": 1.0, "Horror": -1.2, "Crime": -0.6}),
    Regular("Bastian", 32, -0.3, {"Science Fiction": 1.6, "Horror": 1.0, "1980s": 0.8, "Romance": -1.0}),
    Regular("Otto", 36, -1.6, {"Crime": 1.2, "1940s": 1.0, "Thriller": 0.6, "Fantasy": -1.0}),
    Regular("Lena", 30, 0.0, {"France": 1.3, "1960s": 1.0, "Comedy": 0.6, "Action": -1.2}),
    Regular("Sofia", 24, 0.9, {"Animation": 1.5, "Fantasy": 1.0, "Comedy": 0.8, "War": -1.0}),
    Regular("Amir", 28, 0.1, {"Abbas Kiarostami": 1.5, "Andrei Tarkovsky": 1.2, "Sweden": 0.8, "Action": -1.0}),
    Regular("June", 26, 1.0, {"Comedy": 1.0, "Musical": 1.5, "1950s": 0.6, "Horror": -1.2}),
    Regular("Wren", 22, -0.5, {"Horror": 2.0, "Mystery": 1.0, "1970s": 0.8, "Musical": -2.0}),
)

# Films that most clubs get round to, by what this one thinks of them on the whole, in points of ten.
SHELF: Mapping[float, Sequence[str]] = {
    8.2: (
        *("The Cranes Are Flying (1957)", "Seven Samurai (1954)", "Stalker (1979)", "In the Mood for Love (2000)"),
        *("12 Angry Men (1957)", "The Third Man (1949)", "Spirited Away (2001)", "Pather Panchali (1955)"),
    ),
    7.5: (
        *("Ikiru (1952)", "The Apartment (1960)", "Come and See (1985)", "Alien (1979)", "Vertigo (1958)"),
        *("Wild Strawberries (1957)", "City Lights (1931)", "Close-Up (1990)", "Tokyo Story (1953)"),
        *("My Neighbor Totoro (1988)", "Parasite (2019)", "The Godfather (1972)", "The 400 Blows (1959)"),
    ),
    6.9: (
        *("Andrei Rublev (1966)", "Rashomon (1950)", "Singin' in the Rain (1952)", "Casablanca (1942)", "M (1931)"),
        *("Chungking Express (1994)", "Blade Runner (1982)", "Persona (1966)", "Psycho (1960)", "The Thing (1982)"),
        *("Some Like It Hot (1959)", "Ashes and Diamonds (1958)", "Cléo from 5 to 7 (1962)", "A Separation (2011)"),
        *("2001: A Space Odyssey (1968)", "Portrait of a Lady on Fire (2019)", "The Ascent (1977)", "Z (1969)"),
    ),
    6.3: (
        *(
            "Solaris (1972)",
            "Metropolis (1927)",
            "Incendies (2010)",
            "Ivan's Childhood (1962)",
            "Princess Mononoke (1997)",
        ),
        *("The Umbrellas of Cherbourg (1964)", "Rear Window (1954)", "Taste of Cherry (1997)", "Charulata (1964)"),
        *("Playtime (1967)", "Mirror (1975)", "Ran (1985)", "Let the Right One In (2008)", "Amélie (2001)"),
        *("The Seventh Seal (1957)", "Blade Runner 2049 (2017)", "Knife in the Water (1962)", "The Matrix (1999)"),
        *("Mad Max: Fury Road (2015)", "Whiplash (2014)", "Chinatown (1974)", "Where Is the Friend's House? (1987)"),
    ),
    5.2: (
        *("Breathless (1960)", "Suspiria (1977)", "Star Wars (1977)", "Dune (2021)", "Brazil (1985)", "House (1977)"),
        *(
            "Everything Everywhere All at Once (2022)",
            "RRR (2022)",
            "Drive (2011)",
            "Lagaan: Once Upon a Time in India (2001)",
        ),
        *("The Lord of the Rings: The Return of the King (2003)", "Akira (1988)", "The Killer (1989)"),
    ),
    3.6: ("Dune (1984)", "Psycho (1998)", "Godzilla (1954)", "The Thing (2011)", "Oldboy (2013)", "Crash (2004)"),
}


@dataclass(frozen=True, slots=True)
class _Written:
    """A review by a member, of a film that is named by its label."""

    name: str
    label: str
    spoiler: Spoiler
    text: str


REVIEWS = (
    _Written(
        "Viktor",
        "The Cranes Are Flying (1957)",
        "none",
        "I have seen it with four audiences, and each time the room goes quiet on the same staircase. The camera runs "
        "up after her as if it, too, were late.",
    ),
    _Written(
        "Noor",
        "The Cranes Are Flying (1957)",
        "full",
        "What undoes me is that she hands out the flowers. Nobody comes off that train for her, and she gives every "
        "one of them away to strangers.",
    ),
    _Written(
        "Bastian",
        "Stalker (1979)",
        "none",
        "For an hour I was bored. Then it began to rain indoors, and I noticed that I had been holding my breath since "
        "the trolley.",
    ),
    _Written(
        "Otto",
        "The Third Man (1949)",
        "mild",
        "A city with every second lamp broken, a zither that will not shut up, and the best entrance a pair of shoes "
        "ever made.",
    ),
    _Written(
        "Lena",
        "Cléo from 5 to 7 (1962)",
        "none",
        "Ninety minutes of waiting, and Paris has never looked so much like something one might lose.",
    ),
    _Written(
        "Jonas",
        "Alien (1979)",
        "none",
        "It is about people who would rather be asleep and are woken for work. The monster hardly makes it worse.",
    ),
    _Written(
        "Priya",
        "In the Mood for Love (2000)",
        "none",
        "Two people pass on the stairs with their noodles. I could watch them pass on the stairs for another hour.",
    ),
    _Written(
        "Marta",
        "Ashes and Diamonds (1958)",
        "mild",
        "The glasses burning on the bar say more of that night than all of its speeches.",
    ),
)

MEMBERS = (*VIEWERS, *REGULARS)

OWN_FILMS = (
    Film(
        "The Night Tram",
        1958,
        directors=("Ida Sorel",),
        genres=("Drama",),
        countries=("Poland",),
        runtime_minutes=84,
        synopsis="A conductor takes the last tram across a city that is being rebuilt, and nobody wishes to get off.",
    ),
    Film("Night Tram", 1959, directors=("Ida Sorel",), genres=("Drama",), synopsis="A tram crosses a city at night."),
)
"""Films of the server's own, made up as its members are, which are one film twice."""

TYPED = (
    ("cranes", "The Cranes Are Flying (1957)", 3),
    ("totoro", "My Neighbor Totoro (1988)", 2),
    ("fallen angels one", "Chungking Express (1994)", 2),
)
"""What members typed, which film they then picked, and how many of them did."""

_CHANCE = 5.0
"""How much chance leads a member to a film beside what they are fond of, in points of ten."""

_WHIM = 1.4
"""How far a score may be from what one would expect, in points of ten."""

_DIARY_ENTRIES, _DAYS_BETWEEN = 8, 6
_ON_THE_WATCHLIST = 3
_EVERY_FILM = 10_000


async def furnish(bot: Marquee, *, guild_id: int, member_ids: Sequence[int]) -> None:
    """Write what the members did in a server, under ids that are given in the order of `MEMBERS`.

    Films that are not in the catalogue are left out.
    """
    await _load_own_films(bot, guild_id, member_ids[0])
    catalogue = (await bot.films.browse(FilmFilter(), guild_id=guild_id, limit=_EVERY_FILM, offset=0)).films
    standings = {label: standing for standing, labels in SHELF.items() for label in labels}
    shelf = {film: standings[film.label] for film in catalogue if film.label in standings}
    writes = (
        write
        for regular, member_id in zip(MEMBERS, member_ids, strict=True)
        for write in _writes(bot, regular, shelf, guild_id, member_id)
    )
    typed = (
        bot.picks.note(name, film.id, guild_id=guild_id, member_id=member_id)
        for name, label, times in TYPED
        for film in shelf
        if film.label == label
        for member_id in member_ids[:times]
    )
    await asyncio.gather(*writes, *typed)


async def _load_own_films(bot: Marquee, guild_id: int, member_id: int) -> None:
    """Load the server's own films as its first member, the admin, would from a file."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Spool(Path(folder), most=len(OWN_FILMS)).keep(ReadFile("our-films.json", "json", _records()))
        await asyncio.to_thread(list, kept.outcomes)
        await bot.loads.load(Path(folder), guild_id=guild_id, member_id=member_id, heard=lambda _: None)


def _records() -> Iterator[Outcome]:
    yield from (Record(film, line) for line, film in enumerate(OWN_FILMS, 1))


def _writes(
    bot: Marquee, regular: Regular, shelf: Mapping[FilmSummary, float], guild_id: int, member_id: int
) -> Iterator[Coroutine[Any, Any, object]]:
    """Yield all that is to be written for one member."""
    today = datetime.now(UTC).date()
    by_pull = sorted(shelf, key=lambda film: -_fondness(regular, film) - _drawn(regular, film, "seen") * _CHANCE)
    for place, film in enumerate(by_pull[: regular.films]):
        score = score_of(regular, film, shelf[film])
        day = today - timedelta(1 + place * _DAYS_BETWEEN) if place < _DIARY_ENTRIES else None
        yield bot.ratings.rate(film.id, score, guild_id=guild_id, member_id=member_id, watched_on=day)
    for film in by_pull[regular.films :][:_ON_THE_WATCHLIST]:
        yield bot.watchlist.add(film.id, guild_id=guild_id, member_id=member_id)
    for film in shelf:
        for review in REVIEWS:
            if (review.name, review.label) == (regular.name, film.label):
                draft = Draft(review.text, review.name, review.spoiler)
                yield bot.reviews.write(film.id, draft, guild_id=guild_id, member_id=member_id)


def score_of(regular: Regular, film: FilmSummary, standing: float) -> int:
    """Return what a member gives a film, 1 to 10, which has this standing in the club."""
    whim = (2 * _drawn(regular, film, "score") - 1) * _WHIM
    return min(max(round(standing + regular.kindness + _fondness(regular, film) + whim), LOWEST), HIGHEST)


def _fondness(regular: Regular, film: FilmSummary) -> float:
    decade = () if film.year is None else (f"{film.year // 10 * 10}s",)
    traits = (*film.genres, *film.countries, *film.directors, *decade)
    return sum(regular.fond_of.get(trait, 0.0) for trait in traits)


def _drawn(regular: Regular, film: FilmSummary, what: str) -> float:
    """Return a number from 0 to 1 that is the same whenever this member comes to this film."""
    return random.Random(f"{regular.name}, {film.label}, {what}").random()  # noqa: S311 - made-up scores, not secrets
