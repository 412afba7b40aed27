"""A game of guessing films as its channel sees it: the round, how it ended, and the table.

Nothing here names the film of an open round: no text, no picture, no id.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.club.guessing.material import Clue
from bot.club.guessing.record import Game, GameEnding, GameTable, Place, RoundEnding, Scene, Season
from bot.club.guessing.scoring import TEAM_GUESSES, guesses_left
from bot.ui import facts, theme
from bot.ui.film_card import film_brief
from bot.ui.links import web_address
from bot.ui.markup import block, inline, plain

_LABEL = 150
_SOURCE = 150
_CLUE = 1_600
_HINT = 400
_PLACES = 10
_FIRSTS = 3

Buttons = Sequence[ui.Item[Any]]

_ENDINGS: Mapping[RoundEnding, str] = {
    "won": "",
    "missed": "Nobody had it. It was",
    "skipped": "Given up. It was",
    "passed": "This film has just left the catalogue, so the round is passed over.",
    "stopped": "The game was stopped here. It was",
}
_WHY: Mapping[GameEnding, str] = {
    "played": "",
    "stopped": "Stopped before the end.",
    "quiet": "Nobody answered for two rounds, so the game ended by itself.",
    "barred": "",
}


def started_words(game: Game, asked: int) -> str:
    """Return what is told when a game begins; `asked` is for how many rounds it was asked for."""
    how = (
        f"**Together**: {TEAM_GUESSES} wrong guesses in a round, and the film has won it."
        if game.mode == "team"
        else "**Each for themselves**: the first right answer takes the points."
    )
    lines = [
        f"## Guess the film\n{facts.count(game.rounds, 'round')} from {inline(game.source, _SOURCE)}. {how}",
        "-# Press *Guess*, or reply to the round with its ping on. Mistyped titles count.",
    ]
    if game.rounds < asked:
        lines.append(f"-# No more than {facts.count(game.rounds, 'film')} there can be guessed.")
    return "\n".join(lines)


def round_card(scene: Scene, buttons: Buttons) -> ui.LayoutView:
    """Return an open round: its clue, the hints that were taken, and what it is worth now."""
    played = scene.round
    card: ui.Container[Any] = ui.Container(
        ui.TextDisplay(f"{_heading(scene)}\n-# From {inline(played.puzzle.clue.source, _SOURCE)}"),
        accent_colour=theme.CARD,
    )
    card.add_item(ui.TextDisplay(_clue_words(played.puzzle.clue)))
    if hints := "\n".join(inline(line, _HINT) for hint in played.shown for line in hint.lines):
        card.add_item(ui.Separator())
        card.add_item(ui.TextDisplay(theme.clip(hints, _CLUE)))
    card.add_item(ui.Separator(visible=False))
    card.add_item(ui.TextDisplay(_standing(scene)))
    card.add_item(ui.ActionRow(*buttons))
    return _lasting(card)


def ended_card(scene: Scene, film: StoredFilm | None, buttons: Buttons) -> ui.LayoutView:
    """Return a round that is over: its film, None where it is gone from the catalogue, and who had it for how much."""
    lines = [_heading(scene), _ending_words(scene)]
    if film is not None and scene.round.ending != "passed":
        lines.append(film_brief(film))
    elif scene.round.ending != "passed":
        lines.append(f"**{inline(scene.round.label, _LABEL)}**")
    text = "\n".join(line for line in lines if line)
    poster = None if film is None or scene.round.ending == "passed" else web_address(film.film.poster, theme.MEDIA_URL)
    shown: ui.Item[Any] = ui.TextDisplay(text)
    if poster is not None:
        alt = plain(f"Poster of {scene.round.label}", theme.ALT_TEXT)
        shown = ui.Section[Any](text, accessory=ui.Thumbnail[Any](poster, description=alt))
    card: ui.Container[Any] = ui.Container(shown, accent_colour=theme.QUIET)
    if buttons:
        card.add_item(ui.ActionRow(*buttons))
    return _lasting(card)


def table_card(table: GameTable, buttons: Buttons) -> ui.LayoutView:
    """Return how a game came out."""
    game = table.game
    assert game.ending is not None
    lines = ["### The game is over"]
    if why := _WHY[game.ending]:
        lines.append(why)
    solved = f"{table.solved} of {facts.count(table.played, 'film')} guessed"
    if game.mode == "team":
        lines.append(f"Together: **{facts.count(table.points, 'point')}** of {table.most}, {solved}.")
    else:
        lines.extend(place_line(place) for place in table.places[:_PLACES])
        lines.append(f"-# {solved}. `/guess scores` has the season." if table.places else f"{solved}.")
    card: ui.Container[Any] = ui.Container(ui.TextDisplay("\n".join(lines)), accent_colour=theme.CARD)
    card.add_item(ui.ActionRow(*buttons))
    return _lasting(card)


def place_line(place: Place) -> str:
    """Return a member at their place with their points."""
    won = facts.count(place.rounds, "film")
    return f"{place.rank}\\. <@{place.member_id}> · **{facts.count(place.points, 'point')}** from {won}"


def season_heading(season: Season) -> str:
    """Return the head of a season's table."""
    return "## Guess the film: " + ("every season" if season.name == "all" else season.name)


def season_footer(season: Season) -> str:
    """Return what stands below a season's table: what was won together, and who came first in the seasons before."""
    lines: list[str] = []
    if season.team_rounds:
        films = facts.count(season.team_rounds, "film")
        lines.append(f"-# Together: {facts.count(season.team_points, 'point')} from {films}.")
    for name, firsts in season.earlier:
        names = ", ".join(f"<@{place.member_id}>" for place in firsts[:_FIRSTS])
        others = f" and {len(firsts) - _FIRSTS} more" if len(firsts) > _FIRSTS else ""
        lines.append(f"-# {name}: {names}{others} with {facts.count(firsts[0].points, 'point')}.")
    return "\n".join(lines)


def _heading(scene: Scene) -> str:
    return f"### Guess the film · {scene.round.number} of {scene.game.rounds}"


def _clue_words(clue: Clue) -> str:
    """Return a passage as a quotation, or facts as a list."""
    if clue.kind == "facts":
        return theme.clip("\n".join(f"- {inline(line, _HINT)}" for line in clue.lines), _CLUE)
    text = block("\n".join(clue.lines), _CLUE)
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _standing(scene: Scene) -> str:
    parts = [f"**{facts.count(scene.round.worth, 'point')}** to win"]
    left = guesses_left(scene.game.mode, scene.wrong)
    if left is not None:
        parts.append(f"{facts.count(left, 'wrong guess', 'wrong guesses')} left")
    elif scene.wrong:
        parts.append(facts.count(scene.wrong, "wrong guess", "wrong guesses"))
    return " · ".join(parts)


def _ending_words(scene: Scene) -> str:
    played, game = scene.round, scene.game
    assert played.ending is not None
    if played.ending == "won":
        assert played.points is not None
        who = f"<@{scene.winner}>" if scene.winner is not None else "Somebody"
        gets = "for the team" if game.mode == "team" else ""
        return " ".join(f"{who} had it: **{facts.count(played.points, 'point')}** {gets}".split()) + "."
    if played.ending == "missed" and guesses_left(game.mode, scene.wrong) == 0:
        return f"That was the {TEAM_GUESSES}th wrong guess, so the film has won. It was"
    return _ENDINGS[played.ending]


def _lasting(card: ui.Container[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    return view
