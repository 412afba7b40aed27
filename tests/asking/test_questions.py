"""Questions over the starter records, one a row in `questions/`: what the answer has to hold, and what it may not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.asking.answered import Answered
from bot.asking.answering import AskStore
from bot.asking.as_mapping import intent_of
from bot.asking.asker import Asker
from bot.asking.reading.references import NOTHING

FOLDER = Path(__file__).parent / "questions"
KINDS = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
UNSURE = re.compile(
    r"do not (?:say|know)|did not understand|is not among|I know no|hold no|understood|No film|no other|nothing in"
    r"|outside"
)
FEWEST, RIGHT = 300, 0.95


def questions(kind: str) -> Iterator[dict[str, Any]]:
    for line in (FOLDER / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


async def answered(asking: AskStore, row: dict[str, Any]) -> Answered:
    memory = NOTHING
    for earlier in row.get("before", ()):
        memory = (await asking.answer(earlier, Asker(), memory)).memory
    return await asking.answer(row["ask"], Asker(), memory)


def is_right(row: dict[str, Any], answer: Answered) -> bool:
    said = answer.text
    if "intent" in row and intent_of(answer.parts[0][0].query) != row["intent"]:
        return False
    return all(fact in said for fact in row["has"]) and not any(fact in said for fact in row.get("never", ()))


@pytest.mark.parametrize("kind", KINDS)
async def test_questions_are_answered_right_or_not_at_all(asking: AskStore, kind: str) -> None:
    rows = list(questions(kind))
    answers = [(row, await answered(asking, row)) for row in rows]
    missed = [(row["ask"], answer.text) for row, answer in answers if not is_right(row, answer)]
    invented = [(ask, said) for ask, said in missed if not UNSURE.search(said)]
    assert not invented
    assert len(missed) <= len(rows) * (1 - RIGHT), missed


def test_there_are_enough_questions() -> None:
    asked = [row["ask"] for kind in KINDS for row in questions(kind)]
    assert len(asked) >= FEWEST
    assert len(KINDS) >= 10


async def test_facts_are_made_of_the_records_alone(asking: AskStore, starter_database: Path) -> None:
    """Every name and number of an answer stands in the records of the films it is of."""
    words = re.compile(r"[^\W_]+")
    templates = {"In", "The", "A", "No", "I", "There", "Yes", "It", "h", "min"}
    records = records_of(starter_database)
    for row in questions("facts"):
        answer = await answered(asking, row)
        for _, told in answer.parts:
            known = templates | {word for film in told.films for word in words.findall(records[film])}
            said = " ".join(line for line in told.lines if not line.startswith("I passed over"))
            named = {word for word in words.findall(said) if word[:1].isupper() or word[:1].isdigit()}
            strange = {word for word in named - known if not word.isdigit() or not is_derived(int(word), known)}
            assert not strange, (row["ask"], told.lines)


def is_derived(number: int, known: set[str]) -> bool:
    """Tell whether a number is hours or minutes of a running time, or a part of a sum or mean."""
    given = {int(word) for word in known if word.isascii() and word.isdigit()}
    return number < 100 or any(number in (given_number // 60, given_number % 60) for given_number in given)


def records_of(path: Path) -> dict[int, str]:
    from contextlib import closing

    from bot.catalogue.film_rows import read_whole_film
    from bot.catalogue.record import film_to_mapping
    from bot.connection import open_reader
    from bot.ui import facts

    found: dict[int, str] = {}
    with closing(open_reader(path)) as connection:
        for (film_id,) in connection.execute("SELECT id FROM films").fetchall():
            film = read_whole_film(connection, film_id)
            assert film is not None
            said = [json.dumps(film_to_mapping(film), ensure_ascii=False)]
            said += [facts.language(film.language)] if film.language else []
            said += [facts.day(film.released)] if film.released else []
            said += [facts.money(amount) for amount in (film.budget, film.revenue) if amount]
            found[film_id] = " ".join(said)
    return found
