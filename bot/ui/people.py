"""Reviewers and the people of films' credits, in words and bars."""

from collections import Counter

from bot.catalogue.reviews.reviewed import PersonFilm, ReviewerProfile, Role
from bot.club.scores import Scale, mean_number
from bot.club.tastes.taste import Nearness
from bot.ui import facts
from bot.ui.films.film_card import film_name
from bot.ui.markup import inline

_NAME = 80
_TITLE = 150
_BAR = 12

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


def nearness_line(near: Nearness, scale: Scale) -> str:
    """Return how near a reviewer is to the club's taste, on the server's scale."""
    apart, leaning = mean_number(near.apart, scale), mean_number(abs(near.kinder), scale)
    unit = {"stars": "★", "points": "of 10"}[scale]
    if float(apart) == 0:
        return f"Scores these {near.films:,} films just as the club does."
    way = "higher" if near.kinder > 0 else "lower"
    lean = f"{leaning} {unit} {way} than the club" if float(leaning) else "as high as the club on the whole"
    away = "" if leaning == apart else f", and is {apart} {unit} away on average"
    return f"Scores these {near.films:,} films {lean}{away}."


def person_film_line(film: PersonFilm) -> str:
    """Return a film of a person's list: its name, what they did in it, and its score."""
    parts = [", ".join(_ROLES[role] for role in film.roles)]
    if film.score is not None:
        parts.append(f"★ {facts.number(film.score)}")
    return f"**{film_name(film.title, film.year, _TITLE)}**\n-# {' · '.join(parts)}"
