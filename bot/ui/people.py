"""Reviewers and the people of films' credits, in words and bars."""

from collections import Counter

from bot.catalogue.reviewed import PersonFilm, ReviewerProfile, Role
from bot.ui import facts
from bot.ui.film_card import film_name
from bot.ui.markup import inline

_NAME = 80
_TITLE = 150
_BAR = 12

_NEARNESS = (
    (1.0, "Near this club's taste"),
    (2.0, "Some way from this club's taste"),
    (10.0, "Far from this club's taste"),
)
"""What is said up to which mean distance, in points of ten."""

_ROLES: dict[Role, str] = {"director": "Director", "writer": "Writer", "cast": "Actor"}


def profile_heading(profile: ReviewerProfile, *, whole: bool) -> str:
    """Return who a reviewer is and, where `whole`, the scores they gave, in words and in bars."""
    lines = [
        f"## {inline(profile.name, _NAME)}",
        f"{facts.count(profile.reviews, 'review')} of {facts.count(profile.films, 'film')}",
    ]
    if whole and profile.mean is not None and profile.median is not None:
        lines[-1] += f", {profile.scored:,} with a score" if profile.scored < profile.reviews else ""
        told = [f"**{facts.number(profile.mean)}** / 10 on average", f"median {facts.number(profile.median)}"]
        if profile.spread is not None:
            told.append(f"spread {facts.number(profile.spread)}")
        lines.append(" · ".join(told))
        lines.extend(_bars(profile))
    return "\n".join(lines)


def _bars(profile: ReviewerProfile) -> list[str]:
    """Return a line for each score given, rounded to whole ones, the best first."""
    counts: Counter[int] = Counter()
    for score, times in profile.scores.items():
        counts[int(score + 0.5)] += times
    most = max(counts.values())
    lines: list[str] = []
    for score in range(max(counts), min(counts) - 1, -1):
        bar = "█" * max(round(counts[score] / most * _BAR), 1 if counts[score] else 0)
        lines.append(f"`{score:>2} {bar:<{_BAR}} {counts[score]:>{len(str(most))}}`")
    return lines


def nearness_line(films: int, apart: float, kinder: float) -> str:
    """Return how near a reviewer is to the club's taste, in points of ten over the films that both have scored.

    `apart` is their mean distance from the club, `kinder` how much higher they score (below 0: lower) on average.
    """
    near = next(words for limit, words in _NEARNESS if apart <= limit)
    distance, leaning = facts.number(apart), facts.number(abs(kinder))
    lean = "kinder" if kinder > 0 else "harsher"
    if distance == "0":
        told = "the same scores"
    elif leaning == distance:
        told = f"on average {_points(distance)} {lean} than the club"
    else:
        told = f"on average {_points(distance)} away from the club"
        told += "" if leaning == "0" else f", and {leaning} {lean} in all"
    return f"**{near}**: {told}, over {films:,} films that members here rated too"


def _points(number: str) -> str:
    return f"{number} {'point' if number == '1' else 'points'}"


def person_film_line(film: PersonFilm) -> str:
    """Return a film of a person's list: its name, what they did in it, and its score."""
    parts = [", ".join(_ROLES[role] for role in film.roles)]
    if film.score is not None:
        parts.append(f"★ {facts.number(film.score)}")
    return f"**{film_name(film.title, film.year, _TITLE)}**\n-# {' · '.join(parts)}"
