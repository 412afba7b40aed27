"""The answer to a message out of what each of its questions was told, with what of it is passed over. Pure rules."""

from collections.abc import Sequence
from dataclasses import replace

from bot.asking.answered import Answered, Told
from bot.asking.query import FilmName, Small, Unclear
from bot.asking.reading.references import Memory
from bot.asking.saying.voice import Voice, listed
from bot.asking.understanding import Understood, is_idle

MOST_ANSWERS = 6
"""Answers that one message gets, of whatever length."""
_MOST_LINES, _MOST_LETTERS = 10, 700
"""How long it may be with more answers than that: a line for each of ten films."""
_LONGEST, _MOST_NAMED = 60, 3

Part = tuple[Understood, Told]


def composed(parts: Sequence[Part], unread: Sequence[str], memory: Memory, voice: Voice) -> Answered:
    """Return the answer, without what only surrounds it and what it says twice.

    What is passed over is named below it: what nobody knows, and `unread`, questions of which it takes too many.
    """
    asked = [part for part in parts if not is_idle(part[0].query)]
    told = _once(asked or parts[:1])
    shown = _fitting(told)
    left = [text for understood, _ in parts for text in understood.left if _is_passed_over(understood, told)]
    last = _noted(shown[-1], left, voice)
    return Answered((*shown[:-1], _unanswered(last, [*_films_of(told[len(shown) :]), *unread], voice)), memory)


def is_full(parts: Sequence[Part]) -> bool:
    """Tell whether as many questions are answered as one message gets answers to."""
    asked = [part for part in parts if not is_idle(part[0].query)]
    return len(asked) >= MOST_ANSWERS and not _is_short(asked, fewer=1)


def _is_short(parts: Sequence[Part], *, fewer: int = 0) -> bool:
    """Tell whether answers are short enough for more of them than six, with room for so many lines `fewer`."""
    lines = [line for _, told in parts for line in told.lines]
    return len(lines) <= _MOST_LINES - fewer and sum(map(len, lines)) <= _MOST_LETTERS


def _fitting(parts: Sequence[Part]) -> list[Part]:
    """Return the answers that one message gets: six, and more of them where they are short."""
    shown: list[Part] = []
    for part in parts:
        if len(shown) >= MOST_ANSWERS and not _is_short((*shown, part)):
            break
        shown.append(part)
    return shown


def _films_of(parts: Sequence[Part]) -> list[str]:
    """Return the films of the questions that get no answer."""
    films = [named for understood, _ in parts for named in _film_of(understood)]
    return list(dict.fromkeys(films))


def _film_of(understood: Understood) -> tuple[str, ...]:
    films = getattr(understood.query, "films", ())
    return (films[0].title,) if films and isinstance(films[0], FilmName) else ()


def _is_passed_over(understood: Understood, told: Sequence[Part]) -> bool:
    """Tell whether what is left of a question has to be said: a whole question that is answered says it itself."""
    if isinstance(understood.query, Small):
        return False
    shown = any(each is understood for each, _ in told)
    whole = isinstance(understood.query, Unclear) and understood.query.wants == "question"
    return not (shown and whole)


def _once(parts: Sequence[Part]) -> list[Part]:
    said: set[tuple[str, ...]] = set()
    kept: list[Part] = []
    for understood, told in parts:
        if told.lines not in said:
            kept.append((understood, told))
            said.add(told.lines)
    return kept


def _short(left: Sequence[str]) -> list[str]:
    each = [text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…" for text in dict.fromkeys(left)]
    return each[:_MOST_NAMED] + (["more"] if len(each) > _MOST_NAMED else [])


def _unanswered(part: Part, left: Sequence[str], voice: Voice) -> Part:
    """Return the last answer with what is left to ask again, of a message that asks too much at once."""
    if not left:
        return part
    understood, told = part
    note = voice.note(f"That is all I answer at once: ask again for {_named(left, voice)}.")
    return understood, replace(told, lines=(*told.lines, note))


def _named(left: Sequence[str], voice: Voice) -> str:
    """Return what is left in quotation marks, the first few and that there is more."""
    return listed([text if text == "more" else f"“{voice.safe(text)}”" for text in _short(left)])


def _noted(part: Part, left: Sequence[str], voice: Voice) -> Part:
    if not left:
        return part
    understood, told = part
    note = voice.note(f"I passed over {_named(left, voice)}, which I did not understand.")
    return understood, replace(told, lines=(*told.lines, note))
