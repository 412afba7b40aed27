"""The language of a search of words: plain words, "phrases", -without, film: and by:."""

import re
import unicodedata
from dataclasses import dataclass

from bot.errors import UserError

LONGEST = 300
"""Characters of a query that are read; more is refused."""

MOST_TERMS = 12
"""Words and phrases a query may hold."""

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PART = re.compile(r'(?P<minus>-)?(?:(?P<field>film|by):\s*)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))?', re.IGNORECASE)

_COMMON = frozenset((
    *("a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "he", "her", "his"),
    *("i", "in", "is", "it", "its", "not", "of", "on", "or", "she", "that", "the", "their", "there", "they", "this"),
    *("to", "was", "were", "which", "who", "will", "with", "you"),
))  # fmt: skip
"""Words in nearly every review, passed over where others are asked for too; inside a phrase they count."""


class WordQueryError(UserError):
    """A search of words that cannot be made; the text says how to write it."""


@dataclass(frozen=True, slots=True)
class WordQuery:
    """What is looked for: every text of `wanted`, none of `unwanted`, each one word or a phrase.

    `film` and `by` narrow the search to a film's title and a reviewer's name, as they were typed; with either of them
    nothing need be wanted.
    """

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()
    film: str | None = None
    by: str | None = None


@dataclass(slots=True)
class _Parts:
    words: list[str]
    phrases: list[str]
    unwanted: list[str]
    fields: dict[str, str]


def parse(text: str) -> WordQuery:
    """Return what a typed query asks for.

    Raises:
        WordQueryError: there is no word and no filter in it, or one of them is not whole; the text explains.
    """
    if len(text) > LONGEST:
        raise WordQueryError(f"That is too long to search for: write at most {LONGEST} characters.")
    parts = _Parts([], [], [], {})
    text = text.translate(_QUOTES)
    if text.count('"') % 2:
        raise WordQueryError("A phrase is not closed: put a quotation mark at its end too, as in “the camera spins”.")
    place = 0
    while place < len(text):
        match = _PART.match(text, place)
        assert match is not None  # every part of the pattern may be missing
        place = match.end() if match.end() > place else place + 1
        _take(match, parts)
    return _query(parts)


def _take(match: re.Match[str], parts: _Parts) -> None:
    value = _tokens(match["phrase"] if match["phrase"] is not None else match["word"] or "")
    if match["field"]:
        _take_field(match["field"].lower(), value, match, parts.fields)
    elif not value:
        return
    elif match["minus"]:
        parts.unwanted.append(value)
    elif match["phrase"] is not None:
        parts.phrases.append(value)
    else:
        parts.words.append(value)


def _take_field(field: str, value: str, match: re.Match[str], fields: dict[str, str]) -> None:
    example = "film:stalker" if field == "film" else "by:usher"
    if match["minus"]:
        raise WordQueryError(f"A minus works before a word or a phrase, not before {field}:.")
    if not value:
        raise WordQueryError(f"A name is missing after {field}: write it as in {example}, or in quotation marks.")
    if field in fields:
        raise WordQueryError(f"There are two {field}: filters; one at a time works.")
    fields[field] = (match["phrase"] if match["phrase"] is not None else match["word"]).strip()


def _query(parts: _Parts) -> WordQuery:
    telling = [word for word in parts.words if word.casefold() not in _COMMON]
    wanted = [*parts.phrases, *telling] or parts.words
    if not wanted and (parts.unwanted or not parts.fields):
        if parts.unwanted:
            raise WordQueryError("There are only words to leave out: add one to look for.")
        raise WordQueryError(
            "There is no word to look for. Try one or two words, or a phrase in quotation marks; -word leaves a word "
            "out, film:title and by:reviewer narrow the search."
        )
    if len(wanted) + len(parts.unwanted) > MOST_TERMS:
        raise WordQueryError(f"That is too much at once: {MOST_TERMS} words and phrases are the most.")
    return WordQuery(
        tuple(dict.fromkeys(wanted)),
        tuple(dict.fromkeys(parts.unwanted)),
        parts.fields.get("film"),
        parts.fields.get("by"),
    )


def _tokens(text: str) -> str:
    """Return the words of a text parted by blanks: only what FTS5 too takes for letters, marks and digits."""
    kept = (letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in text)
    words = "".join(kept).split()
    return " ".join(word for word in words if any(letter.isalnum() for letter in word))


def to_match(query: WordQuery) -> str:
    """Return a query as an FTS5 MATCH expression, empty where nothing is wanted.

    Each text is a quoted string, so that none is an operator.
    """
    wanted = " AND ".join(f'"{text}"' for text in query.wanted)
    if not query.unwanted:
        return wanted
    unwanted = " OR ".join(f'"{text}"' for text in query.unwanted)
    return f"({wanted}) NOT ({unwanted})"
