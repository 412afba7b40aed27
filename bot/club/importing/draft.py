"""An import that a member is still deciding on: what was read, which films it is, and what they have answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.club.importing.matching import Known, Named, Verdict, Wording, named, open_questions, wording
from bot.club.importing.plan import FilmImport, Part, Plan, State, gather, make_plan
from bot.club.rating_files.record import ImportedRating, RatingFile

PARTS: tuple[Part, ...] = ("ratings", "diary", "watchlist", "reviews")
MOST_QUESTIONS = 25
"""Titles that a member is asked about; where more are unclear, the others are left out and named."""

LONGEST_LIST = 8 * 2**20
"""Bytes of the list of what is left out, which Discord has to take as a file."""


@dataclass(frozen=True, slots=True)
class Question:
    """A title of the export that may be several films."""

    about: Wording
    name: Named
    candidates: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row that is not imported, and why."""

    row: ImportedRating
    reason: str

    @property
    def name(self) -> str:
        """The film as the export names it."""
        return named(self.row).label


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an import comes to as things stand: a plan of all its parts, and the rows that no film was found for.

    `seen_only` counts films that are marked as watched and no more.
    """

    films: tuple[FilmImport, ...]
    plan: Plan
    left_out: tuple[LeftOutRow, ...]
    seen_only: int


class ImportDraft:
    """What was read of an export, the film of each name in it, and the member's answers so far.

    `unsearched` are names that were not looked for beyond their exact titles, as there were too many.
    """

    def __init__(
        self,
        file: RatingFile,
        verdicts: Mapping[Named, Verdict],
        state: State,
        unsearched: frozenset[Named] = frozenset(),
    ) -> None:
        self.file = file
        self._verdicts = verdicts
        self._state = state
        self._unsearched = unsearched
        every = [Question(about, name, films) for about, name, films in open_questions(verdicts)]
        self.questions = every[:MOST_QUESTIONS]
        """What the member is still to be asked, the next one first."""
        self._beyond = {question.about for question in every[MOST_QUESTIONS:]}
        self._answers: dict[Wording, Known | None] = {}

    @property
    def titles(self) -> dict[int, Known]:
        """The films that the names were found to be."""
        chosen = (film for film in self._answers.values() if film is not None)
        found = (verdict.film for verdict in self._verdicts.values() if verdict.film is not None)
        return {film.id: film for film in (*found, *chosen)}

    def answer(self, film_id: int | None) -> None:
        """Take the answer to the next question: one of its films, or None to leave its title out."""
        question = self.questions.pop(0)
        films = {film.id: film for film in question.candidates}
        self._answers[question.about] = None if film_id is None else films[film_id]

    def outlook(self) -> Outlook:
        """Return what the import comes to; with many rows this takes a while, so call it in a thread."""
        left_out: list[LeftOutRow] = []
        films = tuple(gather(self._placed(left_out)).values())
        plan = make_plan(films, self._state, frozenset(PARTS))
        seen_only = sum(film.seen and film.score is None and not film.watches and film.review is None for film in films)
        return Outlook(films, plan, tuple(left_out), seen_only)

    def _placed(self, left_out: list[LeftOutRow]) -> Iterator[tuple[int, ImportedRating]]:
        for row in self.file.rows:
            name = named(row)
            film = self._film(name)
            if film is None:
                left_out.append(LeftOutRow(row, self._reason(name)))
            else:
                yield film.id, row

    def _film(self, name: Named) -> Known | None:
        verdict = self._verdicts[name]
        return verdict.film or (self._answers.get(wording(name)) if verdict.candidates else None)

    def _reason(self, name: Named) -> str:
        if not self._verdicts[name].candidates:
            if name in self._unsearched:
                return "no film here has exactly this title; it was not looked for further, as there were too many"
            return "not found here"
        about = wording(name)
        if about in self._answers:
            return "skipped: several films could be meant"
        return "several films could be meant" if about in self._beyond else "several films could be meant: not answered"


def left_out_text(draft: ImportDraft, left_out: Sequence[LeftOutRow]) -> str:
    """Return the list of every row that is not imported, or not wholly: where it stands, its title, and why."""
    lines = [f"{at.row.file}:{at.row.line}: {at.name}: {at.reason}" for at in left_out]
    lines += [f"{remark.file}:{remark.line}: {remark.reason}" for remark in draft.file.remarks]
    lines += [f"left out: {what}, {count:,} in all" for what, count in draft.file.left_out.items()]
    text = "\n".join(lines)
    if len(text.encode("utf-8", "replace")) > LONGEST_LIST:
        kept = text[: LONGEST_LIST // 4].rsplit("\n", 1)[0]  # a character has four bytes at most
        text = f"{kept}\n… and {len(lines) - kept.count(chr(10)) - 1:,} lines more"
    return text + "\n"
