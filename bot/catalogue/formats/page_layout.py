"""Where things stand on a film page: its header, rating line, labels and sections. What they mean is `page`'s part."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.catalogue.text import collapse, fold
from bot.catalogue.values import parse_runtime, parse_score, parse_year

Line = tuple[int, str]
"""A line's number, from 1, and its text without blanks at its ends."""

LABELS = {
    "released": "released",
    "producted by": "companies",
    "produced by": "companies",
    "country": "countries",
    "countries": "countries",
    "budget": "budget",
    "revenue": "revenue",
    "official website": "website",
}
"""What stands before the colon of a labelled line, and the field it fills."""

HEADINGS = {
    "synopsis": "synopsis",
    "stream online": "streaming",
    "cast": "cast",
    "director": "directors",
    "directors": "directors",
    "producted by": "companies",
    "produced by": "companies",
    "trailers & images": None,
    "you may also like": None,
    "reviews": "reviews",
}
"""The headings, as whole lines, and the field that the lines below each fill, if any."""

LONG_HEADINGS = ("top credited cast", "similar movies to ")
"""How headings begin that go on in the page's own words; the lines below them fill no field."""

_LABELLED = re.compile(r"([^:]+?)\s*:\s*(.*)", re.DOTALL)
_VIEW_MORE = re.compile(r"(?:^|\s*(?:\.\.\.|…)\s*)view more$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_YEAR_LINE = re.compile(r"\d{4}(?:\s+[\"“].*)?|[\"“].*[\"”]", re.ASCII)
_SEPARATOR = re.compile(r"([-=_*#~])\1{2,}")
_MORE_INFO = "more info"
_UNRATED = ("", "NR", "N/A")
_LONGEST_SCORE = 12
_HEADER_LINES = 3
_KEPT = 12


@dataclass(frozen=True, slots=True)
class RatingLine:
    """The parts of `score| runtime| [certification| ]language| More Info`, as they stand there."""

    score: str
    runtime: str
    certification: str
    language: str


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above a rating line: the title, the year line ("" for none), and the number of the first line.

    `certain` is False where the title does not stand both above and below the year line, as it should.
    """

    title: str
    year_line: str
    line: int
    certain: bool


@dataclass(slots=True)
class Page:
    """A page of a source: its header, its rating line, and the lines after that."""

    header: Header
    rating: RatingLine
    body: list[Line] = field(default_factory=list[Line])
    length: int = 0


def parse_rating_line(text: str) -> RatingLine | None:
    """Return the parts of a rating line, or None where `text` is none.

    It ends in `More Info`. One that breaks off before the end of those words counts where its other parts are plain.
    """
    if "|" not in text:
        return None
    parts = [collapse(part) for part in text.split("|")]
    if parts[-1].lower() == _MORE_INFO or (_MORE_INFO.startswith(parts[-1].lower()) and _is_plain(parts[:-1])):
        parts.pop()
    elif not _is_plain(parts):
        return None
    score, *middle = parts
    if not middle or len(score) > _LONGEST_SCORE:
        return None
    runtime = middle.pop(0) if len(middle) > 1 or parse_runtime(middle[0]) is not None else ""
    language = middle.pop() if middle else ""
    return RatingLine(score, runtime, "| ".join(middle), language)


def _is_plain(parts: Sequence[str]) -> bool:
    return (
        len(parts) in (3, 4)
        and (parts[0].upper() in _UNRATED or parse_score(parts[0]) is not None)
        and parse_runtime(parts[1]) is not None
        and _LANGUAGE.fullmatch(parts[-1]) is not None
    )


def pages(lines: Iterable[Line], longest: int) -> Iterator[Page]:
    """Cut lines into pages: one begins where title, year line if any, title and rating line follow each other.

    The first page needs no more than a rating line. Of a page longer than `longest` characters only the end is kept;
    its `length` tells.
    """
    page: Page | None = None
    above: list[Line] = []
    for number, text in lines:
        rating = parse_rating_line(text)
        header = find_header(above, number) if rating is not None else None
        if rating is not None and header is not None and (page is None or header.certain):
            if page is not None:
                _take_off(page.body, header.line)
                yield page
            page = Page(header, rating)
            above = page.body
            continue
        if page is not None:
            page.length += len(text) + 1
        if text or page is not None:
            above.append((number, text))
        if page is None or page.length > longest:
            del above[:-_KEPT]
    if page is not None:
        yield page


def _take_off(body: list[Line], line: int) -> None:
    """Take the next page's header off the end of a body, and the blank lines and rules that part the two."""
    while body and (body[-1][0] >= line or not body[-1][1] or _SEPARATOR.fullmatch(body[-1][1])):
        body.pop()


def find_header(above: Sequence[Line], rating_line: int) -> Header:
    """Read the lines above a rating line, nearest last. The title is "" where there is none.

    Position decides, not looks: of `1984`, `1984`, `1984` the middle one is the year.
    """
    near = list(islice((line for line in reversed(above) if line[1]), _HEADER_LINES))
    numbers = [number for number, _ in near]
    match [text for _, text in near]:
        case [again, year_line, title] if _same(title, again):
            return Header(collapse(title), year_line, numbers[2], certain=True)
        case [again, title, *_] if _same(title, again):
            return Header(collapse(title), "", numbers[1], certain=True)
        case [year_line, title, *_] if _YEAR_LINE.fullmatch(year_line):
            dated = parse_year(year_line[:4]) is not None
            return Header(collapse(title), year_line, numbers[1], certain=dated)
        case [title, year_line, *_] if _YEAR_LINE.fullmatch(year_line):
            return Header(collapse(title), year_line, numbers[0], certain=False)
        case [title, *_]:
            return Header(collapse(title), "", numbers[0], certain=False)
        case _:
            return Header("", "", rating_line, certain=False)


def _same(title: str, other: str) -> bool:
    return title == other or fold(title) == fold(other)


def heading(text: str) -> str | None:
    """Return the field that the lines below `text` fill where it is a heading, "" for none; None for no heading."""
    words = collapse(text).lower()
    if words in HEADINGS:
        return HEADINGS[words] or ""
    return "" if words.startswith(LONG_HEADINGS) or f"{words} " in LONG_HEADINGS else None


def labelled(body: Sequence[Line]) -> tuple[dict[str, str], int]:
    """Return the values of the labelled lines by field, and the index of the first heading after them.

    A value may stand on the line below its label. Of a label that stands twice the first value counts.
    """
    values: dict[str, str] = {}
    waiting: str | None = None
    for index, (_, text) in enumerate(body):
        if heading(text) is not None:
            return values, index
        match = _LABELLED.fullmatch(text)
        name = LABELS.get(collapse(match[1]).lower()) if match else None
        if match is not None and name is not None:
            values[name] = values.get(name) or match[2]
            waiting = name
        elif text and waiting is not None and not values[waiting]:
            values[waiting] = text
    return values, len(body)


def sections(body: Sequence[Line], start: int) -> dict[str, list[Line]]:
    """Return the lines below each heading from index `start` on, by the field they fill.

    Nothing after the heading `Reviews` is a heading.
    """
    found: dict[str, list[Line]] = {}
    current: list[Line] = []
    index = start
    while index < len(body):
        name = heading(body[index][1])
        index += 1
        if name is None:
            current.append(body[index - 1])
            continue
        current = found.setdefault(name, [])
        if name == "reviews":
            current.extend(body[index:])
            break
        if name == "synopsis":
            end = _end_of_synopsis(body, index)
            current.extend((number, _VIEW_MORE.sub("", text)) for number, text in body[index:end])
            index = end
    found.pop("", None)
    return found


def _end_of_synopsis(body: Sequence[Line], start: int) -> int:
    """Return the index behind the synopsis: behind its `... View More`, else at the next heading.

    Lines before that mark may look like headings. It is the mark where a heading or nothing follows it.
    """
    first_heading: int | None = None
    for index in range(start, len(body)):
        text = body[index][1]
        if _VIEW_MORE.search(text):
            after = next((line for _, line in body[index + 1 :] if line), None)
            if first_heading is None or (after is not None and heading(after) is not None):
                return index + 1
            break
        if first_heading is None and heading(text) is not None:
            first_heading = index
    return len(body) if first_heading is None else first_heading
