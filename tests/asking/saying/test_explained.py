"""What a question was taken for, in words: negations, joins, order, limits, guesses, and how a ranking is weighed."""

from typing import get_args

import pytest

from bot.asking.asker import Asker
from bot.asking.query import Query
from bot.asking.saying.explained import _SAID, explanation
from tests.asking.clubs import ANA, BEN, GUILD, AskedClub


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who made stalkr", "the director of Stalker (1979). I took “stalkr” for Stalker (1979) (95% sure)."),
        (
            "five French comedies or Italian dramas",
            "films that fit: (from France and Comedy) or (from Italy and Drama); 5 at the most.",
        ),
        ("westerns not from america", "films that fit: Western and not from the United States."),
        ("the oldest Japanese films", "films that fit: from Japan; the oldest film first."),
        ("how many Japanese films are there", "how many films there are that fit: from Japan."),
        ("the second longest film", "the second longest film."),
        ("which is longer, Stalker or Ran", "which of Stalker (1979) and Ran (1985) is longer."),
        ("is Stalker a comedy", "whether Stalker (1979) is Comedy."),
        ("films like Stalker", "up to 5 films like Stalker (1979)."),
        ("who hated Come and See", "which reviewers disliked Come and See (1985)."),
        ("who here liked Come and See", "which members here liked Come and See (1985)."),
        ("what have I not seen by Tarkovsky", "those you have not rated or logged."),
        ("rate Ran 9", "a wish to rate Ran (1985), “9”."),
        ("who directed blorpfizz", "a question about “blorpfizz”, of which I know no film."),
        ("hello", "small talk (greeting)."),
    ],
)
async def test_a_question_is_explained_in_words(club: AskedClub, question: str, said: str) -> None:
    [(understood, told)] = (await club.ask(question)).parts
    explained = explanation(understood, told)
    assert explained.startswith("I took it as: ")
    assert said in explained


async def test_how_the_clubs_ranking_is_weighed_is_told(club: AskedClub) -> None:
    club.rate(ANA, Stalker=10, Ran=6)
    club.rate(BEN, Stalker=8)
    weighed = "counted together with 2 more at the club’s mean, 4.00 of 5, so that a few ratings weigh less"
    [(understood, told)] = (await club.ask("our top five")).parts
    assert weighed in explanation(understood, told)
    club.set("score_blind", "1")
    [(understood, told)] = (await club.ask("our top five")).parts
    assert "at the club’s mean so that" in explanation(understood, told)


def test_every_kind_of_query_is_explained() -> None:
    assert _SAID.keys() == set(get_args(Query))


async def test_sources_are_named_once_and_only_where_something_is_known(club: AskedClub) -> None:
    async def source(question: str) -> str:
        return (await club._asking.answer(question, Asker(GUILD, ANA))).source

    assert await source("who made Stalker, and how long is it?") == "from the film’s record"
    assert await source("who directed Solaris") == "from the films’ records"
    assert await source("what is the tagline of Ran") == ""
    assert await source("who made Stalker, and how many reviews are there of it") == "from the film’s record"
    assert await source("who made Stalker, and who hated it") == "from the film’s record · by 2 reviews"
