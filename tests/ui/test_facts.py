import pytest

from bot.ui import facts


@pytest.mark.parametrize(
    ("minutes", "words"), [(97, "1 h 37 min"), (60, "1 h"), (45, "45 min"), (1, "1 min"), (873, "14 h 33 min")]
)
def test_runtime(minutes: int, words: str) -> None:
    assert facts.runtime(minutes) == words


@pytest.mark.parametrize(("value", "words"), [(8.3, "8.3"), (8.0, "8"), (10.0, "10"), (7.25, "7.2"), (0.5, "0.5")])
def test_number(value: float, words: str) -> None:
    assert facts.number(value) == words


@pytest.mark.parametrize(("many", "words"), [(1, "1 vote"), (0, "0 votes"), (12_000, "12,000 votes")])
def test_count(many: int, words: str) -> None:
    assert facts.count(many, "vote") == words


@pytest.mark.parametrize(
    ("released", "status", "words"),
    [
        ("1957-10-12", "Released", "12 October 1957"),
        ("1895-12-28", None, "28 December 1895"),
        ("2027-01-02", "Post Production", "2 January 2027 · Post Production"),
        (None, "Planned", "Planned"),
        (None, None, None),
        ("someday", None, "someday"),
    ],
)
def test_release(released: str | None, status: str | None, words: str | None) -> None:
    assert facts.release(released, status) == words


@pytest.mark.parametrize(
    ("code", "name"), [("ru", "Russian"), ("EN", "English"), ("cn", "Cantonese"), ("xx", "No language"), ("tlh", "tlh")]
)
def test_languages_are_shown_by_name(code: str, name: str) -> None:
    assert facts.language(code) == name


@pytest.mark.parametrize(
    ("given", "name"), [("SU", "Soviet Union"), ("GB", "United Kingdom"), ("France", "France"), ("ZZ", "ZZ")]
)
def test_countries_are_shown_by_name(given: str, name: str) -> None:
    assert facts.country(given) == name


def test_money_is_exact() -> None:
    assert facts.money(1_234_567) == "$1,234,567"
