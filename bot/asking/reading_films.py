"""Questions about one film or several that are named: facts, checks, comparisons. Pure rules."""

import re

from bot.asking.clauses import Clause
from bot.asking.conditions import conditions
from bot.asking.film_talk import FIELDS, NEVER_CONDITIONS, SCORE_SITES, UNKEPT
from bot.asking.intents import COMPARISONS, COUNT, DIFFERENCE, EXISTS, LIST_NOUN, OTHER_VERSION, WHO_IS
from bot.asking.orders import order_asked, without_order
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
from bot.asking.two_parts import in_two_parts
from bot.asking.versions import gone_back_to

_ASKS_WHETHER = re.compile(r"^(?:and |but |or )*(?:did|does|do|is|was|has|have|are|were|isnt|wasnt|didnt|can)(?!\S)")
_ASKS_OTHERWISE = re.compile(r"(?<!\S)(?:who|what|when|where|how|which|why|whose|any good|good|worth)(?!\S)")
_ASKS_PLACE = re.compile(r"(?<!\S)(?:(?:set|filmed|shot) (?:in|on|at|around|during)|takes? place|happens? in)(?!\S)")
_EITHER = re.compile(r"(?<!\S)(?:or|than|vs|versus|and|compared|between)(?!\S)")
_BESIDE = re.compile(r"FILM (?:or|vs|versus|than) |(?:or|vs|versus|than) FILM(?!\S)")
_PART = re.compile(r"^(?:and |also )*who (?:is|was|are|were|plays|played) (?:the )?(?:lead|star|main|direct|writ)")
_SETTING = frozenset({"or", "than", "vs", "versus", "and", "between"})
_BESIDE_WEAK = re.compile(r"(?<!\S)(?:between|compare[ds]?|than|vs|versus|or)(?!\S)")
_MOST_FIELDS = 6
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
    if clause.of("reviewer"):
        return ()
    clause = _with_weak_beside(clause)
    groups = [span.films for span in clause.of("film")]
    if len(groups) == 1 and (other := OTHER_VERSION.search(clause.shape)) is not None:
        groups = _with_other_version(groups[0], other["which"], asked.catalogue)
    if len(groups) == 1 and speaks_of_film(clause) and memory.films and _EITHER.search(clause.shape):
        groups.append(memory.films)
    shape = OTHER_VERSION.sub(" ", clause.shape)
    asks = next((rule[:2] for rule in COMPARISONS if rule[2].search(shape)), None)
    if asks is None:
        apart = len(groups) > 1 and DIFFERENCE.search(clause.shape) is not None
        return tuple(FactQuery(films, "summary") for films in groups) if apart else ()
    if len(groups) == 1 and _BESIDE.search(clause.shape) and clause.unexplained():
        return (unknown_film(clause, asked.catalogue, ("a comparison",)),)
    several = sum(map(len, groups))
    if len(groups) < 2 and not (several > 1 and "which" in clause.words()):  # noqa: PLR2004 - a comparison is of two
        return ()
    if len(groups) == 1:
        groups = [(film,) for film in groups[0]]
    measure, most = asks
    return (CompareQuery(tuple(groups), measure, most),)


def _with_weak_beside(clause: Clause) -> Clause:
    """Return a clause with the titles of plain words in it that are set beside another: `Alien or The Thing`."""
    words = clause.message.words
    if _BESIDE_WEAK.search(clause.shape) and len(clause.of("film")) + len(clause.weak) > 1:
        while not clause.of("film"):
            clause = clause.with_weak()
    for span in clause.weak:
        before = words[span.start - 1].folded if span.start > clause.start else ""
        after = words[span.end].folded if span.end < clause.end else ""
        if clause.of("film") and (before in _SETTING or after in _SETTING - {"and"}):
            clause = clause.with_title(next((weak for weak in clause.weak if weak == span), None))
    return clause


def _with_other_version(films: tuple[FilmName, ...], which: str, catalogue: Catalogue) -> list[tuple[FilmName, ...]]:
    """Return a film beside the version of it that is asked for; the two of one title, where both are meant by it."""
    if len(films) > 1:
        return [(film,) for film in films]
    other = gone_back_to(films, which, catalogue)
    return [films, other] if other else [films]


def check(asked: Asked) -> tuple[Query, ...]:
    """Read `did PERSON make FILM`, `is FILM a comedy`, `was it made before 1960`."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    if (
        not _ASKS_WHETHER.search(shape)
        or _ASKS_OTHERWISE.search(shape)
        or _ASKS_PLACE.search(shape)
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
    people = clause.of("person")
    parts = in_two_parts(clause, people[0]) if len(people) == 1 and isinstance(condition, Leaf) else None
    asked_for = parts or _in_role(_upright(condition), _role(shape))
    groups = [span.films for span in clause.of("film")] or [meant(clause, memory, catalogue)]
    return tuple(CheckQuery(films, asked_for) for films in groups if films)


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
    """Read `who directed FILM`, `how long is it`; several facts at once where `and` or a comma joins them."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = clause.shape
    film = clause.of("film")
    if not film and not speaks_of_film(clause) and _is_of_many(clause) and not (memory.films and _PART.search(shape)):
        return ()
    fields = _fields(clause)
    if not fields or (not film and not speaks_of_film(clause) and _is_of_the_most(shape)):
        return ()
    films = meant(clause, memory, catalogue)
    if not films:
        return () if clause.spans and not film else (unknown_film(clause, catalogue, fields),)
    groups = [span.films for span in film] or [films]
    by = clause.of("person")
    narrowed = tuple(span.folded for span in by)
    site = SCORE_SITES.search(shape)
    about = site[0] if site is not None else ""
    return tuple(
        FactQuery(group, field, about if field == "score" else "", by=narrowed) for group in groups for field in fields
    )


def _is_of_the_most(shape: str) -> bool:
    """Tell whether a film is asked for by what it has the most or least of: `the biggest budget`."""
    order = order_asked(shape)
    return order is not None and not order.graded and not without_order(shape).strip()


def _is_of_many(clause: Clause) -> bool:
    return bool(LIST_NOUN.search(clause.shape) or COUNT.search(clause.shape)) or bool(clause.of("person"))


def _fields(clause: Clause) -> tuple[Field, ...]:
    """Return the facts asked for, in the order of the question: one of each piece, or else of the whole."""
    of_pieces: list[Field] = []
    for piece in clause.pieces():
        if (asked := _field(piece)) is not None and asked not in of_pieces:
            of_pieces.append(asked)
    if len(of_pieces) > 1:
        return tuple(of_pieces)[:_MOST_FIELDS]
    field = _field(clause.shape)
    return () if field is None else (field,)


def _field(shape: str) -> Field | None:
    return next((field for field, pattern in FIELDS if pattern.search(shape)), None)


def bare_film(asked: Asked) -> tuple[Query, ...]:
    """Read a film that is only named, or asked after: `do you have FILM`, `tell me about FILM`, `FILM?`."""
    clause = asked.clause
    films = clause.of("film")
    if not films or WHO_IS.search(clause.shape):
        return ()
    field: Field = "exists" if EXISTS.search(clause.shape) else "summary"
    return tuple(FactQuery(span.films, field) for span in films[:_MOST_FIELDS])
