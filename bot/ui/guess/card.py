"""A game of guessing films as its channel sees it: the round, how it ended, and the table.

Nothing here names the film of an open round: no text, no picture, no id.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from discord import ui

from bot.catalogue.stored import StoredFilm
from bot.club.guessing.material import Clue
from bot.club.guessing.record import Game, GameTable, Place, Scene, Season
from bot.club.guessing.scoring import TEAM_GUESSES
from bot.ui import facts, respond, theme
from bot.ui.films.film_card import film_brief
from bot.ui.guess.endings import before_words, ending_words, solved_words, source_words, why_words
from bot.ui.guess.words import film_words, guesses_words
from bot.ui.links import web_address
from bot.ui.markup import block, inline, plain

_SOURCE = 150
_CLUE = 1_600
_HINT = 400
_HINTS = 1_000
_TRIED = 60
_PLACES = 10
_FIRSTS = 3

Buttons = Sequence[ui.Item[Any]]


def started_words(game: Game, source: str, asked: int) -> str:
    """Return what is told when a game begins; `source` are its films in words, `asked` how many rounds were wanted."""
    how = (
        f"**Together**: {TEAM_GUESSES} wrong guesses in a round, and the film has won it."
        if game.mode == "team"
        else "**Each for themselves**: the first right answer takes the points."
    )
    lines = [
        f"## Guess the film\n{facts.count(game.rounds, 'round')} from {inline(source, _SOURCE)}. {how}",
        "-# Press *Guess*, or reply to the round with its ping on. Mistyped titles count.",
    ]
    if game.rounds < asked:
        lines.append(f"-# Only {facts.count(game.rounds, 'film')} there can be guessed.")
    return "\n".join(lines)


def running_notice(scene: Scene) -> ui.LayoutView:
    """Return that a game is being played in the channel, and the way to its round, where that is posted."""
    played = scene.round
    said = (
        f"A game is being played in this channel: round {played.number} of {scene.game.rounds} is open. "
        "Join in, or end it with `/guess stop`."
    )
    if played.message_id is None:
        return respond.notice(said)
    address = f"https://discord.com/channels/{played.guild_id}/{scene.game.channel_id}/{played.message_id}"
    return respond.notice(said, buttons=[ui.Button[Any](label="Go to the round", url=address)])


def round_card(scene: Scene, rows: Sequence[Buttons]) -> ui.LayoutView:
    """Return an open round: its clue, the hints that were taken, what it is worth now, and how the last one ended.

    Each of the `rows` of buttons fits a phone.
    """
    played = scene.round
    card = _going_on(scene.before)
    card.add_item(ui.TextDisplay(f"{_heading(scene)}\n-# {source_words(played.puzzle.clue)}"))
    card.add_item(ui.TextDisplay(_clue_words(played.puzzle.clue)))
    if hints := "\n".join(_fact(line) for hint in played.shown for line in hint.lines):
        card.add_item(ui.Separator())
        card.add_item(ui.TextDisplay(theme.clip(hints, _HINTS)))
    card.add_item(ui.Separator(visible=False))
    card.add_item(ui.TextDisplay("\n".join(_standing(scene))))
    for row in rows:
        card.add_item(ui.ActionRow(*row))
    return _lasting(card)


def ended_card(scene: Scene, film: StoredFilm | None, buttons: Buttons) -> ui.LayoutView:
    """Return a round that is over: its film, None where it is gone from the catalogue, and who had it for how much."""
    played = scene.round
    poster = None
    told = ending_words(scene)
    if played.ending != "passed":
        named = film_words(played) if film is None else film_brief(film)
        told = f"{told} {named}".replace("\n ", "\n")
        poster = None if film is None else web_address(film.film.poster, theme.MEDIA_URL)
    text = f"{_heading(scene)}\n{told}"
    shown: ui.Item[Any] = ui.TextDisplay(text)
    if poster is not None:
        alt = plain(f"Poster of {played.label}", theme.ALT_TEXT)
        shown = ui.Section[Any](text, accessory=ui.Thumbnail[Any](poster, description=alt))
    card: ui.Container[Any] = ui.Container(shown, accent_colour=theme.QUIET)
    if buttons:
        card.add_item(ui.ActionRow(*buttons))
    return _lasting(card)


def table_card(table: GameTable, buttons: Buttons) -> ui.LayoutView:
    """Return how a game came out, and how its last round ended, which no next one tells."""
    game = table.game
    assert game.ending is not None
    lines = ["### The game is over"]
    if why := why_words(table):
        lines.append(why)
    solved = solved_words(table)
    if game.mode == "team":
        lines.append(f"Together: **{facts.count(table.points, 'point')}** of {table.most}. {solved}.")
    else:
        lines.extend(place_line(place) for place in table.places[:_PLACES])
        lines.append(f"-# {solved}. `/guess scores` has the season." if table.places else f"{solved}.")
    card = _going_on(table.last)
    card.add_item(ui.TextDisplay("\n".join(lines)))
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


def _going_on(before: Scene | None) -> ui.Container[Any]:
    """Return a card that begins with how the round before it ended."""
    card: ui.Container[Any] = ui.Container(accent_colour=theme.CARD)
    if before is not None:
        card.add_item(ui.TextDisplay(before_words(before)))
        card.add_item(ui.Separator())
    return card


def _heading(scene: Scene) -> str:
    return f"### Guess the film · {scene.round.number} of {scene.game.rounds}"


def _clue_words(clue: Clue) -> str:
    """Return a passage as a quotation, or facts as a list."""
    if clue.kind == "facts":
        return theme.clip("\n".join(f"- {_fact(line)}" for line in clue.lines), _CLUE)
    text = block("\n".join(clue.lines), _CLUE)
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _fact(line: str) -> str:
    """Return a line such as `Decade: 1950s` with what it is about in bold."""
    about, _, value = line.partition(": ")
    return f"**{inline(about)}:** {inline(value, _HINT)}"


def _standing(scene: Scene) -> Iterator[str]:
    """Yield what a round is worth and how it stands, and which wrong guesses a team has made."""
    worth = f"**{facts.count(scene.round.worth, 'point')}** to win"
    guesses = guesses_words(scene) or (facts.count(scene.wrong, "wrong guess", "wrong guesses") if scene.wrong else "")
    yield f"{worth} · {guesses}" if guesses else worth
    if scene.tried:
        yield "-# Not " + ", ".join(f"“{inline(typed, _TRIED)}”" for typed in scene.tried)


def _lasting(card: ui.Container[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    return view
