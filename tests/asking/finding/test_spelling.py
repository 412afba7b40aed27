"""Slips of the words of questions, and numbers in words, as they are read."""

import pytest

from bot.asking.finding.spelling import spelled
from bot.asking.finding.spoken_numbers import in_digits
from bot.asking.finding.words import read_message
from bot.asking.lookup import Lookup


def folded(text: str, lookup: Lookup) -> str:
    return " ".join(word.folded for word in spelled(in_digits(read_message(text)), lookup).words)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("frech comedys", "french comedies"),
        ("Itallian films", "italian films"),
        ("documentarys", "documentaries"),
        ("the newst hungerian one", "the newest hungarian one"),
        ("wich is the longst", "which is the longest"),
        ("Scandanavian films", "scandinavian films"),
    ],
)
def test_slips_are_read_as_the_words_they_are_of(lookup: Lookup, typed: str, read: str) -> None:
    assert folded(typed, lookup) == read


@pytest.mark.parametrize(
    "typed",
    ["films by Franco", "franco nero", "who made the Itallian Job", "Ordet", "“Frech”", "trains and chase"],
)
def test_names_titles_and_ordinary_words_stay_as_they_are(lookup: Lookup, typed: str) -> None:
    assert folded(typed, lookup) == " ".join(word.folded for word in read_message(typed).words)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("from two thousand and two", "from 2002"),
        ("nineteen eighty-four", "1984"),
        ("twenty twelve", "2012"),
        ("nineteen oh five", "1905"),
        ("nineteen hundred", "1900"),
        ("under ninety minutes", "under 90 minutes"),
        ("a hundred and twenty minutes", "120 minutes"),
        ("seven samurai", "seven samurai"),
        ("twenty one films", "twenty one films"),
        ("the nineteen twenties", "the nineteen twenties"),
    ],
)
def test_years_and_minutes_in_words_are_numbers(lookup: Lookup, typed: str, read: str) -> None:
    assert folded(typed, lookup) == read
