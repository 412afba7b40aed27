"""What asks for something to be done, and what members ask of their own lists. Pure rules."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, cast

from bot.asking.finding.spans import Span
from bot.asking.query import ClubQuery, CommandQuery, Deed, DoQuery, FilmName, ListedQuery, Query, Unclear
from bot.asking.reading.clauses import Clause
from bot.asking.reading.references import Asked, films_meant, listed_film, places_as_it
from bot.asking.wording.as_typed import day_among, day_typed, score_typed
from bot.asking.wording.doing_rules import (
    BESIDE_WATCHING,
    COMMANDS,
    DOING,
    MANNERS,
    OWN,
    PARTING,
    UNKNOWN,
    WATCHED,
    WHEN,
    Rows,
)
from bot.asking.wording.lexicon import ASKING

MOST_DEEDS = 4
"""Wishes of one clause that are read."""

_FILM = re.compile(r"FILM(\d+)")
_APOSTROPHE = re.compile(r"['’ʼ]")
_UNREAD = re.compile(r"[^\w\s★☆⭐½.,/%-]|(?<=\s)-(?=\s)")
_GRADED = re.compile(r"(?:FILM\d+ )?(?:an? )?[\d★⭐½]")
_NUMBER_LAST = re.compile(r"\s(\d{1,2}(?:[.,]\d)?½?)$")
_AROUND = " .,…-"
_LISTED = re.compile(r",\s|\s(?:or|and|vs|versus|then)\s")
_FOR = re.compile(r"^(?:(?:for|with|of|between|about|on|from|what to|watch|see|films?|movies?|the|us|we|to|a)\s)+")
_NO_FILM_MEANT = {
    "rate": "your rating",
    "unrate": "your rating",
    "list": "your watchlist",
    "unlist": "your watchlist",
    "log": "your diary",
    "review": "your review",
    "discuss": "a discussion",
}
"""What is understood of a wish for which a film is wanting."""


class _Wishes:
    """A clause as the tables of wishes read it: in small letters, its films as `FILM0`, `FILM1` and so on."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._films = asked.clause.of("film")
        self._spoken_of: tuple[FilmName, ...] = ()
        self.text = _written(asked.clause, self._films)
        if listed_film(asked.clause.shape, asked.memory) is not None:
            self.text = places_as_it(self.text)

    def read(self) -> tuple[Query, ...]:
        """Return what is wished for; several where `and` ties them and each is one."""
        parts = PARTING.split(self.text)[:MOST_DEEDS]
        found: list[Query] = []
        for part in parts:
            read = self._part(part) or self._shortened(part, found)
            if not read:
                break
            if found and _is_said_whole(found[-1], read[0]):
                found.pop()
            found.extend(read)
        else:
            return tuple(found)
        self._spoken_of = ()
        return self._part(self.text) if len(parts) > 1 else ()

    def _part(self, part: str) -> tuple[Query, ...]:
        while (bare := MANNERS.sub("", part).strip(_AROUND)) != part:
            part = bare
        return self._deed(part) or self._watched(part) or self._command(part) or self._unknown(part)

    def _shortened(self, part: str, found: list[Query]) -> tuple[Query, ...]:
        """Read what goes on after another wish: `rate FILM 9 and FILM 8`, `I watched FILM today, 8/10`."""
        if not found or not _GRADED.match(part):
            return ()
        return self._deed(f"rate {part}" if part.startswith("FILM") else f"rate it {part}")

    def _deed(self, part: str) -> tuple[Query, ...]:
        for deed, match in _fitting(DOING, part):
            named = match.groupdict()
            query = DoQuery(cast("Any", deed))
            if deed == "poll":
                return (self._poll(named.get("choices") or ""),)
            if deed == "undo":
                return (query,)
            if score := named.get("score"):
                query = replace(query, said=score_typed(self._as_written(score)))
            if day := named.get("day"):
                query = replace(query, said=day_typed(self._as_written(day)))
            return self._of_films(query, named.get("it"))
        return ()

    def _watched(self, part: str) -> tuple[Query, ...]:
        for _, match in _fitting(WATCHED, part):
            beside = match["day"] or ""
            day = day_among(beside)
            if day is None and not BESIDE_WATCHING.fullmatch(beside):
                continue
            return self._of_films(DoQuery("log", said=day or ""), match["it"])
        return ()

    def _command(self, part: str) -> tuple[Query, ...]:
        return tuple(CommandQuery(cast("Any", command)) for command, _ in islice(_fitting(COMMANDS, part), 1))

    def _unknown(self, part: str) -> tuple[Query, ...]:
        for deed, match in _fitting(UNKNOWN, part):
            titles = _LISTED.split(match["title"])
            if "FILM" in match["title"] and (len(titles) == 1 or "score" in match.groupdict()):
                continue
            return tuple(query for title in titles for query in self._one_of(cast("Any", deed), title))
        return ()

    def _one_of(self, deed: Deed, title: str) -> tuple[Query, ...]:
        """Return a wish for a film of several, or that there is none of such a title."""
        if _FILM.search(title):
            return self._of_films(DoQuery(deed), title)
        return (Unclear((_NO_FILM_MEANT[deed],), "film", title, self._asked.catalogue.nearest(title)),)

    def _of_films(self, query: DoQuery, said: str | None) -> tuple[Query, ...]:
        """Return a wish for each film that is named, or for the one that is spoken of."""
        if numbers := _FILM.findall(said or ""):
            groups = [self._films[int(number)].films for number in numbers]
        else:
            groups = [self._spoken_of or films_meant(self._asked.clause, self._asked.memory, self._asked.catalogue)]
        if not groups[0]:
            if query.deed == "remove":
                return (query,)
            if query.deed == "unrate":
                return (DoQuery("undo"),)
            return (Unclear((_NO_FILM_MEANT[query.deed],), "film"),)
        self._spoken_of = groups[-1]
        return tuple(replace(query, films=films) for films in groups)

    def _poll(self, choices: str) -> DoQuery:
        """Return a poll with the films that are named, for the day that is."""
        when = WHEN.search(choices)
        text = choices if when is None else f"{choices[: when.start()].removesuffix('for ')} {choices[when.end() :]}"
        films: list[tuple[FilmName, ...]] = []
        unknown: list[str] = []
        for part in _LISTED.split(text + " "):
            if numbers := _FILM.findall(part):
                films.extend(self._films[int(number)].films for number in numbers)
                continue
            title = _FOR.sub("", part.strip(_AROUND) + " ").strip()
            if not all(word in ASKING for word in title.split()):
                unknown.append(title)
        said = "" if when is None else when[0].removeprefix("on ").removeprefix("the ")
        return DoQuery("poll", said=said, choices=tuple(films), unknown=tuple(unknown))

    def _as_written(self, said: str) -> str:
        """Return words with the titles in them as they were written."""
        return _FILM.sub(lambda film: self._films[int(film[1])].text.casefold(), said)


def doing(asked: Asked) -> tuple[Query, ...]:
    """Read what asks for something to be done: `rate it 9`, `add FILM to my list`, `start a poll for tonight`."""
    read = _Wishes(asked).read()
    if asked.clause.weak and (not read or isinstance(read[0], Unclear)):
        return _Wishes(replace(asked, clause=asked.clause.with_weak())).read() or read
    return read


def own_lists(asked: Asked) -> tuple[Query, ...]:
    """Read `is FILM on my list` and `did I watch FILM`."""
    films = asked.clause.of("film")
    text = MANNERS.sub("", _written(asked.clause, films))
    for ask, match in _fitting(OWN, text):
        numbers = _FILM.findall(match["it"])
        groups = [films[int(number)].films for number in numbers] or [
            films_meant(asked.clause, asked.memory, asked.catalogue)
        ]
        if not groups[0]:
            return (Unclear(("your own lists",), "film"),)
        return tuple(ListedQuery(films) if ask == "listed" else ClubQuery("own", films) for films in groups)
    return ()


def _fitting(rows: Rows, text: str) -> Iterator[tuple[str, re.Match[str]]]:
    return ((meaning, match) for meaning, row in rows if (match := row.fullmatch(text)))


def _is_said_whole(before: Query, after: Query) -> bool:
    """Tell whether a wish is the one before it with its score, as in `rate FILM, 9/10`."""
    return isinstance(after, DoQuery) and before == replace(after, said="")


def _written(clause: Clause, films: tuple[Span, ...]) -> str:
    """Return a clause as it was written, in small letters and without its marks, its films as `FILM0` and so on."""
    words, text = clause.message.words, clause.message.text
    end = words[clause.end].start if clause.end < len(words) else len(text)
    parts: list[str] = []
    at = words[clause.start].start
    for number, span in enumerate(films):
        parts += [text[at : words[span.start].start].casefold(), f" FILM{number} {_score_after(span)} "]
        at = words[span.end - 1].end
    parts.append(text[at:end].casefold())
    plain = _UNREAD.sub(" ", _APOSTROPHE.sub("", "".join(parts)))
    return " ".join(plain.split()).replace(" ,", ",").strip(_AROUND)


def _score_after(span: Span) -> str:
    """Return the score that was taken for a part of a mistyped title, as in `stalkr 9`; empty where there is none."""
    found = _NUMBER_LAST.search(span.text)
    if found is None or any(found[1] in film.title for film in span.films):
        return ""
    return found[1]
