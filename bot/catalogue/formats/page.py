"""The film page: a film's web page as plain text, one or more to a file.

    page       = title NL blank* [year-line NL] title NL rating-line NL labels sections
    year-line  = YYYY [SP '"' tagline '"']             from the first quote to the last
    rating-line = score "| " runtime "| " [certification "| "] language "| More Info"
    labels     = (Released | Producted By | Country | Budget | Revenue | Official Website) ":" value NL …
    sections   = Synopsis … "... View More", Stream Online, Cast, Director, Producted By, …, Reviews
    review     = reviewer SP text NL                   to the end of the page

The rating line is the one reliable mark: no rating line, no film. `page_layout` finds these parts; here they become a
film.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from bot.catalogue.film import Film, Notice, Outcome, Record, Reject, Review
from bot.catalogue.formats.decoding import LONGEST_RECORD, Text
from bot.catalogue.formats.page_layout import Line, Page, labelled, pages, parse_rating_line, sections
from bot.catalogue.text import collapse, fold
from bot.catalogue.values import (
    MONTHS,
    drop_controls,
    parse_date,
    parse_money,
    parse_runtime,
    parse_score,
    parse_year,
    plain_text,
    trailing_score,
    trailing_url,
    web_address,
)

NO_RATING_LINE = "no rating line: not recognised as a film page"

_QUOTES = re.compile('["“”]')
_DATE_AND_STATUS = re.compile(r"(.*\d\S*)?\s*(\D*)")
_OFFER_ENDS = re.compile(r"\bwatch now\b|\s*,\s*", re.IGNORECASE)
_NOT_AVAILABLE = "not available"
_REVIEW = re.compile(r"(\S+)(?:\s(.*))?", re.DOTALL)
_COMMA = re.compile(r"\s*,\s*")
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "inc", "inc.", "ltd", "ltd.", "llc", "co.", "s.a."))
"""What after a comma belongs to the name before it."""


def matches(name: str, head: bytes) -> bool:  # noqa: ARG001 - the content alone decides
    """Say whether a rating line stands in `head`."""
    return any(parse_rating_line(line) for _, line in _Lines(Text(io.BytesIO(head))))


def read(stream: BinaryIO) -> Iterator[Outcome]:
    """Read a film from each page."""
    text = Text(stream)
    lines = _Lines(text)
    found = False
    for page in pages(lines, LONGEST_RECORD):
        found = True
        yield from lines.events()
        yield _film_or_reject(page)
    yield from lines.events()
    if not found and not text.broken_off:
        yield Reject(1, "file is empty" if lines.blank else NO_RATING_LINE)


class _Lines:
    """The lines of a text, numbered and cleaned of control characters, HTML and blanks at their ends."""

    def __init__(self, text: Text) -> None:
        self.blank = True
        self._text = text
        self._warned = False
        self._notices: list[Outcome] = []

    def __iter__(self) -> Iterator[Line]:
        for raw in self._text.lines():
            line = drop_controls(raw)
            if line != raw and not self._warned:
                self._warned = True
                self._notices.append(Notice("control characters dropped", self._text.line))
            line = plain_text(line).strip().lstrip("\ufeff")
            self.blank = self.blank and not line
            yield self._text.line, line

    def events(self) -> Iterator[Outcome]:
        """Give what was noticed since the last call."""
        yield from self._text.events()
        yield from self._notices
        self._notices.clear()


def _film_or_reject(page: Page) -> Outcome:
    header = page.header
    if page.length > LONGEST_RECORD:
        return Reject(header.line, f"a page longer than {LONGEST_RECORD // 2**20} MB")
    if not header.title:
        return Reject(header.line, "no title above the rating line")
    warnings: list[str] = []
    film = _film(page, warnings)
    return Record(film, header.line, tuple(warnings))


def _film(page: Page, warnings: list[str]) -> Film:
    labels, first_heading = labelled(page.body)
    found = sections(page.body, first_heading)
    year, tagline = _year_and_tagline(page.header.year_line, warnings)
    released, status = _released(labels.get("released", ""), warnings)
    synopsis = _prose(found.get("synopsis", ()))
    reviews = tuple(_review(text) for _, text in found.get("reviews", ()) if text)
    if synopsis is None:
        warnings.append("no synopsis")
    if not reviews:
        warnings.append("no reviews")
    return Film(
        title=page.header.title,
        year=year,
        tagline=tagline,
        synopsis=synopsis,
        score=parse_score(page.rating.score),
        runtime_minutes=parse_runtime(page.rating.runtime),
        certification=page.rating.certification or None,
        language=page.rating.language or None,
        released=released,
        status=status,
        companies=_names(labels.get("companies", ""), *_texts(found.get("companies", ()))),
        countries=_names(labels.get("countries", "")),
        directors=_names(*_texts(found.get("directors", ()))),
        cast=_names(*_texts(found.get("cast", ()))),
        budget=parse_money(labels.get("budget", "")),
        revenue=parse_money(labels.get("revenue", "")),
        website=_website(labels.get("website", ""), warnings),
        streaming=_offers(_texts(found.get("streaming", ()))),
        reviews=reviews,
    )


def _year_and_tagline(line: str, warnings: list[str]) -> tuple[int | None, str | None]:
    """Read `1957 "tagline"`, the tagline from the first quote to the last."""
    quotes = [match.start() for match in _QUOTES.finditer(line)]
    first = quotes[0] if quotes else len(line)
    last = quotes[-1] if len(quotes) > 1 else len(line)
    year = parse_year(line[:first])
    if line and year is None:
        warnings.append("year not usable")
    return year, collapse(line[first + 1 : last]) or None


def _released(value: str, warnings: list[str]) -> tuple[str | None, str | None]:
    """Read `12 October 1957 Released`: a date, then the word or words of a status; either may be missing."""
    match = _DATE_AND_STATUS.fullmatch(collapse(value))
    assert match is not None
    day = match[1] or ""
    status = " ".join(word for word in match[2].split() if word.lower() not in MONTHS)
    released = parse_date(day)
    if day and released is None:
        warnings.append(f"release date not usable: {day}")
    return released, status if any(letter.isalpha() for letter in status) else None


def _website(value: str, warnings: list[str]) -> str | None:
    address = web_address(value)
    if address is None and any(letter.isalnum() for letter in value):
        warnings.append("website not usable: no http or https address")
    return address


def _texts(lines: Sequence[Line]) -> list[str]:
    return [text for _, text in lines if text]


def _prose(lines: Sequence[Line]) -> str | None:
    """Join lines as they stand, blank ones at the ends left off."""
    return "\n".join(text for _, text in lines).strip() or None


def _names(*texts: str) -> tuple[str, ...]:
    """Split at commas, each name once; `Jr.` and `Inc.` stay with the name before them."""
    names: list[str] = []
    for text in texts:
        for name in _COMMA.split(collapse(text)):
            if name.lower() in _SUFFIXES and names:
                names[-1] = f"{names[-1]}, {name}"
            elif any(letter.isalnum() for letter in name):
                names.append(name)
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(fold(name), name)
    return tuple(unique.values())


def _offers(texts: Sequence[str]) -> tuple[str, ...] | None:
    """Read where the film can be seen: nothing said is unknown, "not available" is nowhere."""
    if not texts:
        return None
    if _NOT_AVAILABLE in collapse(" ".join(texts)).lower():
        return ()
    offers = (collapse(offer) for text in texts for offer in _OFFER_ENDS.split(text))
    return tuple(dict.fromkeys(offer for offer in offers if offer)) or None


def _review(line: str) -> Review:
    match = _REVIEW.fullmatch(line)
    assert match is not None
    text = match[2] or ""
    return Review(match[1], text, trailing_score(text), trailing_url(text))
