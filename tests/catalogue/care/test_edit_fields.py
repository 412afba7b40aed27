"""What is typed in the form of an edit is read by the rules of a record."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given

from bot.catalogue.care.edit_fields import GROUPS, LONGEST, is_too_long, read_form, text_of
from bot.catalogue.film import Alias, Film
from bot.catalogue.record import film_from_mapping, film_to_mapping
from tests.catalogue.test_record import films
from tests.catalogues import CRANES

NAMES = [field.name for group in GROUPS.values() for field in group]


def test_every_field_but_the_reviews_is_edited_once_in_a_form_that_discord_takes() -> None:
    assert sorted(NAMES) == sorted({field.name for field in fields(Film)} - {"reviews"})
    for group in GROUPS.values():
        assert 1 <= len(group) <= 5
        assert all(len(field.label) <= 45 and len(field.hint) <= 100 for field in group)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("title", "  The  Cranes ", "The Cranes"),
        ("year", "1958", 1958),
        ("year", "", None),
        ("year", "0", None),
        ("released", "October 12, 1958", "1958-10-12"),
        ("runtime_minutes", "1h37", 97),
        ("runtime_minutes", "2h", 120),
        ("score", "7,9/10", 7.9),
        ("votes", "12,345", 12345),
        ("budget", "$1.5 million", 1_500_000),
        ("directors", "Ida Ek\n\n Bo  Lind \nIda Ek", ["Ida Ek", "Bo Lind"]),
        ("directors", "", []),
        ("streaming", "None", []),
        ("streaming", "", None),
        ("streaming", "Mubi\nKanopy", ["Mubi", "Kanopy"]),
        ("ids", "IMDb: tt1\ntmdb:7", {"imdb": "tt1", "tmdb": "7"}),
        ("aliases", "Letyat zhuravli\nNew", ["Letyat zhuravli", {"name": "New", "source": "admin"}]),
        ("synopsis", "One.\n\nTwo.", "One.\n\nTwo."),
    ],
)
def test_a_value_is_read(name: str, typed: str, value: Any) -> None:
    reading = read_form(CRANES, {name: typed})
    assert reading.faults == []
    if value == film_to_mapping(CRANES)[name]:
        assert reading.fields == {}
    else:
        assert reading.fields == {name: value}
        assert reading.shown == {name: film_to_mapping(CRANES)[name]}


@pytest.mark.parametrize(
    ("name", "typed", "fault"),
    [
        ("title", " ", "Title: a film needs one"),
        ("year", "1066", "Year: year not usable: 1066 is not 1870 to ten years from now"),
        ("year", "last year", "Year: expected a whole number, got “last year”"),
        ("released", "31 February 1958", "Day of release: expected a day such as 1957-10-12, got “31 February 1958”"),
        ("runtime_minutes", "long", "Running time: expected a running time such as 97 or 1h37m, got “long”"),
        ("score", "11", "The source’s score: expected a score from 0 to 10, got “11”"),
        ("budget", "a lot", "Budget: expected a sum such as 1,200,000 or 1.2 million, got “a lot”"),
        ("website", "javascript:alert(1)", "Website: website not usable: “javascript:alert(1)” is no http or"),
        ("ids", "tt1", "Ids elsewhere: expected lines such as imdb: tt0050634, got “tt1”"),
        ("ids", "netflix: 1", "Ids elsewhere: ids: “netflix” is none of imdb"),
    ],
)
def test_a_value_that_cannot_be_is_named(name: str, typed: str, fault: str) -> None:
    reading = read_form(CRANES, {name: typed, "tagline": "Fine."})
    assert len(reading.faults) == 1
    assert reading.faults[0].startswith(fault)
    assert reading.fields == {"tagline": "Fine."}


@given(films)
def test_a_form_that_is_sent_as_it_was_changes_nothing(film: Film) -> None:
    film, _ = film_from_mapping(film_to_mapping(film))
    reading = read_form(film, {name: text_of(film, name) for name in NAMES})
    assert (reading.fields, reading.faults) == ({}, [])


def test_what_a_form_cannot_show_stays_unless_something_is_written() -> None:
    film = Film("A", synopsis="x" * (LONGEST + 1), aliases=(Alias("B", "akas"),))
    assert is_too_long(text_of(film, "synopsis"))
    assert not is_too_long("x" * LONGEST)
    assert is_too_long("😀" * (LONGEST // 2 + 1))
    assert read_form(film, {"synopsis": ""}).fields == {}
    assert read_form(film, {"synopsis": "Short."}).fields == {"synopsis": "Short."}
