"""The answer to a message out of what each of its questions was told, with what of it is passed over. Pure rules."""

from collections.abc import Sequence
from dataclasses import replace

from bot.asking.answered import Answered, Told
from bot.asking.query import Small, Unclear
from bot.asking.references import Memory
from bot.asking.understanding import Understood, is_idle
from bot.asking.voice import Voice, listed

MOST_ANSWERS = 6
"""Answers that one message gets."""
_LONGEST, _MOST_NAMED = 60, 3

Part = tuple[Understood, Told]


def composed(parts: Sequence[Part], unread: Sequence[str], memory: Memory, voice: Voice) -> Answered:
    """Return the answer, without what only surrounds it and what it says twice.

    What is passed over is named below it: what nobody knows, and `unread`, questions of which it takes too many.
    """
    asked = [part for part in parts if not is_idle(part[0].query)]
    told = _once(asked or parts[:1])
    shown = told[:MOST_ANSWERS]
    left = [text for understood, _ in parts for text in understood.left if _is_passed_over(understood, told)]
    left += unread
    return Answered((*shown[:-1], _noted(shown[-1], _short(left), voice)), memory)


def is_full(parts: Sequence[Part]) -> bool:
    """Tell whether as many questions are answered as one message gets answers to."""
    return len([part for part in parts if not is_idle(part[0].query)]) >= MOST_ANSWERS


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


def _noted(part: Part, left: Sequence[str], voice: Voice) -> Part:
    if not left:
        return part
    understood, told = part
    named = listed([text if text == "more" else f"“{voice.safe(text)}”" for text in left])
    note = voice.note(f"I passed over {named}, which I did not understand.")
    return understood, replace(told, lines=(*told.lines, note))
