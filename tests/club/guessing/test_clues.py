"""The clue of a round and its hints."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from bot.catalogue.film import Film, Review
from bot.catalogue.reviews.spoilers import UnmarkedRule
from bot.club.guessing.clues import CHANCES, LADDER, LONGEST_SYNOPSIS, clues_of, initials, mask
from bot.club.guessing.material import Clue, Hint, Puzzle, puzzle_from_json, puzzle_to_json
from bot.club.guessing.redaction import BAR
from bot.club.guessing.scoring import POINTS
from bot.club.guessing.secret_words import secrets_of
from tests.factories import make_film, make_review

SYNOPSIS = "Veronika waits for Boris while the cranes pass over Moscow. The war goes on and no letter comes."
PASSAGE = "The camera spirals up the stairs as though joy had a motor in it, and the film never loses its breath again."
SPOILER = "He dies in the mud, and the ending of the film makes an address of it, which is the best scene of all."
WHOLE = make_film(
    "The Cranes Are Flying",
    1957,
    tagline="Two people, one river bank, and a war in between.",
    synopsis=SYNOPSIS,
    runtime_minutes=97,
    language="ru",
    countries=("SU",),
    genres=("Drama", "War", "Romance", "Classic"),
    companies=("Mosfilm",),
    directors=("Mikhail Kalatozov",),
    cast=("Tatyana Samoylova", "Aleksey Batalov", "Vasili Merkuryev"),
)


def puzzles(film: Film, *reviews: Review, unmarked: UnmarkedRule = "barred", many: int = 60) -> list[Puzzle | None]:
    chance = random.Random(1)
    return [clues_of(film, reviews, chance, unmarked=unmarked) for _ in range(many)]


def clues(film: Film, *reviews: Review, unmarked: UnmarkedRule = "barred") -> dict[str, Clue]:
    return {puzzle.clue.kind: puzzle.clue for puzzle in puzzles(film, *reviews, unmarked=unmarked) if puzzle}


def test_each_kind_of_clue_takes_its_turn_and_is_blacked_out() -> None:
    open_review = make_review("Boris Kalatozov", PASSAGE, spoiler="none")
    assert clues(WHOLE, open_review) == {
        "review": Clue("review", (PASSAGE,), f"a review by Boris {BAR}"),
        "synopsis": Clue("synopsis", (SYNOPSIS.replace("cranes", BAR),), "its synopsis"),
        "tagline": Clue("tagline", ("Two people, one river bank, and a war in between.",), "its tagline"),
    }


def test_hints_give_more_and_more_away() -> None:
    by_kind = {puzzle.clue.kind: puzzle for puzzle in puzzles(WHOLE) if puzzle}
    assert by_kind["synopsis"].hints == (
        Hint(("Decade: 1950s", "Country: Soviet Union")),
        Hint(("Genre: Drama, War, Romance", "Language: Russian")),
        Hint(("Year: 1957", "Running time: 1 h 37 min")),
        Hint(("Director: M. K.", "Cast: T. S., A. B.")),
        Hint((f"Title: The C{BAR} {BAR} {BAR}",)),
    )
    [bare] = puzzles(replace(WHOLE, tagline=None, synopsis=None), many=1)
    assert bare is not None
    assert bare.hints[1] == Hint(("Year: 1957",))  # the running time was the clue


def test_every_hint_has_its_price() -> None:
    assert len(LADDER) < len(POINTS)


def test_the_likelier_kinds_come_more_often() -> None:
    reviewed = puzzles(WHOLE, make_review(text=PASSAGE, spoiler="none"), many=250)
    drawn = Counter(puzzle.clue.kind for puzzle in reviewed if puzzle)
    assert [kind for kind, _ in drawn.most_common()] == list(CHANCES)


@pytest.mark.parametrize(
    ("review", "unmarked", "used"),
    [
        (make_review(text=PASSAGE, spoiler="none"), "barred", True),
        (make_review(text=PASSAGE, spoiler="mild"), "barred", True),
        (make_review(text=PASSAGE, spoiler="full"), "open", False),
        (make_review(text=PASSAGE), "barred", False),
        (make_review(text=PASSAGE), "open", True),
        (make_review(text=SPOILER, spoiler="none"), "open", False),
        (make_review(text=f"{SPOILER} {PASSAGE}", spoiler="none"), "open", True),
        (make_review(text=""), "open", False),
    ],
)
def test_no_review_gives_the_plot_away(review: Review, unmarked: UnmarkedRule, used: bool) -> None:
    clue = clues(WHOLE, review, unmarked=unmarked).get("review")
    assert clue == (Clue("review", (PASSAGE,), "a review by The_Usher") if used else None)


def test_a_text_that_is_nearly_all_black_is_not_used() -> None:
    text = "Vertigo Vertigo, Vertigo! Hitchcock, Hitchcock: come and see it now."
    film = make_film("Vertigo", synopsis=text, directors=("Alfred Hitchcock",))
    assert puzzles(film, many=5) == [None] * 5


@pytest.mark.parametrize(
    "text",
    [
        "Great film.",
        "A great film, a really great film, one of the best films ever made, and everybody should watch it again.",
        "I absolutely loved this movie: brilliant acting, amazing performances, a perfect script, a true masterpiece!",
        "Vertigo, Vertigo and Hitchcock, Hitchcock and Vertigo once more, as beautiful as ever.",
        "Slow, grey and lovely.",
    ],
)
def test_a_review_that_says_little_is_not_used(text: str) -> None:
    film = make_film("Vertigo", directors=("Alfred Hitchcock",))
    assert clues(film, make_review(text=text, spoiler="none")) == {}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"tagline": "In space."},
        {"runtime_minutes": 97, "genres": ("Drama",), "language": "el"},
        {"runtime_minutes": 97, "genres": ("Drama",), "language": "el", "countries": ("GR",)},  # too few hints
        {"cast": ("Ann Lee",), "directors": ("Bo Hu",)},
    ],
)
def test_a_film_of_which_too_little_is_known_is_not_played(facts: dict[str, Any]) -> None:
    assert puzzles(make_film(year=None, **facts), many=5) == [None] * 5


def test_only_a_film_without_texts_is_asked_by_its_facts_and_by_four_at_least() -> None:
    film = make_film("Stella", 1955, language="el", genres=("Drama",), directors=("Michael Cacoyannis",))
    assert puzzles(film, many=5) == [None] * 5
    assert puzzles(replace(film, countries=("GR",)), many=1) == [
        Puzzle(
            Clue("facts", ("Language: Greek", "Genre: Drama", "Country: Greece", "Decade: 1950s"), "the record"),
            (Hint(("Year: 1955",)), Hint(("Director: M. C.",)), Hint((f"Title: S{BAR}",))),
        )
    ]
    assert "facts" not in clues(replace(film, countries=("GR",), runtime_minutes=94, synopsis=SYNOPSIS))


def test_of_a_long_synopsis_only_whole_sentences_of_the_beginning_are_shown() -> None:
    film = make_film("Stella", synopsis="She sings in a tavern every night. " * 30 + "In the end she is alone.")
    (shown,) = clues(film)["synopsis"].lines
    assert shown.endswith("night.")
    assert len(shown) <= LONGEST_SYNOPSIS


def test_hints_say_nothing_of_the_title_or_of_people_by_the_way() -> None:
    film = make_film("Brazil", 1985, synopsis=SYNOPSIS, countries=("Brazil", "United Kingdom"), genres=("Comedy",))
    puzzle = clues_of(film, (), random.Random(1))
    assert puzzle is not None
    assert puzzle.hints[0] == Hint(("Decade: 1980s", f"Country: {BAR}, United Kingdom"))


@pytest.mark.parametrize(
    ("title", "masked"),
    [
        ("The Cranes Are Flying", f"The C{BAR} {BAR} {BAR}"),
        ("Stalker", f"S{BAR}"),
        ("Летят журавли", f"Л{BAR} {BAR}"),
        ("L'Avventura", f"L{BAR}"),
        ("12 Angry Men", f"1{BAR} {BAR} {BAR}"),
        ("The", f"T{BAR}"),
        ("M", None),
        ("Up", None),
        ("!!!", None),
    ],
)
def test_a_title_is_told_by_its_first_letter(title: str, masked: str | None) -> None:
    assert mask(title) == masked


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Mikhail Kalatozov", "M. K."), ("D.W. Griffith", "D. G."), ("Arletty", "A."), ("“Q” Smith", "S."), ("…", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_puzzle_is_read_back_as_it_was_kept() -> None:
    for puzzle in puzzles(WHOLE, make_review(text=PASSAGE, spoiler="none"), many=10):
        assert puzzle is not None
        assert puzzle_from_json(puzzle_to_json(puzzle)) == puzzle


def test_what_is_hidden_is_what_the_record_names() -> None:
    assert "Vasili Merkuryev" in secrets_of(WHOLE).names
