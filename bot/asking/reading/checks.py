"""Questions whether something is so of a film: asked, or said as what somebody holds to be so. Pure rules."""

import re

from bot.asking.query import CheckQuery, Condition, Joined, Leaf, Not, Query, Role
from bot.asking.reading.conditions import conditions
from bot.asking.reading.films import meant, unknown_film
from bot.asking.reading.references import Asked, person_meant, speaks_of_film
from bot.asking.reading.two_parts import in_two_parts
from bot.asking.wording.framing import says_so
from bot.asking.wording.intents import EXISTS

_ASKS_WHETHER = re.compile(
    r"^(?:and |but |or |so |then )*(?:(?:FILM|PERSON) )?"
    r"(?:did|does|do|is|was|has|have|are|were|isnt|wasnt|didnt|can|had|it (?:is|was|has))(?!\S)"
)
_ASKS_OTHERWISE = re.compile(r"(?<!\S)(?:who|what|when|where|how|which|why|whose|any good|good|worth)(?!\S)")
_ASKS_WHO = re.compile(
    r"(?<!\S)(is|was)(?: not)? (?:it|that|this) (?:not |really )*"
    r"(PERSON|COMPANY|COUNTRY) (?:who|that|which|where)(?!\S)"
)
"""A question whether it is somebody, and not who: `was it PERSON who made FILM`."""
_ASKS_OF_IT = re.compile(r"(?:and |but |so )*(?:(?:is|was) it|it (?:is|was))(?! (?:not )?(?:true|PERSON))(?!\S)")
_ASKS_PLACE = re.compile(r"(?<!\S)(?:(?:set|filmed|shot) (?:in|on|at|around|during)|takes? place|happens? in)(?!\S)")
_ASKS_VERSION = re.compile(r"(?<!\S)(?:a|an|any|there) (?:\w+ )?(?:version|remake|adaptation|reboot)s?(?!\S)")
_ASKS_SUBTITLES = re.compile(r"(?<!\S)(?:subtitle[ds]|subs|dubbed|captioned|captions)(?!\S)")
_ASKS_WHAT = re.compile(r"(?<!\S)(?:who|whom|whose|what|when|where|how|why)(?!\S)")
_OF_MANY = re.compile(r"(?<!\S)(?:films|any)(?!\S)")
_ONLY_NAMED = re.compile(r"(?:the )?(?:PERSON FILM|FILM PERSON|COUNTRY FILM|GENRE FILM|FILM YEARS|YEARS FILM)")
"""A film with what tells it from others of its name."""
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
    (re.compile(r"(?<!\S)by PERSON(?!\S)"), "director"),
)


def check(asked: Asked) -> tuple[Query, ...]:
    """Read `did PERSON make FILM`, `is FILM a comedy`, `I heard it was made before 1960`, `PERSON in FILM, right?`."""
    clause, memory, catalogue = asked.clause, asked.memory, asked.catalogue
    shape = _ASKS_WHO.sub(r"\1 \2", clause.shape)
    said = says_so(clause.words())
    if (
        not (said or _ASKS_WHETHER.search(shape))
        or _ASKS_OTHERWISE.search(shape)
        or _ASKS_PLACE.search(shape)
        or _ASKS_VERSION.search(shape)
        or _ASKS_SUBTITLES.search(shape)
        or (EXISTS.search(shape) and not clause.of("person"))
    ):
        return ()
    if not clause.of("film"):
        if _OF_MANY.search(shape):
            return ()
        of_it = not memory.films and _ASKS_OF_IT.match(shape) and conditions(clause) is not None
        if of_it or (clause.of("person") and clause.unexplained()):
            return (unknown_film(clause, catalogue, ("whether that is so",)),)
        if not memory.films or not (speaks_of_film(clause) or said):
            return ()
    condition = conditions(clause)
    if condition is None and (person := person_meant(clause, memory)) is not None:
        condition = Leaf("person", (person.folded,), role="director", said=person.name)
    if condition is None:
        return ()
    return _checks(asked, condition)


def only_said(asked: Asked) -> tuple[Query, ...]:
    """Read what is only put beside a film, `PERSON: FILM or FILM?`, as a question whether it is so."""
    clause = asked.clause
    films = clause.of("film")
    condition = conditions(clause) if films else None
    if (
        condition is None
        or _ASKS_WHAT.search(clause.shape)
        or _ONLY_NAMED.fullmatch(clause.shape)
        or clause.of("reviewer")
    ):
        return ()
    return _checks(asked, condition)


def _checks(asked: Asked, condition: Condition) -> tuple[Query, ...]:
    clause = asked.clause
    people = clause.of("person")
    parts = in_two_parts(clause, people[0]) if len(people) == 1 and isinstance(condition, Leaf) else None
    asked_for = parts or _in_role(_upright(condition), _role(_ASKS_WHO.sub(r"\1 \2", clause.shape)))
    groups = [span.films for span in clause.of("film")] or [meant(clause, asked.memory, asked.catalogue)]
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
