"""What the member who guessed is told; never what would give the film of an open round away."""

from collections.abc import Callable, Mapping

from bot.club.guessing.record import Guessed, Outcome, Round, Scene
from bot.club.guessing.scoring import TEAM_GUESSES, guesses_left
from bot.ui import facts
from bot.ui.markup import inline

_TYPED = 100
_TITLE = 100


def outcome_words(guessed: Guessed, typed: str) -> str:
    """Return in markdown what became of a guess."""
    return _WORDS[guessed.outcome](guessed, inline(typed, _TYPED))


def guesses_words(scene: Scene) -> str:
    """Return how many guesses a team has left in a round; nothing where there is no limit."""
    left = guesses_left(scene.game.mode, scene.wrong)
    return "" if left is None else f"{left} of {TEAM_GUESSES} guesses left"


def _won(guessed: Guessed, _: str) -> str:
    played = guessed.scene.round
    whose = "for the team" if guessed.scene.game.mode == "team" else "for you"
    return f"**Right!** It is {film_words(played)}: {facts.count(played.points or 0, 'point')} {whose}."


def _late(guessed: Guessed, _: str) -> str:
    winner = guessed.scene.winner
    first = f" <@{winner}> had it first." if winner is not None else ""
    return f"Right, it is {film_words(guessed.scene.round)}, but that came a moment late.{first}"


def _near(guessed: Guessed, typed: str) -> str:
    said = f"**{typed}** is close, but not near enough yet. Check its spelling, or write more of the title."
    return said + _worth(guessed)


def _wrong(guessed: Guessed, typed: str) -> str:
    return f"Not **{typed}**.{_worth(guessed)}"


def _lost(guessed: Guessed, typed: str) -> str:
    return f"Not **{typed}**, and that was the last guess of this round. It was {film_words(guessed.scene.round)}."


def _early(guessed: Guessed, _: str) -> str:
    return f"One moment: you can guess again in {facts.count(guessed.seconds, 'second')}."


_WORDS: Mapping[Outcome, Callable[[Guessed, str], str]] = {
    "won": _won,
    "late": _late,
    "near": _near,
    "wrong": _wrong,
    "lost": _lost,
    "early": _early,
    "over": lambda _, __: "That round is over.",
}


def film_words(played: Round) -> str:
    """Return the film of a round that is over in bold, with its year however long its title is."""
    title, blank, year = played.label.rpartition(" (")
    return f"**{inline(title, _TITLE)}{blank}{inline(year)}**" if blank else f"**{inline(year, _TITLE)}**"


def _worth(guessed: Guessed) -> str:
    left = guesses_words(guessed.scene)
    return f"\n-# {facts.count(guessed.scene.round.worth, 'point')} still to win" + (f" · {left}" if left else "")
