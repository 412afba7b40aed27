"""Questions for films by conditions: lists, counts, extremes, and something to watch. Pure rules."""

from collections.abc import Mapping
from dataclasses import replace

from bot.asking.query import Condition, Joined, Leaf, ListQuery, Not, On, Query, Range, Role, Sort, Unclear
from bot.asking.reading.clauses import Clause
from bot.asking.reading.conditions import conditions, contradiction, together
from bot.asking.reading.leaves import speaks_of
from bot.asking.reading.passed_over import IDLE, unused
from bot.asking.reading.references import Asked, person_meant, speaks_of_film
from bot.asking.reading.two_parts import in_two_parts
from bot.asking.wording.audience import for_audience
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.grammar import pattern, phrases
from bot.asking.wording.intents import ACTING_DIRECTOR, COUNT, LIST_NOUN, LISTING, RANDOM
from bot.asking.wording.lexicon import NUMBERS
from bot.asking.wording.orders import Order, both_ends, order_asked

_ANY_ROLE = phrases(r"involved|worked on|work on|connected|credits?|filmography|films of|PERSON s? ?films")
_IN = phrases(r"""
    (was|is|were|has|have|did|does) (\w+ ){0,3}?(in(?! (here|total|all|there|the|your|our|this)(?!\S))|acted?
    appear(ed)?|play(ed)?|star(red)?|been in)
    with|starring|featuring|stars?|acted|act|acts|starred|appear(s|ed)?|play(s|ed)?
""")
_WROTE = phrases(r"wrote|write|written|writes|screenplays?|scripts?|penned|scripted")
_MADE = phrases(r"by|directed|direct|made|make|makes|directs|helmed|director")
_COUNTED = "|".join(word for word, number in NUMBERS.items() if number > 1)
_LIMIT = phrases(rf"(top|best|the|first|last|any|give|show|list|me|name)? ?(?P<n>\d{{1,2}}|{_COUNTED})")
_HERE = (
    r"(?!(us|you|your|our|me|here|all|total|order|stock|store|this (club|server|database|bot))(?!\S))"
    r"(?!the (records|catalog|database|club|library|collection|list|archive|server|whole|entire)|there(?!\S))"
    r"(?!(the )?(budget|length|runtime|year|score|rating|cost|popularity|date|age|far|number|reviews?)(?!\S))"
)
_LEFT_OVER = pattern(rf"(?<!\S)(by|with|starring|from|without|before|after|during|about|set|in)\s{_HERE}\S")
"""Words that narrow a list by something that was not understood, so that it is not what was asked for."""
_BY_THEM = pattern(r"""
    (?<!\S)(?P<turned>not )?(?P<verb>directed|written|made) by (him|her|them)(self|selves)?(?!\S)
    (?<!\S)(?P<other>(but|and|which|that|where) (somebody|someone|another \w+|others?|anybody) (else )?(directed|made)
    (directed|made) by (somebody|someone|anyone|anybody) else)(?!\S)
""")
_FACT = pattern(r"""
    ^(and )?(who|whose|how long|how much|when|what is)(?!\S)(?!.*(?<!\S)(films?|from|most|best|good)(?!\S))
""")
_NAME_MISSING = pattern(r"(?<!\S)(by|with|starring|directed by|featuring|did|has|does) \?")
_LEFT_OUT = phrases(r"""
    (except|excluding|besides|beside|barring|without|not|no|but|(other|rather) than|(apart|aside) from|minus|skip|omit
    arent|isnt|(are|is) not|ignoring|leave out|leaving out|anything but|not counting)( (for|the|counting
    including|film))* FILM
""")
"""Films beside conditions that are named only to be left out."""
_TOGETHER = phrases(r"together|collaborat\w+|both|each other")
_ELSE = phrases(r"else|others?|another|besides|apart from|more(?! than)")
_TASTE = phrases(r"(you|your|everyone|everybody) (like|favou?rite)")
_FILMS = phrases("films")
_SEVERAL = phrases("films|ones|works|what are|which are")
_MOST_LISTED = 20


def listed(asked: Asked) -> tuple[Query, ...]:
    """Read lists by conditions, counts, extremes, and something to watch."""
    clause = asked.clause
    where, order = where_asked(asked), order_asked(clause.shape)
    counting = COUNT.search(clause.shape) is not None
    drawn = RANDOM.search(clause.shape) is not None and not counting
    ordered = counting or order is not None
    if not (_is_list(clause, where) or _is_open_list(clause, where, ordered=ordered, drawn=drawn)):
        return ()
    unknown = _unknown(clause)
    if unknown and ((where is None and not drawn) or _NAME_MISSING.search(_masked(clause))):
        return (Unclear((), "person", " ".join(unknown)),)
    if _says_more(clause, where, order) or (unknown and not LIST_NOUN.search(clause.shape)):
        return ()
    if (apart := contradiction(where)) is not None:
        return (Unclear(apart, "contradiction"),)
    query = ListQuery(where, without=_without(asked))
    if drawn and order is not None and order.graded:
        query = replace(query, where=_with_bound(where, order))
    if counting or (drawn and (order is None or order.graded)):
        limit = None if counting else limit_asked(clause)
        return (_all_or_nobody(clause, replace(query, shape="count" if counting else "any", limit=limit)),)
    orders = both_ends(clause.shape) or (order,)
    return tuple(_all_or_nobody(clause, in_order(clause, query, each)) for each in orders)


def all_but(asked: Asked) -> tuple[Query, ...]:
    """Read a list from which films are left out by name: `everything by Kurosawa but leave out Ran`."""
    clause = asked.clause
    films = clause.of("film")
    left_out = len(films) == len(_LEFT_OUT.findall(clause.shape)) and _ASKS_FOR_ALL.search(clause.shape)
    return listed(asked) if films and left_out else ()


_ASKS_FOR_ALL = phrases("films|everything|all|anything|list|GENRE|works")


def _with_bound(where: Condition | None, order: Order) -> Condition | None:
    """Return conditions with what an adjective asks of films that are drawn: an old one, and not the oldest."""
    bound = _GRADED_AS.get(order.sort)
    if bound is None or speaks_of(where, bound.on):
        return where
    return bound if where is None else Joined("and", (where, bound))


def _bound(on: On, low: float | None, high: float | None, said: str) -> Leaf:
    return Leaf(on, range=Range(low, high, said), said=said)


_GRADED_AS: Mapping[Sort, Leaf] = {
    "oldest": _bound("years", None, 1969, "before 1970"),
    "newest": _bound("years", 2010, None, "since 2010"),
    "longest": _bound("runtime", 150, None, "at least 150 minutes"),
    "shortest": _bound("runtime", None, 100, "at most 100 minutes"),
}
"""What is meant by an old, new, long or short film where one is drawn."""


def _all_or_nobody(clause: Clause, query: ListQuery) -> Query:
    """Return a query; that nothing is known where it is for all films, though some were asked for."""
    if query.where is not None or query.sort != "known" or query.shape == "any":
        return query
    narrowing = unused(clause, query)
    return Unclear((), "person", " ".join(narrowing)) if narrowing else query


def _says_more(clause: Clause, where: Condition | None, order: Order | None) -> bool:
    """Tell whether a list of all films is asked for by something that was not understood."""
    if where is not None or _LEFT_OVER.search(clause.shape) is None:
        return False
    return order is None or bool(unused(clause, ListQuery(None, order.sort)))


def in_order(clause: Clause, query: ListQuery, order: Order | None) -> ListQuery:
    """Return a query for a list in an order, or for the one at its end where one is asked for."""
    if order is None:
        bounded = next((sort for on, sort in _BOUNDED if speaks_of(query.where, on)), "known")
        return replace(query, sort=bounded, limit=limit_asked(clause))
    limit = None if order.place > 1 else limit_asked(clause)
    alone = order.place > 1 or (limit is None and not order.graded and not _is_of_several(clause))
    return replace(query, sort=order.sort, place=order.place, limit=limit, shape="one" if alone else "list")


_BOUNDED: tuple[tuple[On, Sort], ...] = (
    *(("score", "best"), ("budget", "costliest"), ("revenue", "grossing"), ("reviews", "reviewed")),
)
"""In which order films stand that are asked for by a bound, so that the answer shows how near each is to it."""


def _unknown(clause: Clause) -> tuple[str, ...]:
    """Return the words that nobody knows, but for what people say in passing."""
    words = (clause.message.words[place] for place in sorted(clause.unknown_places()))
    return tuple(word.text for word in words if word.folded not in CHATTER | IDLE)


def _is_list(clause: Clause, where: Condition | None) -> bool:
    """Tell whether conditions make a list: a film beside them only as one that is left out, and no fact asked of it."""
    if where is None or _is_fact(clause):
        return False
    left_out = _LEFT_OUT.search(clause.shape) is not None and LISTING.search(clause.shape) is not None
    return not clause.of("film") or left_out or _asks_others(clause) or RANDOM.search(clause.shape) is not None


def _is_open_list(clause: Clause, where: Condition | None, *, ordered: bool, drawn: bool) -> bool:
    """Tell whether a list is asked for without conditions: any film, or the films in an order or number."""
    if where is not None:
        return False
    shape = clause.shape
    if drawn:
        return True
    if clause.of("film") or _TASTE.search(shape):
        return False
    if not LIST_NOUN.search(shape):
        nobody = COUNT.search(shape) is not None and _NAME_MISSING.search(_masked(clause)) is not None
        return ordered and (nobody or _asks_order_alone(clause))
    return ordered or (LISTING.search(shape) is not None and _FILMS.search(shape) is not None)


def _asks_order_alone(clause: Clause) -> bool:
    """Tell whether nothing but an order is asked for: `the biggest budget`."""
    order = order_asked(clause.shape)
    if order is None or order.graded or speaks_of_film(clause):
        return False
    return not clause.spans and not unused(clause, ListQuery(None, order.sort))


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
    ordered = order_asked(clause.shape) is not None and not speaks_of_film(clause)
    return kinds <= {"country", "language", "years"} and not ordered and _FACT.search(clause.shape) is not None


def _masked(clause: Clause) -> str:
    """Return the shape with what is not known of it written as one letter."""
    unknown = {word.casefold() for word in clause.unexplained()}
    return " ".join("?" if word in unknown else word for word in clause.shape.split())


def where_asked(asked: Asked) -> Condition | None:
    """Return what a clause asks of films, whom it means by `her`, and whether they are for children."""
    acting = Leaf("acting", said="the director acts in it") if ACTING_DIRECTOR.search(asked.clause.shape) else None
    if acting is not None:  # `made by Chaplin` behind it tells the part he is meant in
        shape = ACTING_DIRECTOR.sub(" ", asked.clause.shape)
        asked = replace(asked, clause=replace(asked.clause, shape=shape))
    parts = tuple(part for part in (_named(asked), for_audience(asked.clause.shape), acting) if part is not None)
    return Joined("and", parts) if len(parts) > 1 else next(iter(parts), None)


def _named(asked: Asked) -> Condition | None:
    clause, memory = asked.clause, asked.memory
    if len(clause.of("person")) > 1 and _TOGETHER.search(clause.shape):
        return together(clause.of("person"))
    if len(clause.of("person")) == 1 and (parts := in_two_parts(clause, clause.of("person")[0])) is not None:
        rest = conditions(clause.without(clause.of("person")[0]))
        return parts if rest is None else Joined("and", (parts, rest))
    where = conditions(clause, _default_role(clause.shape))
    if (people := clause.of("person")) and (same := _BY_THEM.search(clause.shape)) and where is not None:
        role: Role = "writer" if same["verb"] == "written" else "director"
        theirs = Leaf("person", (people[0].folded,), role=role, said=people[0].name)
        return Joined("and", (where, Not(theirs) if same["turned"] or same["other"] else theirs))
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


def limit_asked(clause: Clause) -> int | None:
    """Return how many films are asked for, None where no number is named."""
    match = _LIMIT.search(clause.shape)
    if match is None:
        return None
    number = int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"]]
    return number if 0 < number <= _MOST_LISTED else _MOST_LISTED
