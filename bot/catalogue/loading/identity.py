"""Which film a record is: by outside id, else by folded title and year, with the director where those are shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b

from bot.catalogue.film import ID_SOURCES, Film, label
from bot.catalogue.text import fold

_SAME_NAME = 0.82
"""How alike (0 to 1, by difflib) two spellings of one director's name are, such as Kalatozov and Kalatosow."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that is already there and could be the record's."""

    film_id: int
    directors: tuple[str, ...]
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Identity:
    """The film that a record is, None for a new one, and the doubt that the load report should tell.

    A server's record may be of the shared film `shared_id`: `film_id` is that one, or the server's own that stands in
    for it. `among` are the films, if more than one, that it may be as well as any other, and it `is_said` where each of
    these is shared and says all that it does.
    """

    film_id: int | None
    doubt: str | None = None
    shared_id: int | None = None
    among: tuple[int, ...] = ()
    is_said: bool = False


def fingerprint(film: Film, key: str) -> int:
    """Return what a record without outside ids is known by: 64 signed bits of folded title, year and directors."""
    text = "\0".join((key, str(film.year), *map(fold, film.directors)))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def identify(film: Film, holders: Sequence[Candidate], namesakes: Sequence[Candidate]) -> Identity:
    """Decide which film a record is.

    `holders` are the films that hold the record's outside ids, surest source first; `namesakes` are the films of the
    same folded title and year. A film is not the record's where a surer source says otherwise. In doubt the record is
    a new film, and the doubt is told.
    """
    held = holder_of(film.ids, holders)
    if held is not None:
        return Identity(held)
    if holders:
        return Identity(None, f"{_name(film)}: its ids belong to a film with another surer id; a new one was made")
    free = [candidate for candidate in namesakes if not candidate.ids.keys() & film.ids.keys()]
    same = [candidate for candidate in free if same_directors(film.directors, candidate.directors)]
    if len(same) == 1:
        return Identity(same[0].film_id)
    if len(same) > 1:
        doubt = f"{_name(film)}: {len(same)} films could be meant; a new one was made"
        return Identity(None, doubt, among=tuple(candidate.film_id for candidate in same))
    if free:
        return Identity(
            None, f"{_name(film)}: another film of that title and year has another director; a new one was made"
        )
    return Identity(None)


def without_year(film: Film, titled: Sequence[str]) -> Identity:
    """Decide which film a record without ids and year is: a new one; in doubt if the films `titled` so have years."""
    if not titled:
        return Identity(None)
    here = f"{titled[0]} is here" if len(titled) == 1 else f"{len(titled)} films of that title are here"
    return Identity(None, f"{_name(film)}: no year; {here}; a new one was made")


def holder_of(ids: Mapping[str, str], holders: Sequence[Candidate]) -> int | None:
    """Return which of the films that hold some of `ids`, surest source first, is the one that they name."""
    return next((holder.film_id for holder in holders if _surest_agrees(ids, holder.ids)), None)


def _surest_agrees(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether the surest source that both have an id of gives both the same."""
    for source in ID_SOURCES:
        if source in one and source in other:
            return one[source] == other[source]
    return False


def same_directors(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two lists of directors can belong to one film: one is unknown, or a name is in both.

    Spellings may differ: the surname and an initial in common are enough, or a close likeness.
    """
    if not one or not other:
        return True
    return any(_same_name(fold(a), fold(b)) for a in one for b in other)


def _same_name(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    if sorted(words) == sorted(others):
        return True
    if words and others and words[-1] == others[-1] and words[0][0] == others[0][0]:  # M. Kalatozov
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_NAME


def _name(film: Film) -> str:
    return label(film.title, film.year)
