"""What a question for films says that its query does not use, so that it can be told. Pure rules.

A word that could narrow a list and was not understood must never be dropped in silence: all words are told but those of
a closed list that ask nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.asking.finding.spans import Span
from bot.asking.finding.spelling import mended
from bot.asking.query import FactQuery, ListQuery, Query, RecommendQuery
from bot.asking.reading.clauses import Clause
from bot.asking.reading.leaves import leaves, speaks_of
from bot.asking.wording.audience import AUDIENCE
from bot.asking.wording.chatter import CHATTER, in_occasions, in_sayings
from bot.asking.wording.film_talk import PLACES_SET, UNKEPT
from bot.asking.wording.framing import in_frames
from bot.asking.wording.grammar import phrases
from bot.asking.wording.intents import ABOUT, ACTING_DIRECTOR, COUNT, RANDOM, RELATIVE, SAME_HAND
from bot.asking.wording.lexicon import GLUE, NUMBERS
from bot.asking.wording.orders import without_order
from bot.asking.wording.talk import NEGATIONS, PERSON_PRONOUN, STARTERS
from bot.catalogue.text import fold

IDLE = (
    GLUE
    | CHATTER
    | NEGATIONS
    | STARTERS
    | frozenset(
        str.split("""
    i me my we us our you your u ur he him his she her hers it its they them their theirs this that these those one ones
    there here be been being am do done doing having can could will would shall should may might must wanna gonna
    im ive id ill youre youve theyre theres thats lets dont doesnt didnt whose whom what whats which
    not no nor but than as if so too also only just even all any some every each both either another other others else
    more most less least few lot lots of couple several bunch anything something things thing nothing
    film films movie movies picture pictures pic pics flick flicks feature features cinema title titles work works stuff
    filmography output catalogue catalog collection library database archive record records list lists bot club server
    show shows shown give gives name names find search look looking tell know known want wanted need needed get gets got
    like see seen watch watched watching view hold holds held own carry store loaded exist exists include included
    made make makes making come comes came coming released release releases produced shot direct directed directs
    directing director directors written wrote write acted act acts acting play played plays star stars starring starred
    appear appeared appears featuring feature featured cast credits credit involved worked
    ever time times yet already now today tonight currently still then again please pls plz thanks thank
    how many much number count total altogether overall amount
    kind kinds sort sorts type types genre genres language languages country countries
    score scores rating ratings rated runtime length long
    maybe perhaps really very quite pretty rather fairly bit little slightly well ok okay yes yeah yep hi hello hey
    best good great top first last next marquee
    meant mean say says said think guess about
    back out up off over into within and or because
    anywhere somewhere everything fancy anyone anybody everyone everybody
    instead except excluding without apart aside besides minus neither none leave leaving skip skipping omit ignore
    w n r em ppl howmany manny hw classics gems flix flims flim moveis movis
    vids moive fims fim runner up someone somebody
    gimme nice rest remaining going go carry page filter narrow keep down add
    together alongside opposite collaborate collaborated pair paired team teamed bros costars costarring worked
    share shared screen
    """)
    )
)
"""Words that ask nothing of films in a list, or whose sense is kept in how its conditions are joined."""

_MEASURING = phrases(r"""
    box office|money|worldwide|budgets?|costs?|(going )?by|according to|reviews?|reviewers?|critics?|audiences?|votes?
    run ?times?|running|minutes|years?|dates?|release|order|sorted|ordered|ranked|ranking|rank
""")
"""What films in an order are ordered by."""
_COMPARING = phrases("longer|shorter|older|newer|earlier|later|more recent")
_USED = (COUNT, RANDOM)
_UNKEPT = dict(UNKEPT)
_NUMBER = re.compile(r"(?<!\S)(?:\d{1,2}|" + "|".join(NUMBERS) + r")(?!\S)")
_TIME_RUN = phrases("(running|run|screen) (times?|lengths?)|runtimes?|durations?|lengths?|running")
_WATCHLIST = phrases("watch ?lists?")
_TITLED = phrases("versions|called|named|titled|entitled|with the (title|name)|by the name")
_JOINED_LATER = GLUE | {"very", "really"}


def passed_over(clause: Clause, queries: Sequence[Query]) -> tuple[str, ...]:
    """Return the stretches of a question that none of its queries uses, as they were written."""
    asked = [query for query in queries if isinstance(query, ListQuery | RecommendQuery)]
    others = [query for query in queries if not isinstance(query, ListQuery | RecommendQuery)]
    unkept = [query.about for query in others if isinstance(query, FactQuery) and query.field == "unkept"]
    if not asked or len(unkept) < len(others) or PLACES_SET in unkept:
        return ()
    shape = clause.shape
    for about in unkept:
        shape = _UNKEPT[about].sub(" ", shape)
    return unused(replace(clause, shape=shape), asked[0])


def unused(clause: Clause, query: ListQuery | RecommendQuery) -> tuple[str, ...]:
    """Return the stretches of a clause that a query for films does not use, as they were written."""
    left = set(_left_of(clause.shape, query).split()) - IDLE
    inside = {place for span in clause.spans for place in range(span.start, span.end)}
    inside |= {clause.start + place for place in (*in_sayings(clause.words()), *in_frames(clause.words()))}
    wanted_for = {clause.start + place for place in in_occasions(clause.words())}
    words = clause.message.words
    places = [
        place
        for place in range(clause.start, clause.end)
        if place not in inside and (place in wanted_for or mended(words[place].folded) in left)
    ]
    unused_names = [span for span in clause.spans if not _is_used(span, query)]
    inside -= {place for span in unused_names for place in range(span.start, span.end)}
    places = sorted({*places, *(place for span in unused_names for place in range(span.start, span.end))})
    return tuple(clause.message.written(start, end) for start, end in _stretches(clause, places, inside))


def _is_used(span: Span, query: ListQuery | RecommendQuery) -> bool:
    """Tell whether a query uses what a span names; terms are conditions of it."""
    if span.kind == "reviewer":
        return False
    if span.kind == "film":
        ids = {film.id for film in span.films}
        told = {value for leaf in leaves(query.where) for value in leaf.values}
        spoken = set(fold(span.text).split())  # `films about trains` looks for the word, and means no film of it
        return bool(ids & set(query.without)) or bool({str(film) for film in ids} & told) or spoken <= told
    return True


def _stretches(clause: Clause, places: Sequence[int], inside: set[int]) -> list[tuple[int, int]]:
    """Return places as stretches, over the small words between them."""
    found: list[tuple[int, int]] = []
    for place in places:
        between = range(found[-1][1], place) if found else ()
        small = all(clause.message.words[at].folded in _JOINED_LATER and at not in inside for at in between)
        if found and small and len(between) < 3:  # noqa: PLR2004 - `with a happy and quiet end`
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _left_of(shape: str, query: ListQuery | RecommendQuery) -> str:
    """Return a shape without what the query was made of."""
    for wordings in _USED:
        shape = wordings.sub(" ", shape)
    shape = ACTING_DIRECTOR.sub(" ", shape)
    if any(leaf.on in {"runtime", "years"} and leaf.values for leaf in leaves(query.where)):
        shape = _COMPARING.sub(" ", shape)
    shape = RELATIVE.sub(" ", PERSON_PRONOUN.sub(" ", SAME_HAND.sub(" ", shape)))
    if speaks_of(query.where, "words") and (match := ABOUT.search(shape)):
        shape = shape.replace(match["topic"], " ", 1)
    if speaks_of(query.where, "runtime"):
        shape = _TIME_RUN.sub(" ", shape)
    if speaks_of(query.where, "certification"):
        shape = AUDIENCE.sub(" ", shape)
    if isinstance(query, ListQuery) and query.seen == "saved":
        shape = _WATCHLIST.sub(" ", shape)
    if speaks_of(query.where, "title"):
        shape = _TITLED.sub(" ", shape)
    if isinstance(query, RecommendQuery) or query.sort != "known":
        shape = _MEASURING.sub(" ", without_order(shape))
    if isinstance(query, RecommendQuery) or query.limit is not None:
        shape = _NUMBER.sub(" ", shape)
    return shape
