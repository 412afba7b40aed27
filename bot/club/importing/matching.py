"""Which film of a server a row of an export is: by outside id, by title and year, by the title index. Pure rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.catalogue.film import ID_SOURCES, label
from bot.catalogue.index import Answer, Confidence
from bot.catalogue.text import fold
from bot.club.rating_files.record import Ids, ImportedRating

CANDIDATES = 10
"""Films that a member may be asked to choose from."""

SAME = 95.0
"""The index's score from which a title is the film's own, an alias of it, or the same written in another way.

Exports do not mistype, so a sure misspelling is another film: of 1,477 real titles whose films were not among 5,000,
the index was sure of twelve, such as The Shallows for The Hallow, and three of those scored more. All of 296 aliases of
films that were among them did.
"""

ALIKE = 88.0
"""The score from which a film of the same year is worth a question."""

_COMPARED = frozenset(ID_SOURCES) - {"letterboxd"}  # whose films have two kinds of ids, a word and a short code


class Named(NamedTuple):
    """A film as an export names it."""

    title: str
    year: int | None
    ids: Ids = ()

    @property
    def label(self) -> str:
        """The name as it is told, `Title (Year)`, or an id where the export gives no title."""
        if self.title:
            return label(self.title, self.year)
        return " ".join(self.ids[-1]) if self.ids else "a film without a name"


class Wording(NamedTuple):
    """What one question to the member is about: a title, folded, and its year, whatever ids stand beside it."""

    title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """A film that the server sees."""

    id: int
    title: str
    year: int | None
    ids: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the catalogue holds of the names in an export: films by outside id, and by folded title."""

    by_id: Mapping[tuple[str, str], Known]
    by_title: Mapping[str, Sequence[Known]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The film that is meant; or those that may be, where the member has to say; or neither."""

    film: Known | None = None
    candidates: tuple[Known, ...] = ()


UNKNOWN = Verdict()


def named(row: ImportedRating) -> Named:
    """Return the film of a row as it is named there."""
    return Named(row.title, row.year, row.ids)


def wording(name: Named) -> Wording:
    """Return what a question about a film would be about."""
    return Wording(fold(name.title), name.year)


def match(names: Iterable[Named], lookups: Lookups) -> dict[Named, Verdict]:
    """Decide on each name by ids and titles.

    A name without ids is the film of a name with ids and the same title and year, as the tables of one export give
    ids in one place and not in another.
    """
    verdicts = {name: _by_ids(name, lookups.by_id) for name in names}
    alike: dict[Wording, set[Known]] = {}
    for name, verdict in verdicts.items():
        if verdict.film is not None and name.title:
            alike.setdefault(wording(name), set()).add(verdict.film)
    for name, verdict in verdicts.items():
        if verdict.film is None and name.title:
            about = wording(name)
            others = () if _comparable(name) else tuple(alike.get(about, ()))
            namesakes = lookups.by_title.get(about.title, ())
            verdicts[name] = Verdict(others[0]) if len(others) == 1 else _by_title(name, namesakes)
    return verdicts


def settle_search(name: Named, answer: Answer, ids: Mapping[int, frozenset[tuple[str, str]]]) -> Verdict:
    """Decide on a name by what the title index answered; `ids` are those of the films in the answer.

    Only a sure answer of the same title and year is taken unasked. What is nearly that is a question, what is less is
    nothing.
    """
    if answer.confidence is Confidence.NONE:
        return UNKNOWN
    candidates: list[Known] = []
    for rank, found in enumerate(answer.matches):
        film = Known(found.film_id, found.title, found.year, ids.get(found.film_id, frozenset()))
        dated = name.year is not None and film.year is not None
        if not _years_agree(name.year, film.year) or contradicts(name, film):
            continue
        if rank == 0 and answer.confidence is Confidence.SURE and dated and found.score >= SAME:
            return Verdict(film)
        if found.score >= (ALIKE if dated else SAME):
            candidates.append(film)
    return Verdict(candidates=tuple(candidates[:CANDIDATES]))


def contradicts(name: Named, film: Known) -> bool:
    """Tell whether a source calls the film by another id than the export does."""
    theirs = dict(film.ids)
    return any(source in _COMPARED and theirs.get(source, value) != value for source, value in name.ids)


def open_questions(verdicts: Mapping[Named, Verdict]) -> Iterator[tuple[Wording, Named, tuple[Known, ...]]]:
    """Give each wording that the member has to decide on, once, with a name of it and the films it may be."""
    asked: set[Wording] = set()
    for name, verdict in verdicts.items():
        about = wording(name)
        if verdict.film is None and verdict.candidates and about not in asked:
            asked.add(about)
            yield about, name, verdict.candidates


def _comparable(name: Named) -> bool:
    return any(source in _COMPARED for source, _ in name.ids)


def _by_ids(name: Named, by_id: Mapping[tuple[str, str], Known]) -> Verdict:
    held = dict(name.ids)
    for source in ID_SOURCES:  # surest first
        if source in held and (film := by_id.get((source, held[source]))) is not None:
            return Verdict(film)
    return UNKNOWN


def _by_title(name: Named, namesakes: Sequence[Known]) -> Verdict:
    """Decide by films of the same folded title: those of the year, else those a year off, else those without one."""
    films = [film for film in namesakes if not contradicts(name, film)]
    if name.year is None:
        return _only(films)
    for years_off in (0, 1):
        near = [film for film in films if film.year is not None and abs(film.year - name.year) == years_off]
        if near:
            return _only(near)
    return Verdict(candidates=tuple(film for film in films if film.year is None)[:CANDIDATES])


def _only(films: Sequence[Known]) -> Verdict:
    return Verdict(films[0]) if len(films) == 1 else Verdict(candidates=tuple(films[:CANDIDATES]))


def _years_agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or abs(one - other) <= 1
