"""Where one question of a message ends and the next begins. Pure rules.

A sentence's end parts them, and so does a comma, a colon or an `and` that another question begins behind. What is
only said of the one before is not parted from it: `films that are French and is not …`, `A or B, which is longer`.
"""

from collections.abc import Collection, Sequence

from bot.asking.finding.spans import Span
from bot.asking.finding.words import Message
from bot.asking.wording.framing import is_tag
from bot.asking.wording.talk import STARTERS

_JOINING = frozenset({"and", "n", "then", "also", "but", "plus"})
_MARKS = frozenset(",:;)")
_OPENERS = frozenset({
    *(("do", "you"), ("do", "we"), ("can", "you"), ("could", "you"), ("tell", "me"), ("show", "me"), ("give", "me")),
    *(("can", "i"), ("any", "reviews"), ("recommend", "me"), ("recommend", "something"), ("suggest", "something")),
    *(("remind", "me"), ("find", "me"), ("anything", "else"), ("recommend", "a"), ("suggest", "a"), ("whether", "it")),
    *(("count", "of"), ("number", "of"), ("in", "what")),
    *(("do", "the"), ("do", "they"), ("do", "people"), ("do", "any"), ("do", "reviewers"), ("do", "critics")),
    *(("do", "i"), ("can", "it"), ("could", "it"), ("should", "i"), ("should", "we"), ("would", "you")),
    *(("in", "which"), ("from", "which"), ("by", "whom"), ("for", "how"), ("of", "what")),
})  # fmt: skip
"""Two words with which another question begins, where one alone does not."""
_DEEDS = frozenset({"rate", "score", "add", "put", "save", "log", "mark", "give"})
_SPOKEN_OF = frozenset({"it", "this", "that", "them"})
_TOLD = _DEEDS | frozenset(str.split("rated scored gave watched saw seen rewatched finished start make create poll"))
"""Words of what is to be done, which its own grammar parts."""
_SAYING_SO = frozenset(str.split("i ive we if since because as just really loved liked enjoyed adored"))
_NEXT = frozenset(str.split("next now else should to would can could what"))
_MARKS_OF_TASTE = frozenset(str.split("loved liked enjoyed adored love like enjoy adore"))
_AUXILIARY = frozenset({"is", "are", "was", "were", "has", "have"})
_ASKED_OF = frozenset({"it", "there", "he", "she", "they", "that", "this", "any", "anyone", "anybody", "one"})
"""Words that an auxiliary asks of, where it tells of the films before it with others."""
_SHORTENED = frozenset({"its", "theres", "hes", "shes", "theyre", "thats"})
_COMPARING = frozenset(
    str.split("longer shorter older newer earlier later better worse cheaper first longest shortest oldest newest")
)
_MEASURING = frozenset(str.split("long year years old when who directed made wrote much director runtime language"))
"""Words of a question that is whole before another asks which of two it is."""
_JUDGED = frozenset(
    str.split(
        "gave give given like likes liked love loves loved hate hates hated dislike disliked praised panned rated"
    )
)
"""Words of what somebody thinks of a film."""
_FAR = 5
"""Words behind an auxiliary among which `it` shows that it asks a question of its own."""
_NUMBERING = frozenset(
    str.split("""
    first second third firstly secondly thirdly one two three 1 2 3 a b c i ii also next then finally
    lastly last question questions q q1 q2 number part and plus so ok few couple of things thing things quick got
    have ive my for you if not so to ask know here im i am after looking want need are is the another
    """)
)
"""Words that number the questions of a message, and announce them."""
_ANNOUNCING = frozenset({"question", "questions", "q", "q1", "q2", "things", "thing"})
_ALONE = frozenset(
    {
        "so",
        "not",
        "to",
        "have",
        "know",
        "ask",
        "got",
        "ok",
        "plus",
        "a",
        "i",
        "my",
        "for",
        "you",
        "here",
        "are",
        "is",
        "the",
        "of",
        "and",
        "last",
        "next",
        "another",
    }
)


def cuts(message: Message, spans: Sequence[Span]) -> list[int]:
    """Return the places of the words with which other questions begin, in order, but for the first word."""
    words = message.words
    inside = {place for span in spans for place in range(span.start + 1, span.end)}
    found: list[int] = []
    for place in range(1, len(words)):
        if place in inside:
            continue
        if words[place - 1].last:
            found.append(place)
            continue
        marked = bool(_MARKS & set(message.text[words[place - 1].end : words[place].start]))
        joined = words[place - 1].folded in _JOINING and place - 1 not in inside
        if (marked or joined) and _begins_another(message, found[-1] if found else 0, place, spans):
            found.append(place - 1 if joined else place)
    return sorted(set(found) - {0})


def is_numbering(words: Collection[str]) -> bool:
    """Tell whether words only number or announce the question behind them: `two questions`, `first`, `b`."""
    told = set(words)
    return bool(told) and told <= _NUMBERING and (not told <= _ALONE or len(words) == 1 or bool(told & _ANNOUNCING))


def _begins_another(message: Message, start: int, place: int, spans: Sequence[Span]) -> bool:
    """Tell whether another question begins with a word behind a comma or `and`; the one before began at `start`."""
    first, second = (word.folded for word in (*message.words[place : place + 2], message.words[place])[:2])
    if is_tag(_to_its_end(message, place)) or _asks_why_they_do(message, start, place):
        return False
    if _announced(message, start, place, spans):
        return True
    if first in STARTERS or (first in {"if", "whether"} and second in _ASKED_OF | _SHORTENED):
        ties = _relative(message, place, spans) or _asks_of_two(message, start, place, spans)
        return not ties and not _asks_for_more(message, start, place, spans)
    if (first, second) in _OPENERS:
        return not _asks_for_more(message, start, place, spans)
    if _is_another_extreme(message, start, place, spans) or _asks_what_is_so(message, start, place, spans):
        return True
    names = second in _SPOKEN_OF or any(span.kind == "film" and span.start == place + 1 for span in spans)
    before = {word.folded for word in message.words[start:place]}
    return first in _DEEDS and names and not before & _TOLD


def _asks_what_is_so(message: Message, start: int, place: int, spans: Sequence[Span]) -> bool:
    """Tell whether something is asked in the words of a statement: `when was FILM made, and it is French?`."""
    first, second = (word.folded for word in (*message.words[place : place + 2], message.words[place])[:2])
    asked = {word.folded for word in message.words[start:place]}
    named = any(span.kind == "film" and start <= span.start < place for span in spans)
    conditions = any(span.kind in _OF_EXTREMES and span.start >= place for span in spans)
    return first == "it" and second in _AUXILIARY and bool(asked & STARTERS) and named and conditions


def _asks_why_they_do(message: Message, start: int, place: int) -> bool:
    """Tell whether it is only asked why somebody judges so, which reviews tell: `who hated it and why`."""
    judged = {word.folded for word in message.words[start:place]} & _JUDGED
    return _to_its_end(message, place) in {("why",), ("why", "not"), ("for", "what", "reason")} and bool(judged)


def _is_another_extreme(message: Message, start: int, place: int, spans: Sequence[Span]) -> bool:
    """Tell whether another film at the end of an order is asked for: `the best comedy and the best drama`."""
    words = [word.folded for word in message.words]
    place += words[place] == "the"
    of_kind = any(place < span.start <= place + 2 and span.kind in _OF_EXTREMES for span in spans)
    return (
        words[place : place + 1] != []
        and words[place] in _EXTREMES
        and of_kind
        and bool(_EXTREMES & set(words[start:place]))
    )


_EXTREMES = frozenset(str.split("oldest newest longest shortest best worst cheapest latest earliest"))
_OF_EXTREMES = frozenset({"genre", "country", "language", "person", "years"})


def _announced(message: Message, start: int, place: int, spans: Sequence[Span]) -> bool:
    """Tell whether what stands before a colon only says that questions follow: `I am after two things: …`."""
    told = {word.folded for word in message.words[start:place]}
    colon = ":" in message.text[message.words[place - 1].end : message.words[place].start]
    return colon and bool(told & _ANNOUNCING) and not any(start <= span.start < place for span in spans)


def _to_its_end(message: Message, place: int) -> tuple[str, ...]:
    """Return the words from a place to the end of their sentence."""
    ends = (at + 1 for at in range(place, len(message.words)) if message.words[at].last)
    return tuple(word.folded for word in message.words[place : next(ends, len(message.words))])


def _asks_for_more(message: Message, start: int, place: int, spans: Sequence[Span]) -> bool:
    """Tell whether what begins goes on a film that one likes: `I loved FILM, what next`."""
    before, after = message.words[start:place], [word.folded for word in message.words[place : place + 2]]
    likes = before[0].folded in _SAYING_SO and any(word.folded in _MARKS_OF_TASTE for word in before[:4])
    named = any(span.kind == "film" and start <= span.start < place for span in spans)
    return likes and named and (after[0] not in STARTERS or (after[0] == "what" and after[-1] in _NEXT))


def _asks_of_two(message: Message, start: int, place: int, spans: Sequence[Span]) -> bool:
    """Tell whether `which` asks about two that are named before it, as in `Stalker vs Mirror, which is longer`."""
    if message.words[place].folded not in {"which", "who", "whos"}:
        return False
    asked = {word.folded for word in message.words[start:place]}
    if asked & STARTERS and (asked & _COMPARING or asked & _MEASURING):
        return False  # `is Psycho longer than Vertigo, and which one is older` are two
    *_, last = [span for span in spans if span.start < place] or [None]
    if last is None:
        return False
    before = sum(span.start < place for span in spans if span.kind == last.kind)
    tied = (last.kind == "film" and message.words[place].folded == "which") or {"or", "vs", "versus"} & {
        word.folded for word in message.words[:place]
    }
    after = any(span.start >= place for span in spans if span.kind == last.kind)
    return bool(tied) and before > 1 and not after


def _relative(message: Message, place: int, spans: Sequence[Span]) -> bool:
    """Tell whether a question word stands in a list of conditions, as in `that are French and is not …`."""
    words = message.words
    following = words[place + 1].folded if place + 1 < len(words) else ""
    after = words[place + 2].folded if place + 2 < len(words) else ""
    if words[place].folded in _AUXILIARY:
        begins = place + 1 + (following == "the")
        named = any(span.kind in {"film", "person"} and span.start == begins for span in spans)
        asks = (following == "the" and after in {"film", "movie"}) or "it" in _to_its_end(message, place)[1 : 1 + _FAR]
        return following not in _ASKED_OF and (following == "not" or not (named or asks))
    if words[place].folded in {"did", "does", "do"} and following == "not":
        return True
    # `when and where was it made`, `who wrote and who directed it` are one and two.
    return (
        words[place].folded in {"where", "when"}
        and words[place - 2 if place > 1 else 0].folded in {"when", "where"}
        and bool(after)
    )
