import pytest

from bot.club.importing import draft as drafts
from bot.club.importing.draft import MOST_QUESTIONS, ImportDraft, left_out_text
from bot.club.importing.matching import UNKNOWN, Known, Named, Verdict
from bot.club.importing.plan import State
from bot.club.rating_files.record import ImportedRating, RatingFile, Remark

NOTHING = State({}, frozenset(), {}, frozenset())
OLD, NEW = Known(1, "Solaris", 1972), Known(2, "Solaris", 2002)


def row(title: str, line: int = 2, score: int | None = 8) -> ImportedRating:
    return ImportedRating(title, None, "ratings.csv", line, score=score)


def draft_of(*rows: ImportedRating, **facts: frozenset[Named]) -> ImportDraft:
    verdicts = {
        "Solaris": Verdict(candidates=(OLD, NEW)),
        "Heat": Verdict(Known(3, "Heat", 1995)),
    }
    names = {Named(row.title, None): verdicts.get(row.title.split(" ")[0].title(), UNKNOWN) for row in rows}
    file = RatingFile("Letterboxd", rows, (Remark("ratings.csv", 9, "no title"),), {"TV episode": 3})
    return ImportDraft(file, names, NOTHING, **facts)


def test_an_answer_places_every_row_of_its_title() -> None:
    draft = draft_of(row("Solaris"), row("Heat", 3), row("solaris", 4))
    assert len(draft.outlook().plan.ratings.new) == 1
    [question] = draft.questions
    assert question.candidates == (OLD, NEW)
    draft.answer(2)
    assert draft.questions == []
    outlook = draft.outlook()
    assert [rating.film_id for rating in outlook.plan.ratings.new] == [2, 3]
    assert outlook.left_out == ()
    assert draft.titles[2] == NEW


@pytest.mark.parametrize(
    ("answered", "reason"), [(False, "several films could be meant: not answered"), (True, "skipped")]
)
def test_what_is_skipped_or_not_answered_is_left_out_and_named(answered: bool, reason: str) -> None:
    draft = draft_of(row("Solaris"), row("Nowhere", 3))
    if answered:
        draft.answer(None)
    outlook = draft.outlook()
    assert outlook.films == ()
    text = left_out_text(draft, outlook.left_out)
    assert text.splitlines()[0].startswith(f"ratings.csv:2: Solaris: {reason}")
    assert text.splitlines()[1:] == [
        "ratings.csv:3: Nowhere: not found here",
        "ratings.csv:9: no title",
        "left out: TV episode, 3 in all",
    ]


def test_so_many_questions_and_no_more_are_asked() -> None:
    draft = draft_of(*(row(f"Solaris {number}", number) for number in range(2, MOST_QUESTIONS + 4)))
    assert len(draft.questions) == MOST_QUESTIONS
    reasons = [left.reason for left in draft.outlook().left_out]
    assert reasons.count("several films could be meant") == 2


def test_what_was_not_looked_for_is_said() -> None:
    draft = draft_of(row("Nowhere"), unsearched=frozenset({Named("Nowhere", None)}))
    assert "too many" in draft.outlook().left_out[0].reason


def test_films_only_marked_as_watched_are_counted() -> None:
    assert draft_of(row("Heat", score=None)).outlook().seen_only == 1
    assert draft_of(row("Heat")).outlook().seen_only == 0


def test_a_list_too_long_for_discord_ends_with_how_much_more_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LONGEST_LIST", 400)
    draft = draft_of(*(row(f"Nowhere {number} ß", number) for number in range(2, 40)))
    text = left_out_text(draft, draft.outlook().left_out)
    assert len(text.encode()) < 400
    kept = text.splitlines()
    assert kept[-1] == f"… and {40 - len(kept) + 1} lines more"
