"""What is said of rounds and games: how they ended, whose words a clue is in, and what a guess was worth."""

from dataclasses import replace

import pytest

from bot.catalogue.stored import FilmFilter
from bot.club.guessing.material import Clue, ClueKind, Puzzle
from bot.club.guessing.record import Game, GameEnding, GameTable, Guessed, Outcome, Round, RoundEnding, Scene, Source
from bot.club.guessing.scoring import TEAM_GUESSES, Mode
from bot.ui.guess.endings import before_words, ending_words, solved_words, source_words, why_words
from bot.ui.guess.source import films_words
from bot.ui.guess.words import film_words, guesses_words, outcome_words

ANA, BEN = 71, 72
GAME = Game(1, 5, 50, ANA, "2026-03-01T12:00:00Z", "everything", "each", None, None, None, 3)
PUZZLE = Puzzle(Clue("tagline", ("A long way.",), "its tagline"), ())
ROUND = Round(
    *(1, 5, 1, 1, 9, "Salt *Road* (1999)", PUZZLE, 0, 900, None),
    nudged=False,
    joined=True,
    ended_at=None,
    ending=None,
    won_by=None,
    points=None,
)


def scene(
    ending: RoundEnding | None = None, mode: Mode = "each", *, wrong: int = 0, winner: int | None = None
) -> Scene:
    points = 1 if ending == "won" else None
    played = replace(ROUND, ended_at=ending and "2026-03-01T12:05:00Z", ending=ending, won_by=winner, points=points)
    return Scene(replace(GAME, mode=mode), played, wrong, winner)


@pytest.mark.parametrize(
    ("ended", "here", "above_the_next"),
    [
        (
            scene("won", winner=BEN),
            "✓ <@72> had it: **1 point**.\n",
            "✓ <@72> had it: **Salt \\*Road\\* (1999)**, 1 point",
        ),
        (
            scene("won", "team", winner=BEN),
            "✓ <@72> had it: **1 point** for the team.\n",
            "✓ <@72> had it: **Salt \\*Road\\* (1999)**, 1 point for the team",
        ),
        (scene("won"), "✓ Somebody had it: **1 point**.\n", "✓ Somebody had it: **Salt \\*Road\\* (1999)**, 1 point"),
        (scene("missed"), "Nobody had it. It was", "Nobody had it: **Salt \\*Road\\* (1999)**"),
        (
            scene("missed", "team", wrong=TEAM_GUESSES),
            "That was the 6th wrong guess, so the film has won. It was",
            "The film has won: **Salt \\*Road\\* (1999)**",
        ),
        (scene("skipped"), "Given up. It was", "Given up: **Salt \\*Road\\* (1999)**"),
        (
            scene("passed"),
            "The film has just left the catalogue, so its round is passed over.",
            "Passed over: **Salt \\*Road\\* (1999)**",
        ),
        (scene("stopped"), "The game was stopped here. It was", "Stopped at **Salt \\*Road\\* (1999)**"),
    ],
)
def test_how_a_round_ended_is_said_in_it_and_once_more_above_the_next(
    ended: Scene, here: str, above_the_next: str
) -> None:
    assert ending_words(ended) == here
    assert before_words(ended) == above_the_next


@pytest.mark.parametrize(
    ("ending", "stopped_by", "said"),
    [
        ("played", None, ""),
        ("stopped", BEN, "<@72> stopped the game."),
        ("stopped", None, "The game was stopped."),
        ("quiet", None, "Nobody answered for two rounds, so the game ended by itself."),
    ],
)
def test_why_a_game_ended_is_said_with_who_stopped_it(ending: GameEnding, stopped_by: int | None, said: str) -> None:
    table = GameTable(replace(GAME, ending=ending), (), 0, 0, 0, None, stopped_by)
    assert why_words(table) == said


@pytest.mark.parametrize(
    ("solved", "played", "said"),
    [
        (0, 0, "No film was guessed"),
        (0, 3, "No film was guessed"),
        (1, 1, "1 of 1 film guessed"),
        (2, 3, "2 of 3 films guessed"),
    ],
)
def test_how_many_films_were_guessed(solved: int, played: int, said: str) -> None:
    assert solved_words(GameTable(GAME, (), 0, solved, played, None, None)) == said


@pytest.mark.parametrize(
    ("source", "wanted", "said"),
    [
        ("any", FilmFilter(), "all films here"),
        ("rated", FilmFilter(genre="Comedy"), "comedies rated here"),
        ("any", FilmFilter(year_from=1930, year_to=1939), "films of the 1930s"),
        ("watchlists", FilmFilter(genre="War", year_to=1939), "War films until 1939 on the watchlists here"),
    ],
)
def test_where_a_game_s_films_come_from(source: Source, wanted: FilmFilter, said: str) -> None:
    assert films_words(source, wanted) == said


@pytest.mark.parametrize(
    ("kind", "source", "said"),
    [
        ("review", "a review by The_Usher", "From a review by The\\_Usher"),
        ("synopsis", "its synopsis", "How its synopsis begins"),
        ("tagline", "its tagline", "Its tagline"),
        ("facts", "the record", "What its record says"),
    ],
)
def test_whose_words_a_clue_is_in(kind: ClueKind, source: str, said: str) -> None:
    assert source_words(Clue(kind, ("…",), source)) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Salt Road (1999)", "**Salt Road (1999)**"),
        ("Salt Road", "**Salt Road**"),
        ("M (1931)", "**M (1931)**"),
        (f"{'Long ' * 60}Road (1999)", f"**{' '.join(['Long'] * 20)}… (1999)**"),
    ],
)
def test_a_film_is_named_with_its_year_however_long_its_title_is(label: str, said: str) -> None:
    assert film_words(replace(ROUND, label=label)) == said


@pytest.mark.parametrize(
    ("outcome", "then", "said"),
    [
        ("won", scene("won", winner=BEN), "**Right!** It is **Salt \\*Road\\* (1999)**: 1 point for you."),
        ("won", scene("won", "team", winner=BEN), "**Right!** It is **Salt \\*Road\\* (1999)**: 1 point for the team."),
        (
            "late",
            scene("won", winner=BEN),
            "Right, it is **Salt \\*Road\\* (1999)**, but that came a moment late. <@72> had it first.",
        ),
        (
            "near",
            scene(wrong=2),
            (
                "**\\*ran\\*** is close, but not near enough yet. Check its spelling, or write more of the title.\n"
                "-# 10 points still to win"
            ),
        ),
        ("wrong", scene(wrong=2), "Not **\\*ran\\***.\n-# 10 points still to win"),
        ("wrong", scene(None, "team", wrong=2), "Not **\\*ran\\***.\n-# 10 points still to win · 4 of 6 guesses left"),
        (
            "lost",
            scene("missed", "team", wrong=6),
            "Not **\\*ran\\***, and that was the last guess of this round. It was **Salt \\*Road\\* (1999)**.",
        ),
        ("early", scene(), "One moment: you can guess again in 3 seconds."),
        ("over", scene("skipped"), "That round is over."),
    ],
)
def test_what_became_of_a_guess(outcome: Outcome, then: Scene, said: str) -> None:
    assert outcome_words(Guessed(outcome, then, seconds=3), "*ran*") == said


def test_only_a_team_has_its_guesses_counted_down() -> None:
    assert guesses_words(scene(wrong=9)) == ""
    assert guesses_words(scene(None, "team", wrong=9)) == "0 of 6 guesses left"
