"""Conditions in words, and what a film's record says on them. Pure rules."""

from collections.abc import Mapping
from dataclasses import replace

from bot.asking.query import Condition, Field, Joined, Leaf, Not
from bot.asking.saying.countries_said import countries_said
from bot.asking.saying.phrasing import VALUES, FilmTold, names_said
from bot.asking.saying.voice import Voice, listed
from bot.catalogue.text import fold
from bot.ui import facts

_ROLE_SAID: Mapping[str | None, str] = {
    "director": "directed by",
    "writer": "written by",
    "cast": "with",
    None: "by or with",
}
_SAID: Mapping[str, str] = {
    "hand": "by the {role} of {said}",
    "words": "the synopsis speaks of “{said}”",
}


def asked_for(condition: Condition | None, voice: Voice) -> str:
    """Return conditions in words and harmless, nothing where there are none."""
    return voice.safe(conditions_said(condition)) if condition is not None else ""


def conditions_said(condition: Condition | None) -> str:
    """Return conditions in words, as `from the Soviet Union · War · before 1960 · not directed by …`."""
    if condition is None:
        return ""
    if isinstance(condition, Not):
        return _denied(condition.part)
    return _joined(condition) if isinstance(condition, Joined) else leaf_said(condition)


def _denied(part: Condition) -> str:
    if isinstance(part, Leaf) and part.on == "words":
        return f"the synopsis does not speak of “{part.said}”"
    if isinstance(part, Joined) and part.by == "or" and _of_one_kind(part) is None:
        return " · ".join(conditions_said(Not(each)) for each in part.parts)
    return f"not {conditions_said(part)}"


def _joined(joined: Joined) -> str:
    if (tied := _of_one_kind(joined)) is not None:
        return tied
    parts = [conditions_said(part) for part in joined.parts]
    if joined.by == "and":
        return " · ".join(parts)
    apart = any(isinstance(part, Joined) and part.by == "and" for part in joined.parts)
    return ", or ".join(parts) if apart else listed(parts, "or")


def _of_one_kind(joined: Joined) -> str | None:
    """Return conditions that begin alike with their beginning said once: `directed by … or …`; None for others."""
    leaves = [part for part in joined.parts if isinstance(part, Leaf)]
    begun = {_begun(leaf)[0] for leaf in leaves}
    if len(leaves) < len(joined.parts) or len(begun) != 1 or begun == {""}:
        return None
    [beginning] = begun
    return f"{beginning} {listed([_begun(leaf)[1] for leaf in leaves], joined.by)}"


def leaf_said(leaf: Leaf) -> str:
    """Return one condition in words."""
    return " ".join(filter(None, _begun(leaf)))


def _begun(leaf: Leaf) -> tuple[str, str]:
    """Return one condition as the words it begins with, which others may share, and the rest of it."""
    if leaf.on == "person":
        return _ROLE_SAID[leaf.role], leaf.said
    if leaf.on == "language":
        return "in", facts.language(leaf.values[0])
    if leaf.on == "country":
        return "from", countries_said(leaf.values, "or")
    if leaf.on == "company":
        return "produced by", leaf.said
    if leaf.on in _SAID:
        return "", _SAID[leaf.on].format(role=leaf.role, said=leaf.said)
    return "", leaf.said


def role_said(told: FilmTold, leaf: Leaf) -> str | None:
    """Return whom a film is by or with, on the part that is asked of: the person, and else those who had that part."""
    record = told.film
    parts = {"director": record.directors, "writer": record.writers, "cast": record.cast}
    every = [name for names in parts.values() for name in names if fold(name) in leaf.values]
    leaf = replace(leaf, said=every[0]) if every else leaf
    theirs = [role for role, names in parts.items() if fold(leaf.said) in map(fold, names)]
    if leaf.role is None:
        if not theirs:
            said = [f"directed by {listed(record.directors)}"] if record.directors else []
            said += [f"with {names_said(record.cast)}"] if record.cast else []
            return "; ".join(said) or None
        return listed([f"{_ROLE_SAID[role]} {leaf.said}" for role in theirs])
    names = parts[leaf.role]
    if not names:
        return None
    if leaf.role == "cast":
        if leaf.role in theirs:
            return f"with {leaf.said}"
        instead = f"; {leaf.said} is its {theirs[0]}" if theirs else ""
        return f"with {names_said(names)}, so far as the records go{instead}"
    apart = f"; {leaf.said} is its {theirs[0]}" if theirs and leaf.role not in theirs and theirs[0] != "cast" else ""
    return f"{_ROLE_SAID[leaf.role]} {listed(names)}{apart}"


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
    said = [] if page is None else [f"scored {facts.score(page)} in its record"]
    said += [] if mean is None else [f"scored {facts.score(mean)} by reviewers"]
    return listed(said) if said else None
