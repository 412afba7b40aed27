"""Questions about one film or several that are named: facts, checks, comparisons. Pure rules."""

import re

from bot.asking.clauses import Clause
from bot.asking.conditions import conditions
from bot.asking.intents import COMPARISONS, COUNT, EXISTS, FIELDS, LIST_NOUN, NEVER_CONDITIONS, UNKEPT, WHO_IS
from bot.asking.query import (
    CheckQuery,
    CompareQuery,
    Condition,
    FactQuery,
    Field,
    FilmName,
    Joined,
    Leaf,
    Not,
    Query,
    Role,
    Unclear,
)
from bot.asking.references import Asked, Memory, films_meant, person_meant, speaks_of_film
from bot.asking.spans import Catalogue

_ASKS_WHETHER = re.compile(r"^(?:and |but |or )*(?:did|does|do|is|was|has|have|are|were|isnt|wasnt|didnt|can)(?!\S)")
_ASKS_OTHERWISE = re.compile(r"(?<!\S)(?:who|what|when|where|how|which|why|whose|any good|good|worth)(?!\S)")
_EITHER = re.compile(r"(?<!\S)(?:or|than|vs|versus|and|compared|between)(?!\S)")
_BESIDE = re.compile(r"FILM (?:or|vs|versus|than) |(?:or|vs|versus|than) FILM(?!\S)")
_MOST_FIELDS = 3
_ROLES: tuple[tuple[re.Pattern[str], Role | None], ...] = (
    (re.compile(r"(?<!\S)(?:write|wrote|written|writes|script|pen)(?!\S)"), "writer"),
    (
        re.compile(r"(?<!\S)(?:make|made|direct|directed|do|makes|directs|director|behind|one of PERSON s?)(?!\S)"),
        "director",
    ),
    (
        re.compile(r"(?<!\S)(?:in|play|plays|act|star|starring|appear|stars|played|acted|cast|appears|with)(?!\S)"),
        "cast",
    ),
)


def meant(clause: Clause, memory: Memory, catalogue: Catalogue, *, loosely: bool = True) -> tuple[FilmName, ...]:
    """Return the films a clause is about: those it names, else those last spoken of, `loosely` also unsaid."""
    named = clause.of("film")
    if named:
        return named[0].films
    if speaks_of_film(clause) or (loosely and not clause.unexplained()):
        return films_meant(clause, memory, catalogue)
    return ()


def unknown_film(clause: Clause, catalogue: Catalogue, understood: tuple[str, ...]) -> Unclear:
    """Return that it is not known of which film something is asked, with the nearest titles to what was written."""
    written = " ".join(clause.unexplained())
    return Unclear(understood, "film", written, catalogue.nearest(written) if written else ())


def comparison(asked: Asked) -> tuple[Query, ...]:
    """Read `which is longer, FILM or FILM` and `is FILM older than it`."""
    clause, memory = asked.clause, asked.memory
    groups = [span.films for span in clause.of("film")]
    if len(groups) == 1 and speaks_of_film(clause) and memory.films and _EITHER.search(clause.shape):
        groups.append(memory.films)
    asks = next((rule[:2] for rule in COMPARISONS if rule[2].search(clause.shape)), None)
    if asks is None:
        return ()
    if len(groups) == 1 and _BESIDE.search(clause.shape) and clause.unexplained():
        return (unknown_film(clause, asked.catalogue, ("a comparison",)),)
    several = sum(map(len, groups))
    if len(groups) < 2 and not (several > 1 and "which" in clause.words()):  # noqa: PLR2004 - a comparison is of two
        return ()
    if len(groups) == 1:
        groups = [(film,) for film in groups[0]]
    measure, most = asks
    return (CompareQuery(tuple(groups), measure, most),)


def check(asked: Asked) -> tuple[Query, ...]:
    """Read `did PERSON make FILM`, `is FILM a comedy`, `was it made before 1960`."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    if (
        not _ASKS_WHETHER.search(shape)
        or _ASKS_OTHERWISE.search(shape)
        or (EXISTS.search(shape) and not clause.of("person"))
    ):
        return ()
    if not clause.of("film"):
        if re.search(r"(?<!\S)(?:films|any)(?!\S)", shape):
            return ()
        if clause.of("person") and clause.unexplained():
            return (unknown_film(clause, catalogue, ("whether that is so",)),)
        if not (speaks_of_film(clause) and memory.films):
            return ()
    condition = conditions(clause)
    if condition is None and (person := person_meant(clause, memory)) is not None:
        condition = Leaf("person", (person.folded,), role="director", said=person.name)
    if condition is None:
        return ()
    films = meant(clause, memory, catalogue)
    return (CheckQuery(films, _in_role(_upright(condition), _role(shape))),) if films else ()


def _upright(condition: Condition) -> Condition:
    """Return a condition as it is asked: `isn't it French` asks whether it is."""
    return condition.part if isinstance(condition, Not) else condition


def _role(shape: str) -> Role | None:
    return next((role for pattern, role in _ROLES if pattern.search(shape)), None)


def _in_role(condition: Condition, role: Role | None) -> Condition:
    if isinstance(condition, Leaf) and condition.on == "person":
        return Leaf("person", condition.values, role=role, said=condition.said)
    if isinstance(condition, Joined):
        return Joined(condition.by, tuple(_in_role(part, role) for part in condition.parts))
    return condition


def unkept(asked: Asked) -> tuple[Query, ...]:
    """Read questions about films that no record answers, so that they are told so."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    of_many = LIST_NOUN.search(shape) and not clause.of("film") and not speaks_of_film(clause)
    for about, pattern in UNKEPT:
        if of_many and about not in NEVER_CONDITIONS:
            continue
        if pattern.search(shape):
            if of_many or about == "awards":
                return (FactQuery(() if of_many else meant(clause, memory, catalogue), "unkept", about),)
            films = meant(clause, memory, catalogue)
            if films or clause.of("person"):
                return (FactQuery(films, "unkept", about),)
    return ()


def facts(asked: Asked) -> tuple[Query, ...]:
    """Read `who directed FILM`, `how long is it`; two facts at once where `and` joins them."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    film = clause.of("film")
    if not film and not speaks_of_film(clause) and _is_of_many(clause):
        return ()
    fields = _fields(shape)
    if not fields:
        return ()
    films = meant(clause, memory, catalogue)
    if not films:
        return () if clause.spans and not film else (unknown_film(clause, catalogue, fields),)
    groups = [span.films for span in film] or [films]
    by = clause.of("person")
    narrowed = tuple(span.folded for span in by)
    return tuple(FactQuery(group, field, by=narrowed) for group in groups for field in fields)


def _is_of_many(clause: Clause) -> bool:
    return bool(LIST_NOUN.search(clause.shape) or COUNT.search(clause.shape)) or bool(clause.of("person"))


def _fields(shape: str) -> tuple[Field, ...]:
    """Return the facts asked for, in the order of the question."""
    found: dict[Field, int] = {}
    taken: list[tuple[int, int]] = []
    for field, pattern in FIELDS:
        for match in pattern.finditer(shape):
            low, high = match.span()
            if any(low < end and start < high for start, end in taken):
                continue
            taken.append((low, high))
            found.setdefault(field, low)
    if "and" in shape.split() or "also" in shape.split():
        return tuple(sorted(found, key=lambda field: found[field]))[:_MOST_FIELDS]
    return tuple(found)[:1]


def bare_film(asked: Asked) -> tuple[Query, ...]:
    """Read a film that is only named, or asked after: `do you have FILM`, `tell me about FILM`, `FILM?`."""
    clause = asked.clause
    films = clause.of("film")
    if not films or WHO_IS.search(clause.shape):
        return ()
    field: Field = "exists" if EXISTS.search(clause.shape) else "summary"
    return tuple(FactQuery(span.films, field) for span in films[:_MOST_FIELDS])
