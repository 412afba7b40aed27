"""Conditions in words, and what a film's record says on them. Pure rules."""

from collections.abc import Mapping

from bot.asking.phrasing import VALUES, FilmTold, names_said
from bot.asking.query import Condition, Field, Joined, Leaf, Not
from bot.asking.voice import listed
from bot.catalogue.text import fold
from bot.ui import facts

_MOST_COUNTRIES = 4

_ROLE_SAID: Mapping[str | None, str] = {
    "director": "directed by",
    "writer": "written by",
    "cast": "with",
    None: "by or with",
}


_SAID: Mapping[str, str] = {
    "hand": "by the {role} of {said}",
    "company": "produced by {said}",
    "words": "the synopsis speaks of “{said}”",
}


def conditions_said(condition: Condition | None) -> str:
    """Return conditions in words, as `Soviet Union · War · before 1960 · not directed by …`."""
    if condition is None:
        return ""
    if isinstance(condition, Not) and isinstance(condition.part, Joined) and condition.part.by == "or":
        return " · ".join(conditions_said(Not(part)) for part in condition.part.parts)
    if isinstance(condition, Not):
        return f"not {conditions_said(condition.part)}"
    if isinstance(condition, Joined):
        parts = [conditions_said(part) for part in condition.parts]
        return " · ".join(parts) if condition.by == "and" else listed(parts, "or")
    return leaf_said(condition)


def leaf_said(leaf: Leaf) -> str:
    """Return one condition in words."""
    if leaf.on == "person":
        return f"{_ROLE_SAID[leaf.role]} {leaf.said}"
    if leaf.on == "language":
        return f"in {facts.language(leaf.values[0])}"
    if leaf.on in _SAID:
        return _SAID[leaf.on].format(role=leaf.role, said=leaf.said)
    if leaf.on == "country":
        named = [facts.country(name) for name in leaf.values]
        return (
            f"from {listed(named, 'or')}"
            if len(named) <= _MOST_COUNTRIES
            else f"from {', '.join(named[:_MOST_COUNTRIES])} and so on"
        )
    return leaf.said


def role_said(told: FilmTold, leaf: Leaf) -> str | None:
    """Return whom a film is by or with, on the part that is asked of: the person, and else those who had that part."""
    record = told.film
    parts = {"director": record.directors, "writer": record.writers, "cast": record.cast}
    theirs = [role for role, names in parts.items() if fold(leaf.said) in map(fold, names)]
    if leaf.role is None:
        if not theirs:
            return f"directed by {listed(record.directors)}" if record.directors else None
        return listed([f"{_ROLE_SAID[role]} {leaf.said}" for role in theirs])
    names = parts[leaf.role]
    if not names:
        return None
    if leaf.role == "cast":
        return f"with {leaf.said}" if leaf.role in theirs else f"with {names_said(names)}, so far as the records go"
    return f"{_ROLE_SAID[leaf.role]} {listed(names)}"


_ON: Mapping[str, tuple[Field, str]] = {
    "genre": ("genre", "{}"),
    "country": ("country", "from {}"),
    "language": ("language", "in {}"),
    "years": ("year", "from {}"),
    "runtime": ("runtime", "{} long"),
    "company": ("company", "produced by {}"),
    "budget": ("budget", "made for {}"),
    "revenue": ("revenue", "one that earned {}"),
    "certification": ("certification", "rated {}"),
}


def value_said(told: FilmTold, on: str) -> str | None:
    """Return what is known of a film on the subject of a condition, in words that follow `is`."""
    if on == "score":
        return _scored(told)
    if on == "reviews":
        return f"the subject of {facts.count(told.reviews, 'review') if told.reviews else 'no reviews'}"
    if on not in _ON:
        return None
    field, words = _ON[on]
    value = VALUES[field](told.film)
    return None if value is None else words.format(value)


def _scored(told: FilmTold) -> str | None:
    page, mean = told.film.score, told.reviewers_mean
    said = [] if page is None else [f"scored {facts.score(page)} by the page"]
    said += [] if mean is None else [f"scored {facts.score(mean)} by reviewers"]
    return listed(said) if said else None
