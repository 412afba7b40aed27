"""What people type for a film, kind by kind, and the film that must come first."""

import pytest

from bot.catalogue.index import Confidence, IndexEntry, TitleIndex

WHOLE = [
    # letters wrong, missing, swapped or doubled
    ("cranes are flyng", 1),
    ("the crnaes are flying", 1),
    ("thee cranes aare flying", 1),
    ("susprai", 2),
    ("batman v superma", 35),
    ("blade runer", 25),
    ("parasyte", 20),
    # articles and word order
    ("Cranes Are Flying, The", 1),
    ("cranes are flying the", 1),
    ("are the cranes flying", 1),
    ("a heat", 29),
    ("teh godfather", 6),
    ("thegodfather", 6),
    # missing words
    ("eternal sunshine spotless", 16),
    ("eternal sunshine", 16),
    # run together and apart
    ("walle", 13),
    ("wall e", 13),
    ("spider man", 27),
    ("spiderman", 27),
    ("bladerunner", 25),
    # and, punctuation, apostrophes, diacritics
    ("bonnie & clyde", 28),
    ("bonnie + clyde", 28),
    ("bonnie n clyde", 28),
    ("oceans eleven", 11),
    ("amelie", 14),
    ("leon", 15),
    ("et", 30),
    ("e.t.", 30),
    # numerals in any dress
    ("godfather 2", 7),
    ("godfather part ii", 7),
    ("godfather ii", 7),
    ("the godfather part two", 7),
    ("godfather 3", 8),
    ("seven", 9),
    ("se7en", 9),
    ("8½", 10),
    ("8 1/2", 10),
    ("ocean's 11", 11),
    ("oceans 12", 12),
    ("kill bill 2", 31),
    ("kill bill volume two", 31),
    ("star trek 5", 36),
    ("one hundred and one dalmatians", 38),
    # years
    ("suspiria 2018", 3),
    ("suspiria (2018)", 3),
    ("(1977) suspiria", 2),
    ("1977 suspiria", 2),
    ("suspiria 2017", 3),
    ("suspirai 1977", 2),
    ("solaris, 2002", 5),
    ("blade runner 2049", 24),
    ("blade runer 2049", 24),
    ("2001 a space odyssey", 26),
    ("1917", 34),
    # parts and initials
    ("the empire strikes back", 17),
    ("empire strikes back", 17),
    ("lotr return of the king", 18),
    ("lotr two towers", 19),
    # other names and alphabets
    ("летят журавли", 1),
    ("letyat zhuravli", 1),
    ("letiat juravli", 1),
    ("солярис", 4),
    ("기생충", 20),
    ("gisaengchung", 20),
    ("千と千尋の神隠し", 21),
    ("となりのトトロ", 22),
    ("tonari no totoro", 22),
    ("トナリノトトロ", 22),
    ("Ζορμπάς", 23),
    ("花樣年華", 33),
    ("ladri di bicicletta", 37),
    # someone who made it
    ("solaris tarkovsky", 4),
    ("solaris soderbergh", 5),
    ("tarkovsky solaris", 4),
    ("solaris clooney", 5),
    ("heat al pacino", 29),
    ("suspiria guadanino", 3),
    # a title of one letter
    ("m", 32),
]

NONSENSE = [
    "",
    "   ",
    "asdfgh",
    "😀",
    "😀🎬",
    "?!",
    "\x00\x01",
    "\ud800",
    "\u202e\u200f",
    "x" * 4000,
    "qwrtp zxcvb",
    "ab " * 2000,
]


@pytest.mark.parametrize(("typed", "film_id"), WHOLE)
def test_the_film_that_is_meant_comes_first(index: TitleIndex, typed: str, film_id: int) -> None:
    answer = index.search(typed)
    assert answer.matches
    assert answer.matches[0].film_id == film_id
    assert answer.confidence is not Confidence.NONE


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_finds_nothing(index: TitleIndex, typed: str) -> None:
    assert index.search(typed).confidence is Confidence.NONE


@pytest.mark.parametrize(
    ("typed", "film_id"),
    [
        ("Solaris (1972)", 4),
        ("Solaris (2002)", 5),
        ("Solaris (2002), Steven Soderbergh", 5),
        ("8½ (1963)", 10),
        ("M (1931)", 32),
    ],
)
def test_a_chosen_label_is_its_film_for_sure(index: TitleIndex, typed: str, film_id: int) -> None:
    answer = index.search(typed)
    assert (answer.matches[0].film_id, answer.confidence) == (film_id, Confidence.SURE)


def test_a_label_with_a_director_tells_two_films_of_one_title_and_year_apart() -> None:
    twins = [
        IndexEntry(1, 0, "Pinocchio", 2022, (), ("Robert Zemeckis",), 9),
        IndexEntry(2, 0, "Pinocchio", 2022, (), ("Guillermo del Toro",), 5),
    ]
    index = TitleIndex.build(twins)
    assert index.search("Pinocchio (2022), Guillermo del Toro").matches[0].film_id == 2
    assert index.search("Pinocchio (2022), Robert Zemeckis").matches[0].film_id == 1
    both = index.search("Pinocchio (2022)")
    assert ([match.film_id for match in both.matches], both.confidence) == ([1, 2], Confidence.CHOICE)


@pytest.mark.parametrize(
    "typed", ["cranes are flyng", "the godfather", "spotless mind eternal sunshine", "suspiria 1977", "amelie"]
)
def test_one_clear_match_is_sure(index: TitleIndex, typed: str) -> None:
    assert index.search(typed).confidence is Confidence.SURE


@pytest.mark.parametrize("typed", ["kill bill 3", "blade runner 2", "heat 1972", "solaris 1990"])
def test_another_number_or_year_may_be_another_film(index: TitleIndex, typed: str) -> None:
    assert index.search(typed).confidence is not Confidence.SURE


@pytest.mark.parametrize("typed", ["solaris", "suspiria", "lord of the rings"])
def test_films_that_fit_alike_are_not_sure(index: TitleIndex, typed: str) -> None:
    answer = index.search(typed)
    assert answer.confidence in {Confidence.LIKELY, Confidence.CHOICE}
    assert len(answer.matches) > 1


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("suspiria 2018", "year matches"),
        ("suspiria 2017", "year is one off"),
        ("letyat zhuravli", "alias “Летят журавли”"),
        ("the crans are flying", "one letter differs"),
        ("amleie poulin", "similar words"),
        ("the empire strikes back", "subtitle"),
        ("lotr return of the king", "initials"),
        ("solaris tarkovsky", "with Andrei Tarkovsky"),
        ("flying are cranes", "words in another order"),
    ],
)
def test_a_match_says_why(index: TitleIndex, typed: str, reason: str) -> None:
    assert reason in index.search(typed).matches[0].reasons


def test_scores_fall_from_a_hundred_to_nothing(index: TitleIndex) -> None:
    scores = [match.score for match in index.search("the godfather part 2").matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_among_equals_the_better_known_then_the_newer_then_the_lower_id_comes_first() -> None:
    same = [
        IndexEntry(4, 0, "Hamlet", 1948, (), (), 5),
        IndexEntry(3, 0, "Hamlet", 1996, (), (), 5),
        IndexEntry(9, 0, "Hamlet", 1990, (), (), 8),
        IndexEntry(2, 0, "Hamlet", 1948, (), (), 5),
    ]
    for order in (same, same[::-1]):
        assert [match.film_id for match in TitleIndex.build(order).search("hamlet").matches] == [9, 3, 2, 4]


def test_no_more_films_are_given_than_asked_for(index: TitleIndex) -> None:
    assert len(index.search("the godfather", limit=2).matches) == 2
    assert len(index.complete("the", limit=3)) == 3


def test_an_index_of_nothing_finds_nothing() -> None:
    index = TitleIndex.build([])
    assert (len(index), index.search("heat").matches, index.complete("he"), index.popular()) == (0, (), (), ())
