"""Clubs and films as columns, for the tests of what is recommended."""

import numpy as np

from bot.club.recommending.neighbours import ClubRatings
from bot.club.recommending.recommend_rules import TUNED, TraitKind
from bot.club.recommending.traits import Films, Traits

ANA, BO, CY, DI = 71, 72, 73, 74
Given = dict[int, dict[int, int]]
FilmFacts = tuple[str, str, str, float]


def club_of(scores: Given) -> ClubRatings:
    """Return a club by the scores of each member by film id."""
    columns = {id_: (np.array([*films], np.int64), np.array([*films.values()])) for id_, films in scores.items()}
    return ClubRatings.of(columns, TUNED)


def films(*scores: int) -> dict[int, int]:
    """Return scores of the films 1, 2, 3 …"""
    return dict(enumerate(scores, 1))


def films_of(*given: FilmFacts, votes: float = float("nan"), score: float = float("nan")) -> Films:
    """Return films 1, 2, 3 … by director, genres, countries (each parted by commas) and year."""
    ids = np.arange(1, len(given) + 1)

    def traits(column: int) -> Traits:
        rows = [
            (film, name.lower(), name)
            for film, one in enumerate(given, 1)
            for name in filter(None, str(one[column]).split(","))
        ]
        return Traits.of(ids, rows)

    years = np.array([year for *_, year in given], np.float64)
    decades = [(film, f"{int(year) // 10 * 10}s") for film, year in enumerate(years, 1) if not np.isnan(year)]
    kinds: dict[TraitKind, Traits] = {"director": traits(0), "genre": traits(1), "country": traits(2)}
    kinds["decade"] = Traits.of(ids, [(film, decade, decade) for film, decade in decades])
    return Films(ids, years, np.full(len(ids), votes), np.full(len(ids), score), kinds)
