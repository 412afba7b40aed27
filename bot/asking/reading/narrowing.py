"""What follows on a list: a few words that narrow, widen, reorder, count or go on with the films last asked for. Pure.

`FOLLOWING` is the table of what each kind of follow-up does to the last query; the first that fits counts. A question
that names films of its own, `French comedies`, is a new one.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.asking.query import Condition, FactQuery, Joined, Leaf, ListQuery, Query, RecommendQuery, SimilarQuery
from bot.asking.reading.clauses import Clause
from bot.asking.reading.conditions import CONDITION_KINDS, contradiction
from bot.asking.reading.leaves import leaves
from bot.asking.reading.lists import limit_asked, where_asked
from bot.asking.reading.references import Asked, listed_film
from bot.asking.wording.chatter import CHATTER
from bot.asking.wording.grammar import pattern, phrases
from bot.asking.wording.intents import COUNT
from bot.asking.wording.lexicon import NUMBERS
from bot.asking.wording.orders import PLACES, order_asked, without_order
from bot.asking.wording.talk import NEGATIONS, WHAT_ABOUT, WHY

_THEM = r"(of )?(them|those|these|the (list|lot)|that list|this list)"
_COUNTING = pattern(rf"""
    ^(and |so |but |ok )*how many( (is|are|were|does)( (that|there|those|they|these|it|left))?)?( make)?( {_THEM})?(
    altogether| in (all|total)| then| left)*$
""")
_REST = pattern(rf"""
    ^(and |ok |show |me |see |list |give |what (are|about) |whats |go |keep )*(all )?(the )?(rest|remaining|others?
    other ones|page two|next (ones?|page|ten|few|\d+)|more|on|going|everything)( {_THEM})?( ones)?$
""")
_SHOWN = pattern(r"""
    ^(and |ok |so |please |now )*(list|show|name|give|see|tell)( me| us)?( all)?( of)? ?(them|those|these|all)?( all)?$
    ^(and |so )*(what|which) (are|were) (they|those|these|the films?)$|^(and |so )*which( ones)?$
""")
_NUMBERED = pattern(rf"""
    ^(and |ok |only |just |show |me |give |list |name |maybe |make it |keep )*(the )?(top |first |best )?(\d{{1,2}}
    two|three|four|five|six|seven|eight|nine|ten)( {_THEM}| ones?| films?)?( is enough| will do)?$
""")
_PLACED = pattern(
    r"^(and |ok |so |what about |how about |tell me (more )?about |more on |show |me |open |about )*(?P<film>.+)$"
)
_ANOTHER_PLACE = pattern(
    rf"^(and |ok |so |then |what about |how about |the |in )*(?P<place>{'|'.join(PLACES)})( one| place| film)?$"
)
_WITHOUT = pattern(r"""
    ^(and |but |ok )*(no |not |but not |any(thing)? but |without )(the )?FILM( (and|or|nor) FILM)*( (again|please|though
    i have (already )?(seen|watched) .*|ive (already )?(seen|watched) .*|we have (already )?seen .*|seen (it|that|them)
    already|(i|we) (already )?(saw|watched|know) .*))*$
    ^(and |but |ok )*(ive|i have|we have|weve|i|we|have)?( already)? ?(seen|saw|watched|know) FILM( (and|or) FILM)*(
    already| before| though| too)*$
    ^(and |but |ok )*(without|except( for)?|excluding|not( counting)?|minus|other than|apart from|besides|leave out
    leaving out|anything but|not counting) FILM( (and|or) FILM)*$
""")
_ONLY = phrases(rf"only|just|{_THEM}|which (are|is|were|was|one|ones)|ones?|that (are|were|is)|filter|narrow|keep")
"""Words that cut the last list down, however alike what it was asked by."""
_CUT = pattern(rf"^(and |but |so |ok )*(only|just)(?!\S)|(?<!\S){_THEM}(?!\S)")
_OR = pattern(r"^(or|plus|also|and also|include|add|and the|as well as)(?!\S)(?!.* only)")
_NOUN = phrases("films?|anything|something|cinema|works?|who|when|where|how long")
_FRAGMENT = frozenset(
    str.split("""
    and or but also plus from in by with starring featuring the of not no non only just ones one those them these that
    which are is was were be now then maybe directed made written without except excluding a an any what whats how about
    many there give me show all s for did do does have has got shot released came come out instead same thing too as
    well i want keep filter narrow down to limit it bit actually include add other than kids children family families
    list lot first please list on set produced rated scored
    """)
)
"""Words of a follow-up that only joins conditions to the last list."""
_LEADING = re.compile(
    r"^(?:and |or |but |so |not |only |just |what about |how about )*"
    r"(?:from|in|by|with|starring|without|no|non|for|the|not)(?!\S)"
)
"""Words with which a condition begins that is none of films of its own."""
_OF_ITSELF = CONDITION_KINDS - {"genre", "person", "company"}
"""Kinds that are only ever asked of films, so that they narrow a list without another word."""
_WHATEVER = frozenset({"anything", "something"})
_MEASURES = _OF_ITSELF - {"country"}
"""What `anything` goes on with, and of which conditions alone."""
_REFERRING = _FRAGMENT | frozenset(
    str.split(
        "which sort put order rank arrange would you say there anything something it list again has most by among"
    )
)
_NUMBER = re.compile(rf"(?<!\S)(?:\d{{1,2}}|{'|'.join(word for word, number in NUMBERS.items() if number > 1)})(?!\S)")
_SEEN_THAT = pattern(r"""
    ^(but |no |sorry |and |ok )*(ive|i have|we have|weve|i|we|have)?( already)? ?(seen|saw|watched|know) (it|that
    this|them|that one|this one|those|all of (them|those)|these)( already| before| though| too)*( (another
    something else|any others?|others?|next|what else))*$
    ^(no |nah )?not (that|this|these|those)( one| again)?$
""")
_LONGEST = 12


def narrowed(asked: Asked) -> tuple[Query, ...]:
    """Read what follows on a list: `only the French ones`, `and the shortest?`, `how many`, `the second one`."""
    clause, last = asked.clause, asked.memory.query
    if isinstance(last, ListQuery | RecommendQuery | SimilarQuery) and (left_out := _left_out(asked, last)):
        return (left_out,)
    if len(clause.words()) > _LONGEST or clause.of("film") or clause.of("member") or clause.of("reviewer"):
        return ()
    if isinstance(last, ListQuery) and (next_place := _next_place(asked, last)):
        return (next_place,)
    if placed := _placed(asked):
        return (placed,)
    if not isinstance(last, ListQuery):
        return ()
    return next(((query,) for follow in FOLLOWING if (query := follow(asked, last)) is not None), ())


def _left_out(asked: Asked, last: ListQuery | RecommendQuery | SimilarQuery) -> Query | None:
    """Read `without FILM` and `not FILM, I have seen it`: the last films but for it."""
    clause = asked.clause
    if isinstance(last, RecommendQuery) and last.why:
        last = replace(last, why=())
    if _WITHOUT.fullmatch(clause.shape):
        named = tuple(film.id for span in clause.of("film") for film in span.films)
        return replace(last, without=(*last.without, *named))
    if _SEEN_THAT.fullmatch(clause.shape) and asked.memory.shown:
        return replace(last, without=(*last.without, *asked.memory.shown))
    return None


def _next_place(asked: Asked, last: ListQuery) -> ListQuery | None:
    """Read `and the third?` after one film at a place of an order: the film at another place of it."""
    match = _ANOTHER_PLACE.fullmatch(asked.clause.shape)
    return None if match is None or last.shape != "one" else replace(last, place=PLACES[match["place"]])


def _placed(asked: Asked) -> Query | None:
    """Read `the second one` alone: the film there, and of it what was last asked of another."""
    match = _PLACED.search(asked.clause.shape)
    film = None if match is None else listed_film(match["film"], asked.memory, whole=True)
    if film is None:
        return None
    last = asked.memory.query
    return replace(last, films=(film,), by=()) if isinstance(last, FactQuery) else FactQuery((film,), "summary")


def _why(asked: Asked, last: ListQuery) -> ListQuery | None:
    if last.sort == "known" or not WHY.fullmatch(asked.clause.shape):
        return None
    return replace(last, shape="why")


def _counted(asked: Asked, last: ListQuery) -> ListQuery | None:
    if not _COUNTING.fullmatch(asked.clause.shape):
        return None
    return replace(last, shape="count", sort="known", limit=None, place=1, without=())


def _shown(asked: Asked, last: ListQuery) -> ListQuery | None:
    if last.shape != "count" or not _SHOWN.fullmatch(asked.clause.shape):
        return None
    return replace(last, shape="list")


def _continued(asked: Asked, last: ListQuery) -> ListQuery | None:
    if not _REST.fullmatch(asked.clause.shape) or last.shape in {"count", "why"}:
        return None
    return replace(last, without=(*last.without, *asked.memory.shown), place=1)


def _cut(asked: Asked, last: ListQuery) -> ListQuery | None:
    if asked.clause.spans or not _NUMBERED.fullmatch(asked.clause.shape):
        return None
    return replace(last, limit=limit_asked(asked.clause), shape="list", without=())


def _reordered(asked: Asked, last: ListQuery) -> ListQuery | None:
    shape = asked.clause.shape
    order = None if "about" in shape.split() else order_asked(shape)  # what `the first one` is about is its story
    if order is None or asked.clause.spans or set(_NUMBER.sub(" ", without_order(shape)).split()) - _REFERRING:
        return None
    several = order.graded or "are" in shape.split() or limit_asked(asked.clause) is not None
    whole = replace(last, sort=order.sort, place=order.place, limit=limit_asked(asked.clause), without=())
    return replace(whole, shape="list" if several else "one")


def _conditioned(asked: Asked, last: ListQuery) -> ListQuery | None:
    """Read conditions without films of their own, which change those of the last list."""
    clause = asked.clause
    more = where_asked(asked)
    if more is None or not _goes_on(clause):
        return None
    cuts = _ONLY.search(_OR.sub("", clause.shape).replace("ones", "")) or order_asked(clause.shape) is not None
    if _OR.search(clause.shape) and not cuts:
        where = widened(last.where, more)
    elif WHAT_ABOUT.search(clause.shape) and not re.search(r"(?<!\S)(?:only|just)(?!\S)", clause.shape):
        where = changed(last.where, more)
    else:
        where = cut_down(last.where, more, strictly=_ONLY.search(clause.shape) is not None)
    query = replace(last, where=where, without=(), place=1)
    if COUNT.search(clause.shape):
        return replace(query, shape="count", sort="known", limit=None)
    order = order_asked(clause.shape)
    if order is not None:
        return replace(query, sort=order.sort, place=order.place, shape="list" if order.graded else "one")
    again = WHAT_ABOUT.search(clause.shape) and last.shape == "count"
    return query if again or last.shape not in {"count", "why"} else replace(query, shape="list")


FOLLOWING: tuple[Callable[[Asked, ListQuery], ListQuery | None], ...] = (
    _why,
    _counted,
    _shown,
    _continued,
    _cut,
    _reordered,
    _conditioned,
)
"""What may follow on a list, in the order in which it is tried."""


def _goes_on(clause: Clause) -> bool:
    """Tell whether conditions are said as a part of the last list's, and not of films of their own."""
    shape = clause.shape
    cut = re.match(r"(?:and |but |so |ok )*(?:only|just)(?!\S)", shape) or re.search(
        rf"(?<!\S){_THEM.replace('(', '(?:')}(?!\S)", shape
    )
    kinds = {span.kind for span in clause.spans}
    if not cut and any(noun[0] not in _WHATEVER or kinds - _MEASURES for noun in _NOUN.finditer(shape)):
        return False
    words = {word for word in without_order(shape).split() if not word.isupper()} - {"films", "film", "anything"}
    said = NEGATIONS | CHATTER
    if words - _FRAGMENT - said or {word.casefold() for word in clause.unexplained()} - said:
        return False
    cued = cut or _ONLY.search(shape) or _LEADING.search(shape) or WHAT_ABOUT.search(shape) or _OR.search(shape)
    return bool(cued) or (bool(kinds) and kinds <= _OF_ITSELF)


def changed(before: Condition | None, more: Condition) -> Condition:
    """Return conditions with those of the same kind replaced: `and in the 60s?` asks of another decade."""
    on = {leaf.on for leaf in leaves(more)}
    kept = tuple(part for part in _parts(before) if not ({leaf.on for leaf in leaves(part)} & on))
    return _all((*kept, *_parts(more)))


def widened(before: Condition | None, more: Condition) -> Condition | None:
    """Return conditions of which those of the same kind may hold instead; of another kind, all those before may."""
    if before is None:
        return None
    on = {leaf.on for leaf in leaves(more)}
    alike = [part for part in _parts(before) if {leaf.on for leaf in leaves(part)} == on]
    if not alike:
        return Joined("or", (before, more))
    return _all(tuple(Joined("or", (part, more)) if part is alike[0] else part for part in _parts(before)))


def cut_down(before: Condition | None, more: Condition, *, strictly: bool) -> Condition:
    """Return conditions with more of them, in place of those of their kind that they contradict.

    What is not said `strictly`, with `only` or `those`, replaces what is asked of the same kind, but for bounds that go
    together.
    """
    if before is None:
        return more
    where = before
    for part in _parts(more):
        both = _all((*_parts(where), part))
        bounds = isinstance(part, Leaf) and part.range is not None and None in (part.range.low, part.range.high)
        together = strictly or bounds or not isinstance(part, Leaf) or part.on == "person"
        where = both if together and contradiction(both) is None else changed(where, part)
    return where


def _parts(condition: Condition | None) -> tuple[Condition, ...]:
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, Joined) and condition.by == "and" else (condition,)


def _all(parts: tuple[Condition, ...]) -> Condition:
    kept = tuple(dict.fromkeys(parts))
    return kept[0] if len(kept) == 1 else Joined("and", kept)
