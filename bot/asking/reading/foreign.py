"""Questions in another language, which are not read: only the title in them is looked up. Pure rules."""

import re
from collections.abc import Iterator

from bot.asking.finding.spans import Catalogue
from bot.asking.query import FactQuery, FilmName, Query, Unclear
from bot.asking.reading.clauses import Clause
from bot.asking.reading.references import Asked
from bot.asking.wording.lexicon import ASKING, GLUE
from bot.asking.wording.other_languages import BEGINNING

_NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{3,}")
"""Japanese and Chinese, which put no blank behind a title."""
_LONGEST = 5


def foreign(asked: Asked) -> tuple[Query, ...]:
    """Read a question in another language or script: the film it names, and that questions are read in English."""
    clause = asked.clause
    if not _is_foreign(clause):
        return ()
    named = tuple(film for span in clause.of("film") for film in span.films) or _named(clause, asked.catalogue)
    told = (FactQuery(named, "summary"),) if named else ()
    return *told, Unclear((), "english", choices=named)


def _is_foreign(clause: Clause) -> bool:
    inside = {place for span in clause.spans for place in range(span.start, span.end)}
    words = [(place, word) for place, word in enumerate(clause.message.words) if clause.start <= place < clause.end]
    plain = [word.folded for place, word in words if place not in inside]
    if any(word in ASKING - GLUE - BEGINNING for word in plain):
        return False
    return any(map(_NOT_LATIN.search, plain)) or (bool(plain) and plain[0] in BEGINNING and len(words) > 1)


def _named(clause: Clause, catalogue: Catalogue) -> tuple[FilmName, ...]:
    """Return the films of the longest words of a question that are a title, or nearly one."""
    for text in _stretches(clause):
        if films := catalogue.named(text):
            return films
    for text in _stretches(clause):
        if " " not in text and (guess := catalogue.search(text)) is not None:
            return guess.films
    return ()


def _stretches(clause: Clause) -> Iterator[str]:
    """Yield neighbouring words as they were written, the longest stretches first, and beginnings of unspaced ones."""
    many = clause.end - clause.start
    for size in range(min(_LONGEST, many), 0, -1):
        for start in range(clause.start, clause.end - size + 1):
            yield clause.message.written(start, start + size)
    for word in clause.message.words[clause.start : clause.end]:
        if _UNSPACED.search(word.text):
            yield from (word.text[:length] for length in range(len(word.text) - 1, 1, -1))
