"""MovieLens' way of writing titles: `City of Lost Children, The (Cité des enfants perdus, La) (1995)`."""

import re
from dataclasses import dataclass

_LONGEST = 1000
"""Characters of a title that is taken apart at most; what is longer is no title of a film."""

_YEAR = re.compile(r" ?\((?:(?P<first>\d{4})(?: ?[-–—] ?(?:\d{4})?)?|[\d?]{3,4}) ?\)$", re.ASCII)
_IN_BRACKETS = re.compile(r"(?<=\S) ?\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)$")
_ALSO_KNOWN_AS = re.compile(r"(?:a\.?\s?k\.?\s?a\.?|also known as)[\s:]+", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:[IVX]+|TV|V|VG|\d+)", re.ASCII)
"""What tells films of one title apart on IMDb and is no name of any."""

_UNFINISHED = re.compile(r"(?:[:\-–—]|\bor)$", re.IGNORECASE)
"""How a title ends to which the brackets belong: `Birdman: Or (The Unexpected Virtue of Ignorance)`."""

_ARTICLE = re.compile(
    r"(?P<rest>.+), (?P<article>The|An?|L['’]|La|Le|Les|Il|Lo|I|Gli|Una?|Une|El|Los|Las|Der|Die|Das|Ein|Eine|Den|Det"
    r"|De|Het|Een|O|Os|As)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class WrittenTitle:
    """What a title says: the film's name, its year as written, its name in its own language, and other names."""

    title: str
    year: int | None
    original: str | None = None
    others: tuple[str, ...] = ()


def read_title(text: str) -> WrittenTitle:
    """Return what a title of MovieLens says; of a span of years the first."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return WrittenTitle(text, None)
    found = _YEAR.search(text)
    rest = text[: found.start()] if found else text
    year = int(found["first"]) if found and found["first"] else None
    original: str | None = None
    others: list[str] = []
    while (brackets := _IN_BRACKETS.search(rest)) and not _UNFINISHED.search(rest[: brackets.start()]):
        inside = brackets["inside"].strip()
        rest = rest[: brackets.start()].rstrip()
        if known_as := _ALSO_KNOWN_AS.match(inside):
            others.append(_article_first(inside[known_as.end() :].strip()))
        elif inside and not _NO_NAME.fullmatch(inside):
            if original is not None:
                others.append(original)
            original = _article_first(inside)
    title = _article_first(rest.strip())
    return WrittenTitle(title, year, original, tuple(filter(None, others[::-1])))


def _article_first(title: str) -> str:
    moved = _ARTICLE.fullmatch(title)
    if moved is None:
        return title
    article = moved["article"]
    return article + moved["rest"] if article.endswith(("'", "’")) else f"{article} {moved['rest']}"
