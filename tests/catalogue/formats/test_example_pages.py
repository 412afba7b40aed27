"""The film pages that the format was specified by, where they lie beside the checkout, and the project's own page."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.film import Notice, Outcome, Record, Reject, Review
from bot.catalogue.formats import choose
from bot.catalogue.loading.sources import Source, sources

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT.parent / "shared" / "pages").glob("*.expected.json"))
OWN_PAGE = ROOT / "data" / "the-cranes-are-flying.txt"

OTHER_READINGS: dict[tuple[str, str], Any] = {
    # Of the readings that a page allows, the one taken here where it is not the first.
    ("S20f_runtime.txt", "runtime_minutes"): 97,
    ("S29b_budget.txt", "budget"): 1_200_000,
}
MORE_WARNINGS = {"S29l_released.txt": ["release date not usable: 31 February 1961"]}


def read(path: Path) -> list[Outcome]:
    (source,) = sources([path])
    assert isinstance(source, Source)
    with source.open() as stream:
        chosen = choose(source.name, stream)
        return [chosen] if isinstance(chosen, Reject) else list(chosen.read(stream))


def as_expected(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def compare_review(review: Review, expected: dict[str, Any]) -> None:
    expected = dict(expected)
    text = review.text
    assert len(text) == expected.pop("text_len", len(text))
    assert text.startswith(expected.pop("text_starts", ""))
    assert text.endswith(expected.pop("text_ends", ""))
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == expected.pop("text_sha256", digest)
    assert {name: getattr(review, name) for name in expected} == expected


def check(expected_path: Path) -> None:
    expected = json.loads(expected_path.read_text(encoding="utf-8"))
    name = expected["file"]
    outcomes = read(expected_path.with_name(name))
    records = [outcome for outcome in outcomes if isinstance(outcome, Record)]
    warnings = [outcome.text for outcome in outcomes if isinstance(outcome, Notice)]
    warnings += [outcome.reason for outcome in outcomes if isinstance(outcome, Reject)]
    warnings += [warning for record in records for warning in record.warnings]
    assert warnings == expected["warnings"] + MORE_WARNINGS.get(name, [])
    assert any(isinstance(outcome, Reject) for outcome in outcomes) == (expected["outcome"] == "reject")
    for record, film in zip(records, expected["films"], strict=True):
        for review, expected_review in zip(record.film.reviews, film.pop("reviews"), strict=True):
            compare_review(review, expected_review)
        for field, value in film.items():
            assert as_expected(getattr(record.film, field)) == OTHER_READINGS.get((name, field), value), field


def test_the_example_pages_come_out_as_they_should(subtests: pytest.Subtests) -> None:
    for expected in EXAMPLES:
        with subtests.test(expected.name):
            check(expected)


def test_the_projects_own_page_is_a_film_with_reviews() -> None:
    (record,) = read(OWN_PAGE)
    assert isinstance(record, Record)
    film = record.film
    assert record.warnings == ()
    assert (film.title, film.year, film.released) == ("The Cranes Are Flying", 1957, "1957-10-12")
    assert (film.runtime_minutes, film.status, film.companies) == (97, "Released", ("Mosfilm",))
    assert (film.budget, film.revenue) == (None, None)
    lines = OWN_PAGE.read_text(encoding="utf-8").splitlines()
    reviews = [line for line in lines[lines.index("Reviews") + 1 :] if line]
    assert len(reviews) > 1
    assert [f"{review.reviewer} {review.text}" for review in film.reviews] == reviews
