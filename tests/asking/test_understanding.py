"""What questions are taken for: spans, clauses, conditions and references, over the starter records."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking.answered import Told
from bot.asking.answering import AskStore
from bot.asking.as_mapping import answer_to_mapping, intent_of
from bot.asking.asker import Asker
from bot.asking.lookup import Lookup
from bot.asking.query import CompareQuery, FactQuery, FilmName, Joined, Leaf, ListQuery, Not, Query, Range, Unclear
from bot.asking.reading.conditions import contradiction
from bot.asking.reading.references import NOTHING, Memory, Named
from bot.asking.saying.conditions_said import conditions_said
from bot.asking.saying.explained import explanation
from bot.asking.understanding import questions, understand


def queries(text: str, lookup: Lookup, memory: Memory = NOTHING) -> list[Query]:
    return [found.query for clause in questions(text, lookup) for found in understand(clause, lookup, memory)]


def spans(text: str, lookup: Lookup) -> list[tuple[str, str]]:
    found = [span for clause in questions(text, lookup) for span in clause.spans]
    return [(span.kind, span.name or (span.films[0].title if span.films else span.text)) for span in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who made the cranes ar flyng", [("film", "The Cranes Are Flying")]),
        ("films by kalatozv", [("person", "Mikhail Kalatozov")]),
        ("French war films", [("country", "French"), ("genre", "war")]),
        ("films in French", [("language", "French")]),
        ("French-language films", [("language", "French")]),
        ("Solaris 1972", [("film", "Solaris")]),
        ("the 1998 psycho", [("film", "Psycho")]),
        ("crime films from Hong Kong", [("genre", "crime"), ("country", "Hong Kong")]),
        ("is it good or not", []),
        ("which one was the best of them all", []),
        ("what did the usher say about Ran", [("reviewer", "The Usher"), ("film", "Ran")]),
        ("12 Angry Men", [("film", "12 Angry Men")]),
        ('who directed "Up"', [("film", "Up")]),
        ("films without Wajda", [("person", "Andrzej Wajda")]),
    ],
)
def test_spans_are_the_longest_and_surest(lookup: Lookup, text: str, expected: list[tuple[str, str]]) -> None:
    assert spans(text, lookup) == expected


@pytest.mark.parametrize("title", ["Her", "Up", "Us", "No", "M", "Z", "House", "Brazil", "The Return", "Drive"])
def test_titles_of_common_words_are_found_where_nothing_else_fits(lookup: Lookup, title: str) -> None:
    [query] = queries(f"who directed {title}?", lookup)
    assert isinstance(query, FactQuery)
    assert query.films[0].title == title


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("Who made Ran? How long is it?", ["who made FILM", "how long is it"]),
        ("who made Ran and how long is it", ["who made FILM", "and how long is it"]),
        ("who made Ran, where is it from", ["who made FILM", "where is it from"]),
        ("Stalker vs Mirror, which is longer", ["FILM vs FILM which is longer"]),
        ("could you please tell me who made Ran", ["who made FILM"]),
        ("films that are French and are not comedies", ["films that are COUNTRY and are not GENRE"]),
    ],
)
def test_a_message_is_parted_into_its_questions(lookup: Lookup, text: str, shapes: list[str]) -> None:
    assert [clause.shape for clause in questions(text, lookup)] == shapes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("French or Italian comedies", "from France or Italy · Comedy"),
        ("French and Italian comedies", "from France or Italy · Comedy"),
        ("French comedies or Italian dramas", "from France · Comedy, or from Italy · Drama"),
        ("romantic comedies", "Romance · Comedy"),
        ("comedies that are not French or Italian", "Comedy · not from France or Italy"),
        ("westerns not from america", "Western · not from the United States"),
        ("films by Kalatozov or Tarkovsky", "directed by Mikhail Kalatozov or Andrei Tarkovsky"),
        ("films with Mifune and Shimura", "with Toshirō Mifune and Takashi Shimura"),
        ("films by Kurosawa with Mifune", "directed by Akira Kurosawa · with Toshirō Mifune"),
        ("films after 1950 and before 1960", "after 1950 · before 1960"),
        (
            "Soviet war films before 1960 under two hours, not by Kalatozov",
            "from the Soviet Union · War · before 1960 · under 120 minutes · not directed by Mikhail Kalatozov",
        ),
    ],
)
def test_conditions_are_joined_as_they_are_meant(lookup: Lookup, text: str, said: str) -> None:
    [query] = queries(text, lookup)
    assert isinstance(query, ListQuery)
    assert conditions_said(query.where) == said


OF_1950 = Leaf("years", range=Range(1950, 1950, "from 1950"), said="from 1950")
AFTER_1960 = Leaf("years", range=Range(1961, None, "after 1960"), said="after 1960")
FRENCH = Leaf("country", ("France",), said="France")


@pytest.mark.parametrize(
    ("condition", "apart"),
    [
        (Joined("and", (OF_1950, AFTER_1960)), ("from 1950", "after 1960")),
        (Joined("or", (OF_1950, AFTER_1960)), None),
        (Joined("and", (FRENCH, Not(FRENCH))), ("France", "not France")),
        (Joined("and", (FRENCH, AFTER_1960)), None),
        (OF_1950, None),
        (None, None),
    ],
)
def test_contradictions_are_noticed(condition: Joined | Leaf | None, apart: tuple[str, str] | None) -> None:
    assert contradiction(condition) == apart


def test_words_for_what_was_spoken_of_are_resolved(lookup: Lookup) -> None:
    solaris = lookup.named("Solaris")
    memory = Memory(
        films=solaris, person=Named("andrei tarkovsky", "Andrei Tarkovsky"), query=FactQuery(solaris, "year")
    )
    [it] = queries("who directed it?", lookup, memory)
    [other] = queries("what about the 1972 one?", lookup, memory)
    [his] = queries("what else did he direct", lookup, memory)
    assert it == FactQuery(solaris, "director")
    assert isinstance(other, FactQuery)
    assert [film.year for film in other.films] == [1972]
    assert isinstance(his, ListQuery)
    assert conditions_said(his.where) == "directed by Andrei Tarkovsky"


def test_an_unknown_title_is_never_taken_for_the_last_film(lookup: Lookup) -> None:
    memory = Memory(films=lookup.named("Stalker"))
    [query] = queries("who directed zzyzx qwertz", lookup, memory)
    assert isinstance(query, Unclear)
    assert query.said == "zzyzx qwertz"


def test_a_film_and_a_person_of_one_name_are_told_apart_by_the_words_beside(lookup: Lookup) -> None:
    assert spans("films by Welles", lookup) == [("person", "Orson Welles")]
    [compared] = queries("which is longer, Stalker or Ran", lookup)
    assert isinstance(compared, CompareQuery)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_understood_as_something(lookup: Lookup, text: str) -> None:
    for clause in questions(text, lookup):
        for found in understand(clause, lookup):
            assert intent_of(found.query)
            assert explanation(found, Told(())).startswith("I took it as: ")


WORDS = st.sampled_from(
    str.split(
        "who directed not or and films French Stalker Solaris it before 1960 under two hours by Kurosawa best the"
    )
)


@given(st.lists(WORDS, max_size=14))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_the_words_of_questions_is_understood_as_something(lookup: Lookup, words: list[str]) -> None:
    for clause in questions(" ".join(words), lookup):
        assert understand(clause, lookup, Memory(films=lookup.named("Ran")))


async def test_an_answer_as_a_mapping_tells_intent_entities_and_confidence(asking: AskStore) -> None:
    answered = await asking.answer("who made Stalkr, and how long is it?", Asker())
    told = answer_to_mapping("who made Stalkr, and how long is it?", answered)
    assert told["intent"] == "fact.director"
    assert [part["intent"] for part in told["parts"]] == ["fact.director", "fact.runtime"]
    assert told["entities"][0]["films"] == [{"id": told["parts"][0]["films"][0], "name": "Stalker (1979)"}]
    assert 0.5 < told["confidence"] < 1
    assert "Andrei Tarkovsky" in told["answer"]


async def test_a_deleted_film_in_memory_is_told_to_be_gone(asking: AskStore) -> None:
    gone = FilmName(10_000, "Gone", 1950)
    answered = await asking.answer("who directed it?", Asker(), Memory(films=(gone,)))
    assert answered.text == "That film is no longer in the records."
