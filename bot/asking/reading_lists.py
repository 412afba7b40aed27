"""Questions for films by conditions: lists, counts, extremes, and something to watch. Pure rules."""

from bot.asking.clauses import Clause
from bot.asking.conditions import conditions, contradiction, together
from bot.asking.grammar import pattern, phrases
from bot.asking.intents import COUNT, LIST_NOUN, LISTING, RANDOM, SORTS
from bot.asking.lexicon import NUMBERS
from bot.asking.query import Condition, Joined, Leaf, ListQuery, Not, Query, Role, Sort, Unclear
from bot.asking.references import Asked, person_meant

_ANY_ROLE = phrases(r"involved|worked on|work on|connected|credits?|filmography|films of|PERSON s? ?films")
_IN = phrases(r"""
    (was|is|were|has|have|did|does) (\w+ ){0,3}?(in|acted?|appear(ed)?|play(ed)?|star(red)?|been in)
    with|starring|featuring|stars?|acted|act|acts|starred|appear(s|ed)?|play(s|ed)?
""")
_WROTE = phrases(r"wrote|write|written|writes|screenplays?|scripts?|penned|scripted")
_MADE = phrases(r"by|directed|direct|made|make|makes|directs|helmed|director")
_COUNTED = "|".join(word for word, number in NUMBERS.items() if number > 1)
_LIMIT = phrases(rf"(top|best|the|first|last|any|give|show|list|me|name)? ?(?P<n>\d{{1,2}}|{_COUNTED})")
_HERE = (
    r"(?!(us|you|your|our|me|here|all|total|order|stock|store)(?!\S))(?!the (records|catalog|database|club|library))"
)
_LEFT_OVER = pattern(rf"(?<!\S)(by|with|starring|from|without|before|after|during|about|set|in)\s{_HERE}\S")
"""Words that narrow a list by something that was not understood, so that it is not what was asked for."""
_BY_THEM = phrases(r"(?P<turned>not )?(?P<verb>directed|written|made) by (him|her|them)(self|selves)?")
_FACT = pattern(r"""
    ^(and )?(who (directed|made|wrote|is in|starred|stars|acted)(?!\S)(?!.*(?<!\S)films?(?!\S))
    how long (is|was)|when (was|did|is)|what is)(?!\S)(?!.*(?<!\S)films?(?!\S))
""")
_NAME_MISSING = pattern(r"(?<!\S)(by|with|starring|directed by|featuring|did|has|does) \?")
_TOGETHER = phrases(r"together|collaborat\w+|both|each other")
_ELSE = phrases(r"else|other|another|besides|apart from|more")
_TASTE = phrases(r"(you|your|everyone|everybody) (like|favou?rite)")
_FILMS = phrases("films")
_SEVERAL = phrases("films|ones|works|what are|which are")
_MOST_LISTED = 20


def listed(asked: Asked) -> tuple[Query, ...]:
    """Read lists by conditions, counts, extremes, and something to watch."""
    clause = asked.clause
    where, sort = _where(asked), _sort(clause.shape)
    counting = COUNT.search(clause.shape) is not None
    drawn = RANDOM.search(clause.shape) is not None and not counting
    if not (_is_list(clause, where) or _is_open_list(clause, where, ordered=counting or sort is not None, drawn=drawn)):
        return ()
    unknown = clause.unexplained()
    if unknown and (where is None or _NAME_MISSING.search(_masked(clause))):
        return (Unclear((), "person", " ".join(unknown)),)
    if (where is None and _LEFT_OVER.search(clause.shape)) or (unknown and not LIST_NOUN.search(clause.shape)):
        return ()
    if (apart := contradiction(where)) is not None:
        return (Unclear(apart, "contradiction"),)
    if counting or (drawn and sort is None):
        return (ListQuery(where, shape="count" if counting else "any", without=_without(asked)),)
    limit = _limit(clause)
    shape = "one" if sort is not None and limit is None and not _is_of_several(clause) else "list"
    return (ListQuery(where, sort or "known", limit, shape, _without(asked), unknown),)


def _is_list(clause: Clause, where: Condition | None) -> bool:
    """Tell whether conditions make a list: a film beside them only as one that is left out, and no fact asked of it."""
    if where is None or _is_fact(clause):
        return False
    return not clause.of("film") or _asks_others(clause) or RANDOM.search(clause.shape) is not None


def _is_open_list(clause: Clause, where: Condition | None, *, ordered: bool, drawn: bool) -> bool:
    """Tell whether a list is asked for without conditions: any film, or the films in an order or number."""
    if where is not None:
        return False
    shape = clause.shape
    if drawn:
        return True
    if clause.of("film") or _TASTE.search(shape) or not LIST_NOUN.search(shape):
        return False
    return ordered or (LISTING.search(shape) is not None and _FILMS.search(shape) is not None)


def _asks_others(clause: Clause) -> bool:
    return _ELSE.search(clause.shape) is not None and bool(clause.of("person"))


def _is_of_several(clause: Clause) -> bool:
    """Tell whether an order is asked for a list, `the longest films`, and not for the one at its end."""
    several = any(span.text.casefold().endswith("s") for span in clause.of("genre"))
    return several or _SEVERAL.search(clause.shape) is not None


def _without(asked: Asked) -> tuple[int, ...]:
    named = tuple(film.id for span in asked.clause.of("film") for film in span.films)
    if named or not _ELSE.search(asked.clause.shape):
        return named
    return tuple(film.id for film in asked.memory.films)


def _is_fact(clause: Clause) -> bool:
    """Tell whether a fact is asked of what is a country's or year's name here, and so rather a film's."""
    kinds = {span.kind for span in clause.spans}
    return kinds <= {"country", "language", "years"} and _FACT.search(clause.shape) is not None


def _masked(clause: Clause) -> str:
    """Return the shape with what is not known of it written as one letter."""
    unknown = {word.casefold() for word in clause.unexplained()}
    return " ".join("?" if word in unknown else word for word in clause.shape.split())


def _where(asked: Asked) -> Condition | None:
    clause, memory = asked.clause, asked.memory
    if len(clause.of("person")) > 1 and _TOGETHER.search(clause.shape):
        return together(clause.of("person"))
    where = conditions(clause, _default_role(clause.shape))
    if (people := clause.of("person")) and (same := _BY_THEM.search(clause.shape)) and where is not None:
        role: Role = "writer" if same["verb"] == "written" else "director"
        theirs = Leaf("person", (people[0].folded,), role=role, said=people[0].name)
        return Joined("and", (where, Not(theirs) if same["turned"] else theirs))
    if not clause.of("person") and (person := person_meant(clause, memory)) is not None:
        theirs = Leaf("person", (person.folded,), role=_default_role(clause.shape), said=person.name)
        where = theirs if where is None else Joined("and", (theirs, where))
    return where


def _default_role(shape: str) -> Role | None:
    if _ANY_ROLE.search(shape):
        return None
    if _WROTE.search(shape):
        return "writer"
    if _IN.search(shape):
        return "cast"
    return "director" if _MADE.search(shape) else None


def _sort(shape: str) -> Sort | None:
    return next((sort for sort, pattern in SORTS if pattern.search(shape)), None)


def _limit(clause: Clause) -> int | None:
    match = _LIMIT.search(clause.shape)
    if match is None:
        return None
    number = int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"]]
    return number if 0 < number <= _MOST_LISTED else _MOST_LISTED
