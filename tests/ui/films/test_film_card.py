"""The card's sizes; the whole card is looked at in tests/cogs."""

from typing import Any

from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.film import Film
from bot.catalogue.stored import FilmSummary, StoredFilm
from bot.ui.films.film_card import film_brief, film_card, film_line, film_option, plain_label
from bot.ui.theme import units
from tests import discord_limits
from tests.catalogues import CRANES, ENDLESS
from tests.factories import make_film


def stored(film: Film, reviews: int = 0) -> StoredFilm:
    return StoredFilm(1, 0, film, reviews)


def summary(title: str = "Heat", year: int | None = 1995, **facts: Any) -> FilmSummary:
    known = {"directors": (), "score": None, "runtime_minutes": None, "countries": (), "genres": ()}
    return FilmSummary(1, title, year, **(known | facts))


def components(film: Film, reviews: int = 0, buttons: int = 0, club: str = "") -> list[Any]:
    view = ui.LayoutView()
    card = film_card(stored(film, reviews), [ui.Button(label=str(number)) for number in range(buttons)], club)
    view.add_item(card)
    return [item.to_component_dict() for item in view.walk_children()]


def text(film: Film, reviews: int = 0, club: str = "") -> str:
    return "\n".join(part["content"] for part in components(film, reviews, club=club) if part["type"] == 10)


def test_a_poster_stands_beside_the_title_with_words_for_those_who_cannot_see_it() -> None:
    [picture] = [part for part in components(CRANES) if part["type"] == 11]
    assert picture["media"]["url"] == "https://cranes.example/poster.jpg"
    assert picture["description"] == "Poster of The Cranes Are Flying (1957)"


def test_an_original_title_that_is_the_same_is_not_repeated() -> None:
    assert "-#" not in text(make_film("Amelie", 2001, original_title="Amélie", runtime_minutes=122))


def test_not_available_is_said_and_unknown_is_not() -> None:
    assert "**Streaming**  Not available to stream" in text(make_film(streaming=()))
    assert "Streaming" not in text(make_film(streaming=None, score=5.0))


def test_one_and_several_have_their_own_labels() -> None:
    assert "**Director**  A" in text(make_film(directors=("A",)))
    assert "**Directors**  A, B" in text(make_film(directors=("A", "B")))


def test_a_score_without_votes_stands_alone() -> None:
    assert "Source ★ **7** / 10\n" in text(make_film(score=7.0, directors=("A",)))


def test_what_the_club_says_stands_below_the_facts_and_apart_from_the_source_s_score() -> None:
    club = "**Club**  ★ 4.13 of 5 from 7 members"
    assert text(make_film(score=7.0, directors=("A",)), club=club) == (
        f"## The Paper Lighthouse (1961)\nSource ★ **7** / 10\n**Director**  A\n{club}"
    )
    assert text(make_film("Nothing", None), club=club) == f"## Nothing\n{club}"


def test_buttons_stand_in_one_row_and_links_in_the_next() -> None:
    film = make_film(website="https://x.example/", ids={"imdb": "tt0050634"})
    rows = [part["components"] for part in components(film, buttons=5) if part["type"] == 1]
    assert [[button["label"] for button in row] for row in rows] == [["0", "1", "2", "3", "4"], ["Website", "IMDb"]]
    assert [part["type"] for part in components(film)].count(1) == 1


def test_nothing_unknown_is_printed_as_zero_or_none() -> None:
    shown = text(make_film("Nothing", None, directors=("A",)))
    assert shown == "## Nothing\n**Director**  A"


def test_a_film_in_brief() -> None:
    brief = film_brief(stored(CRANES))
    assert brief.startswith("**The Cranes Are Flying (1957)** · Mikhail Kalatozov\n-# Source ★ **8.3** / 10")
    assert units(film_brief(stored(ENDLESS))) < 1_000


def test_a_film_in_a_line() -> None:
    facts = {"directors": ("Michael Mann",), "score": 8.2, "runtime_minutes": 170, "genres": ("Crime",)}
    assert film_line(summary(**facts)) == "**Heat (1995)**\n-# Michael Mann · ★ 8.2 · 2 h 50 min · Crime"
    assert film_line(summary()) == "**Heat (1995)**"


def test_a_label_gives_up_its_title_and_keeps_year_and_director() -> None:
    assert plain_label("Heat", 1995) == "Heat (1995)"
    assert plain_label("Heat", None) == "Heat"
    assert plain_label("Heat", 1995, "Michael Mann") == "Heat (1995), Michael Mann"
    long = plain_label("A very long title " * 20, 1995, "Michael Mann")
    assert units(long) <= 100
    assert long.endswith("… (1995), Michael Mann")


NAMES = st.lists(st.text(max_size=200), max_size=40).map(tuple)
FILMS = st.builds(
    Film,
    title=st.text(min_size=1, max_size=600),
    year=st.none() | st.integers(1870, 2035),
    original_title=st.none() | st.text(max_size=600),
    tagline=st.none() | st.text(max_size=800),
    synopsis=st.none() | st.text(max_size=200).map(lambda part: part * 40),
    score=st.none() | st.floats(0.1, 10),
    votes=st.none() | st.integers(1, 10**9),
    certification=st.none() | st.text(max_size=200),
    language=st.none() | st.text(max_size=200),
    status=st.none() | st.text(max_size=200),
    companies=NAMES,
    countries=NAMES,
    genres=NAMES,
    directors=NAMES,
    cast=NAMES,
    budget=st.none() | st.integers(1, 10**18),
    website=st.none() | st.text(max_size=100).map("https://x.example/".__add__),
    streaming=st.none() | NAMES,
)


@given(FILMS)
def test_no_record_makes_a_card_that_discord_refuses(film: Film) -> None:
    parts = components(film, reviews=3, buttons=5, club="**Club**  rated by 1,000,000 members")
    discord_limits.check_components(parts)
    for part in parts:
        assert part.get("content", "x").strip()
        str(part).encode("utf-8")


@given(st.text(max_size=300), st.none() | st.integers(1870, 2035), NAMES)
def test_no_film_makes_an_option_that_discord_refuses(title: str, year: int | None, names: tuple[str, ...]) -> None:
    option = film_option(summary(title, year, directors=names, genres=names))
    assert 1 <= units(option.label) <= 100
    assert option.description is None or 1 <= units(option.description) <= 100
    assert units(film_line(summary(title, year, directors=names))) < 400
