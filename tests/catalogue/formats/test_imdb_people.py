"""The names of IMDb's people, kept in little memory."""

import io

from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.formats.imdb_people import People

HEADINGS = "nconst\tprimaryName\tbirthYear\n"


def learnt(wanted: list[str], table: str) -> People:
    people = People()
    for person in wanted:
        people.want(person)
    assert list(people.learn(io.BytesIO(table.encode()))) == []
    return people


@given(st.sets(st.integers(1, 10**7)), st.sets(st.integers(1, 10**7)))
def test_who_was_wanted_is_known_and_nobody_else(wanted: set[int], there: set[int]) -> None:
    numbers = [f"nm{number:07}" for number in sorted(there | wanted)]
    rows = "".join(f"{number}\tPerson {number}\t1900\n" for number in sorted(numbers))  # in the order of text
    people = learnt([f"nm{number:07}" for number in wanted], HEADINGS + rows)
    for number in numbers:
        assert people.name(number) == (f"Person {number}" if int(number[2:]) in wanted else None)


def test_odd_rows_and_numbers_are_nobody() -> None:
    people = learnt(["nm0000001", "tt0000001", "", "nm99999999999"], HEADINGS + "nm0000001\nnm0000001\tIda Ek\t\n\n")
    assert people.name("nm0000001") == "Ida Ek"
    assert people.name("nm0000002") is None
    assert people.name("Ida Ek") is None
    assert learnt(["nm0000001"], "primaryName\tnconst\nIda Ek\tnm0000001\n").name("nm0000001") is None
    assert People().name("nm0000001") is None
