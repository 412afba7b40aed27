"""Corrections of which film is meant: `no, the Tarkovsky one`, `I meant the remake`, `the 1933 one`. Pure rules."""

from dataclasses import replace

from bot.asking.finding.versions import version
from bot.asking.query import CheckQuery, ClubQuery, FactQuery, FilmName, ListedQuery, Query, ReviewQuery
from bot.asking.reading.references import Asked
from bot.asking.wording.grammar import pattern

_WORDS = {"later": "newer", "second": "newer", "last": "newer", "modern": "newer", "recent": "newer", "classic": "old"}
_CORRECTING = pattern(r"""
    ^(?P<no>(no|nope|nah|sorry|wait|not (that|this)( one)?|wrong( one)?|but|i (meant|mean)|meant|as in|what about
    (im|i was) (asking|talking) about|how about|and|just|only) )*(the |that )?(?P<lead>(one|version
    film) )?(?P<what>FILM|PERSON|YEARS
    remake|original|first|second|later|last|modern|recent|classic|old|older|oldest|earlier|new|newer|newest|latest
    reboot)( s)?(?P<one> (one|version|film|remake|original))?$
""")


def corrected(asked: Asked) -> tuple[Query, ...]:
    """Read which film of a title was meant, and return the last question asked of it."""
    last = asked.memory.query
    match = _CORRECTING.search(asked.clause.shape)
    if match is None or not isinstance(last, FactQuery | CheckQuery | ReviewQuery | ListedQuery | ClubQuery):
        return ()
    alone = match["what"] in {"remake", "original", "reboot"}
    if match["what"] == "FILM":
        unnamed = isinstance(last, FactQuery) and not last.films
        means = unnamed or (last.films and (match["no"] or match["one"] or _picks(asked, last.films)))
        return (replace(last, films=asked.clause.of("film")[0].films),) if means else ()
    if not last.films or not (match["no"] or match["one"] or match["lead"] or alone):
        return ()
    namesakes = tuple(dict.fromkeys((*last.films, *asked.catalogue.named(last.films[0].title))))
    if match["what"] == "PERSON":
        by = tuple(person.folded for person in asked.clause.of("person"))
        return (replace(last, films=namesakes, by=by),) if isinstance(last, FactQuery) else ()
    films = _meant(asked, match["what"], namesakes)
    return (replace(last, films=films),) if films else ()


def _picks(asked: Asked, films: tuple[FilmName, ...]) -> bool:
    """Tell whether a film is named as one of several of its title that were spoken of: `the one with Judy Garland`."""
    picked = asked.clause.of("film")[0].films
    return len(films) > 1 and len(picked) < len(films) and set(picked) <= set(films)


def _meant(asked: Asked, word: str, namesakes: tuple[FilmName, ...]) -> tuple[FilmName, ...]:
    if word == "YEARS":
        [span] = asked.clause.of("years")[:1]
        years = span.range
        assert years is not None
        low, high = years.low or 0, years.high or float("inf")
        return tuple(film for film in namesakes if film.year is not None and low <= film.year <= high)
    return version(namesakes, _WORDS.get(word, word)) if any(film.year is not None for film in namesakes) else ()
