"""A choice poll before it opens: its names, its choices, and what keeps it from opening."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.polls.drafting import (
    Choice,
    ChoiceList,
    Doubt,
    Terms,
    Unknown,
    completed,
    hindrances,
    last_name,
    make_draft,
    names_in,
)
from bot.errors import UserError

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")
TERMS = Terms("Friday?")
STALKER, MIRROR = Choice("Stalker (1979)", 1), Choice("Mirror (1975)", 2)


def listed(*choices: Choice) -> ChoiceList:
    found = ChoiceList()
    for choice in choices:
        found.add(choice)
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Stalker; Mirror", ["Stalker", "Mirror"]),
        ("Stalker;;  ;Mirror ;", ["Stalker", "Mirror"]),
        ("Stalker\nMirror\r\n  Ivan's   Childhood", ["Stalker", "Mirror", "Ivan's Childhood"]),
        ("Tora! Tora! Tora!, and others", ["Tora! Tora! Tora!, and others"]),
        (" ; \n ", []),
        ("", []),
    ],
)
def test_names_are_parted_by_semicolons_and_lines(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("typed", "before", "last"),
    [
        ("", "", ""),
        ("stal", "", "stal"),
        ("Stalker (1979);mir", "Stalker (1979); ", "mir"),
        ("Stalker (1979) ; Mirror (1975);  ", "Stalker (1979) ; Mirror (1975); ", ""),
    ],
)
def test_the_last_name_is_the_one_being_typed(typed: str, before: str, last: str) -> None:
    assert last_name(typed) == (before, last)


def test_a_name_is_completed_within_the_room_there_is() -> None:
    labels = ["Mirror (1975)", "Stalker (1979)", "Me; You", "🎬" * 45]
    assert completed("", labels, 100) == ["Mirror (1975)", "Stalker (1979)", "🎬" * 45]
    assert completed("stalker (1979); ", labels, 100) == ["stalker (1979); Mirror (1975)"]
    assert completed("Stalker (1979); ", labels, 28) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=60))
def test_no_choice_is_lost_or_there_twice(named: list[tuple[int, bool]]) -> None:
    choices = [Choice(f"Film {number}", number + 1) if film else Choice(f"text {number}") for number, film in named]
    found = listed(*choices)
    every = [*found.choices, *found.waiting]
    assert [choice.identity for choice in every] == list(dict.fromkeys(choice.identity for choice in choices))
    assert len(found.choices) <= 25
    assert {choice.identity for choice in found.repeated} == {
        choice.identity for choice in choices if choices.count(choice) > 1
    }


def test_what_waits_moves_up_where_a_choice_is_taken_out() -> None:
    found = listed(*(Choice(f"Film {number}", number) for number in range(1, 28)))
    assert [choice.label for choice in found.waiting] == ["Film 26", "Film 27"]
    found.take_out([Choice("Film 3", 3)])
    assert [choice.label for choice in found.choices[-1:]] == ["Film 26"]
    assert [choice.label for choice in found.waiting] == ["Film 27"]


def test_texts_are_the_same_whatever_their_capitals() -> None:
    found = listed(Choice("Pizza"), Choice("pizza"))
    assert found.choices == (Choice("Pizza"),)
    found.take_out(found.choices)
    assert found.choices == found.repeated == ()


def test_two_films_of_one_name_are_told_apart_by_their_directors() -> None:
    one, other = Choice("The Killers (1946)", 1, "The Killers (1946), Ek"), Choice("The Killers (1946)", 2)
    assert [choice.label for choice in listed(one).choices] == ["The Killers (1946)"]
    assert [choice.label for choice in listed(one, other).choices] == ["The Killers (1946), Ek", "The Killers (1946)"]


def test_a_doubt_is_asked_once_and_what_it_is_not_is_named() -> None:
    found = ChoiceList()
    for doubt in (Doubt("solaris", (1, 2)), Doubt("Solaris", (1, 2)), Doubt("killers", (3, 4))):
        found.doubt(doubt)
    assert len(found.doubts) == 2
    one, other = found.doubts
    found.answer(one, STALKER)
    found.answer(one, None)
    found.answer(other, None)
    assert found.choices == (STALKER,)
    assert found.doubts == []
    assert found.unknown == [Unknown("killers")]
    found.miss(Unknown("KILLERS", ("The Killers (1946)",)))
    assert len(found.unknown) == 1


@pytest.mark.parametrize(
    ("choices", "terms", "said"),
    [
        ((), TERMS, ["A poll needs two choices at least: add some."]),
        ((STALKER,), TERMS, ["A poll needs two choices at least: add one more."]),
        ((STALKER, STALKER), TERMS, ["A poll needs two choices at least: add one more."]),
        ((STALKER, MIRROR), TERMS, []),
        ((STALKER, MIRROR), replace(TERMS, closes="31 february"), ["February has no 31st."]),
        ((STALKER, MIRROR), replace(TERMS, closes="today 11:00"), ["That time has passed"]),
        ((STALKER, MIRROR), replace(TERMS, closes="NEVER", most="2"), []),
        ((STALKER, MIRROR), replace(TERMS, most="3"), ["I cannot take “3” as the most choices each: 1 to 2"]),
        ((STALKER, MIRROR), replace(TERMS, most="0"), ["I cannot take “0” as the most choices each"]),
        ((STALKER, MIRROR), replace(TERMS, most="many" * 9), ["I cannot take “manymanymanymanyman…” as the most"]),
        ((STALKER, MIRROR), replace(TERMS, most="9", method="single"), []),
        (
            (STALKER,),
            replace(TERMS, most="many", closes="soon"),
            ["A poll needs two choices at least: add one more.", "I cannot take “soon” as a time."],
        ),
    ],
)
def test_what_keeps_a_poll_from_opening_is_said(choices: tuple[Choice, ...], terms: Terms, said: list[str]) -> None:
    found = hindrances(listed(*choices), terms, NOW, LISBON)
    assert len(found) == len(said)
    assert all(sentence.startswith(start) for sentence, start in zip(found, said, strict=True))
    if found:
        with pytest.raises(UserError) as refused:
            make_draft(listed(*choices), terms, channel_id=7, now=NOW, zone=LISBON)
        assert str(refused.value) == found[0]


def test_an_open_doubt_keeps_a_poll_from_opening() -> None:
    found = listed(STALKER, MIRROR)
    found.doubt(Doubt("solaris", (1, 2)))
    assert hindrances(found, TERMS, NOW, LISBON) == ["Say first which film you mean."]


def test_a_draft_is_what_was_asked_for() -> None:
    terms = Terms("Friday?", "score", "friday 20:00", "1", sealed=True, anonymous=True, voter_role=5)
    draft = make_draft(listed(STALKER, Choice("Pizza")), terms, channel_id=7, now=NOW, zone=LISBON)
    assert (draft.kind, draft.question, draft.method, draft.channel_id) == ("choice", "Friday?", "score", 7)
    assert [(it.position, it.label, it.film_id) for it in draft.options] == [
        (0, "Stalker (1979)", 1),
        (1, "Pizza", None),
    ]
    assert draft.closes_at == "2026-03-06T20:00:00Z"
    assert (draft.sealed, draft.anonymous, draft.voter_role, draft.most_choices) == (True, True, 5, 1)


@pytest.mark.parametrize(
    ("most", "method", "kept"), [("", "approval", None), ("2", "score", None), ("1", "single", None)]
)
def test_as_many_choices_as_there_are_is_no_limit(most: str, method: str, kept: int | None) -> None:
    terms = replace(TERMS, most=most, method=method)
    assert make_draft(listed(STALKER, MIRROR), terms, channel_id=7, now=NOW, zone=LISBON).most_choices is kept
