"""How rounds and games ended, in words: where the round stood, above the next one, and over the table."""

from collections.abc import Mapping

from bot.club.guessing.material import Clue, ClueKind
from bot.club.guessing.record import GameEnding, GameTable, RoundEnding, Scene
from bot.club.guessing.scoring import TEAM_GUESSES, guesses_left
from bot.ui import facts
from bot.ui.guess.words import film_words
from bot.ui.markup import inline

_SOURCE = 150

_ENDINGS: Mapping[RoundEnding, str] = {
    "missed": "Nobody had it. It was",
    "skipped": "Given up. It was",
    "passed": "The film has just left the catalogue, so its round is passed over.",
    "stopped": "The game was stopped here. It was",
}
_BEFORE: Mapping[RoundEnding, str] = {"missed": "Nobody had it:", "skipped": "Given up:", "stopped": "Stopped at"}
_WHY: Mapping[GameEnding, str] = {
    "played": "",
    "stopped": "The game was stopped.",
    "quiet": "Nobody answered for two rounds, so the game ended by itself.",
    "barred": "",
}
_SOURCES: Mapping[ClueKind, str] = {
    "synopsis": "How its synopsis begins",
    "tagline": "Its tagline",
    "facts": "What its record says",
}


def source_words(clue: Clue) -> str:
    """Return whose words a clue is in."""
    return _SOURCES.get(clue.kind) or f"From {inline(clue.source, _SOURCE)}"


def ending_words(scene: Scene) -> str:
    """Return how a round ended, as its own message says it; the film's name follows, but where it was passed over."""
    played = scene.round
    assert played.ending is not None
    if played.ending == "won":
        return f"✓ {_winner(scene)} had it: **{facts.count(played.points or 0, 'point')}**{_for_team(scene)}.\n"
    if _lost_by_guesses(scene):
        return f"That was the {TEAM_GUESSES}th wrong guess, so the film has won. It was"
    return _ENDINGS[played.ending]


def before_words(scene: Scene) -> str:
    """Return how a round ended with its film in one line, as it is told where the game goes on."""
    played = scene.round
    assert played.ending is not None
    film = film_words(played)
    if played.ending == "won":
        points = facts.count(played.points or 0, "point")
        return f"✓ {_winner(scene)} had it: {film}, {points}{_for_team(scene)}"
    if played.ending == "passed":
        return f"Passed over: {film}"
    return f"{'The film has won:' if _lost_by_guesses(scene) else _BEFORE[played.ending]} {film}"


def why_words(table: GameTable) -> str:
    """Return why a game ended before all its rounds were played; nothing where it did not."""
    assert table.game.ending is not None
    if table.game.ending == "stopped" and table.stopped_by is not None:
        return f"<@{table.stopped_by}> stopped the game."
    return _WHY[table.game.ending]


def solved_words(table: GameTable) -> str:
    """Return how many films were guessed."""
    if not table.solved:
        return "No film was guessed"
    return f"{table.solved} of {facts.count(table.played, 'film')} guessed"


def _winner(scene: Scene) -> str:
    return "Somebody" if scene.winner is None else f"<@{scene.winner}>"


def _for_team(scene: Scene) -> str:
    return " for the team" if scene.game.mode == "team" else ""


def _lost_by_guesses(scene: Scene) -> bool:
    return scene.round.ending == "missed" and guesses_left(scene.game.mode, scene.wrong) == 0
