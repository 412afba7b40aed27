"""Asking what to watch, and for films like another: for whom, of which films, with which reasons."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.asking.answered import Answered
from bot.asking.query import RecommendQuery, SimilarQuery
from bot.club.recommending.recommendations import recommend
from bot.club.recommending.recommended import Asked
from tests.asking.clubs import ANA, BEN, CY, DI, GUILD, AskedClub


def recommended(answered: Answered) -> RecommendQuery:
    query = answered.parts[0][0].query
    assert isinstance(query, RecommendQuery)
    return query


def fact(tmp_path: Path, column: str, films: tuple[int, ...]) -> list[int]:
    with closing(sqlite3.connect(tmp_path / "starter.sqlite3")) as connection:
        return [connection.execute(f"SELECT {column} FROM films WHERE id = ?", (film,)).fetchone()[0] for film in films]


@pytest.fixture
def rated(club: AskedClub) -> AskedClub:
    """The club after Ana, Ben and Cy have rated: all love Tarkovsky, Ben and Cy Kurosawa too."""
    club.rate(ANA, Stalker=10, Mirror=9, Psycho=4, Ikiru=9)
    club.rate(BEN, Stalker=10, Mirror=9, Psycho=4, Ikiru=9, Ran=10, Casablanca=8)
    club.rate(CY, Stalker=9, Mirror=9, Psycho=3, Ikiru=10, Ran=9, Persona=9, Rashomon=9)
    return club


@pytest.mark.parametrize(
    ("question", "whom", "limit", "member"),
    [
        ("what should we watch tonight under 100 minutes", "us", 3, None),
        ("what should I watch", "me", 3, None),
        ("what should I watch tonight?", "me", 3, None),
        ("recommend me something", "me", 1, None),
        ("can you recommend a film", "me", 1, None),
        ("something for tonight, French and short", "us", 1, None),
        ("pick a comedy for us", "us", 1, None),
        ("suggest some westerns", "me", 5, None),
        ("recommend four films", "me", 4, None),
        ("any ideas for tonight?", "us", 5, None),
        ("what should I watch with <@72>", "me", 3, BEN),
        ("pick something for me and <@72>", "me", 1, BEN),
        ("recommend a good soviet film I haven't seen", "me", 1, None),
    ],
)
async def test_for_whom_and_how_many(club: AskedClub, question: str, whom: str, limit: int, member: int | None) -> None:
    query = recommended(await club.ask(question))
    assert (query.whom, query.limit, query.member_id) == (whom, limit, member)


async def test_it_is_what_recommend_says_and_never_what_one_has_seen(rated: AskedClub, tmp_path: Path) -> None:
    rated.log(ANA, "Ran", "2026-01-01")
    answered = await rated.ask("recommend five films for me")
    with closing(sqlite3.connect(tmp_path / "starter.sqlite3")) as connection:
        films = [film for (film,) in connection.execute("SELECT id FROM films ORDER BY votes DESC LIMIT 500")]
        expected = [one.film_id for one in recommend(connection, Asked(GUILD, ANA), films).films]
    assert list(answered.films) == expected[:5]
    assert not {rated.film(title) for title in ("Stalker", "Mirror", "Psycho", "Ikiru", "Ran")} & set(answered.films)
    assert "Andrei Tarkovsky, whose Stalker (1979) you gave ★★★★★" in answered.text
    assert "by your 4 ratings" in answered.parts[0][1].source


async def test_films_fit_the_conditions(rated: AskedClub, tmp_path: Path) -> None:
    short = (await rated.ask("what should we watch tonight under 100 minutes")).films
    assert len(short) == 3
    assert all(minutes < 100 for minutes in fact(tmp_path, "runtime_minutes", short))
    japanese = (await rated.ask("recommend me Japanese films from before 1960")).films
    assert len(japanese) == 5
    assert all(year < 1960 for year in fact(tmp_path, "year", japanese))
    assert rated.film("Rashomon") in japanese
    assert rated.film("Ikiru") not in japanese


async def test_a_film_for_the_club_is_new_to_those_who_rate_the_most(rated: AskedClub) -> None:
    seen = {rated.film(title) for title in ("Stalker", "Mirror", "Ikiru", "Ran", "Casablanca", "Persona", "Rashomon")}
    answered = await rated.ask("recommend five films for us", DI)
    assert len(answered.films) == 5
    assert not seen & set(answered.films)
    assert "new to you and the 3 who rate the most" in answered.parts[0][1].source
    rated.hide(CY)
    shown = await rated.ask("a Kurosawa film for us tonight?", ANA)
    assert shown.films
    assert rated.film("Ran") not in shown.films


async def test_where_someone_has_seen_all_that_fits_it_is_for_the_asker(rated: AskedClub) -> None:
    rated.rate(BEN, Solaris=8, Andrei_Rublev=8)
    rated.log(CY, "Ivan's Childhood", "2026-01-01")
    told = await rated.told("what should we watch by Tarkovsky", DI)
    assert "seen by one of those who rate the most, so this is for you" in told
    assert "For you (directed by Andrei Tarkovsky):" in told


async def test_why_tells_the_reasons_and_another_the_next(rated: AskedClub) -> None:
    first = await rated.ask("recommend me something")
    assert len(first.films) == 1
    why = await rated.ask("why?", memory=first.memory)
    assert why.films == first.films
    assert len(why.text) > len(first.text.splitlines()[1])
    second = await rated.ask("another", memory=why.memory)
    third = await rated.ask("another one", memory=second.memory)
    assert len({*first.films, *second.films, *third.films}) == 3
    comedy = await rated.ask("what about a comedy?", memory=third.memory)
    assert recommended(comedy).where is not None
    assert "directed" in (await rated.ask("who directed it?", memory=comedy.memory)).text


async def test_outside_servers_and_where_nothing_is_rated_it_is_drawn_and_said_so(club: AskedClub) -> None:
    outside = await club.ask("recommend a soviet comedy", guild=0)
    assert outside.text.startswith("How about ")
    assert outside.parts[0][1].source.startswith("drawn by chance from ")
    assert "from the Soviet Union · Comedy" in outside.parts[0][1].source
    assert "By chance" in (await club.ask("why?", guild=0, memory=outside.memory)).text
    unrated = await club.ask("what should we watch?")
    assert len(unrated.films) == 3
    assert "Nothing is rated here yet" in unrated.text
    assert "No film in the records fits" in await club.told("recommend a martian western from 1880")
    draws = {(await club.ask("recommend me something", guild=0)).films for _ in range(6)}
    assert len(draws) > 1


async def test_who_has_rated_nothing_is_told_that_their_taste_is_unknown(rated: AskedClub) -> None:
    assert "I don’t know your taste yet" in await rated.told("what should I watch", DI)


async def test_blind_and_sealed_scores_are_not_told_in_reasons(rated: AskedClub) -> None:
    for number in range(80, 90):
        rated.rate(number, Persona=10, Stalker=10)
    assert "of 5" in await rated.told("recommend a Swedish film", DI)
    rated.seal("Persona")
    sealed = await rated.ask("recommend a Swedish film by Bergman from 1966", DI)
    assert sealed.films == (rated.film("Persona"),)
    assert "of 5" not in sealed.text
    assert "members" not in sealed.text
    rated.set("score_blind", "1")
    blind = await rated.told("recommend me five films", ANA)
    assert "★" not in blind
    assert "of 5" not in blind
    assert "loved it" in blind


async def test_films_like_one_are_told_with_what_they_share(club: AskedClub) -> None:
    answered = await club.ask("films like Stalker", guild=0)
    assert isinstance(answered.parts[0][0].query, SimilarQuery)
    first = answered.text.splitlines()[1]
    assert first.startswith("- Solaris (1972): same director, Andrei Tarkovsky; also science fiction")
    assert "from the Soviet Union" in first
    assert "with Anatoly Solonitsyn in both" in first
    assert answered.parts[0][1].source == "by what their records share"
    another = await club.ask("another", guild=0, memory=answered.memory)
    assert len(another.films) == 1
    assert not set(another.films) & set(answered.films)
    of_japan = await club.ask("what about from Japan?", guild=0, memory=answered.memory)
    assert "from Japan" in of_japan.text.splitlines()[0]


@pytest.mark.parametrize(
    "question",
    [
        "something similar to Ran",
        "if I liked Ran, what next",
        "what should I watch if I loved Ran?",
        "recommend something like Ran",
        "movies like ran",
        "what is similar to Ran",
        "more like Ran please",
        "more films like it",
    ],
)
async def test_many_wordings_ask_for_films_like_one(club: AskedClub, question: str) -> None:
    memory = (await club.ask("who directed Ran")).memory
    answered = await club.ask(question, memory=memory)
    assert isinstance(answered.parts[0][0].query, SimilarQuery)
    assert "same director, Akira Kurosawa" in answered.text
    assert club.film("Ran") not in answered.films


async def test_in_a_server_what_one_has_seen_is_left_out_and_who_loves_both_counts(club: AskedClub) -> None:
    club.rate(ANA, Solaris=9)
    club.log(ANA, "Mirror", "2026-01-01")
    for member in range(80, 86):
        club.rate(member, Stalker=9, Casablanca=10)
    club.hide(80)
    told = await club.told("films like Stalker")
    assert "Solaris (1972)" not in told
    assert "Mirror" not in told
    assert "- Casablanca (1942): drama; 5 members here love both" in told
    assert "love both" not in await club.told("films like Stalker", guild=0)
    club.seal("Casablanca")
    assert "love both" not in await club.told("films like Stalker")


async def test_a_film_that_nothing_is_like_is_told_so(club: AskedClub) -> None:
    assert "know no film" in await club.told("films like Stalker from 1896")
