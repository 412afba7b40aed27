"""No command, context menu, button or select reads or changes what another server has.

The other server has something in every table, all of it named `Zanzibar`, and the member who asks here is one of its
members too. What is typed is in small letters, so that an answer that repeats it can be told from one that tells. The
tables below have a row for every command and every lasting button; the walk fails where one is missing.
"""

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands, ui

from bot.connection import open_reader, open_writer
from tests import everything
from tests.catalogues import REVIEWED
from tests.everything import NAME, fill, rows_beside, rows_of
from tests.factories import make_indexed_database
from tests.simulated import Club, film_club

ELSEWHERE = 999
SHARED_FILM = 1

TITLE = "zanzibar nocturne"
FILE = json.dumps({"title": TITLE, "year": 1961, "ids": {"imdb": "tt00999"}}).encode()
RATINGS = b"Date,Name,Year,Letterboxd URI,Rating\n2024-01-01,zanzibar nocturne,1961,https://boxd.it/x,4\n"
MEMBER = object()
"""Stands for a member of both servers."""

# What each command is given. Braces hold the ids of the other server's things.
COMMANDS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "film": [{"title": TITLE}, {"title": "zanzibar nocturne (1961)"}, {"title": "tt00999"}],
    "search": [
        {"text": "zanzibar"},
        {"words": "zanzibar"},
        {"words": "by:zanzibar"},
        {"words": "film:zanzibar"},
        {"person": "zanzibar director"},
    ],
    "random": [{"text": "zanzibar"}, {"person": "zanzibar director"}],
    "quote": [{"title": TITLE}, {"reviewer": "zanzibar member"}, {"reviewer": "zanzibar critic"}, {}],
    "reviews": [{"title": TITLE}, {"title": "The Paper Lighthouse (1961)"}],
    "review": [{"title": TITLE}],
    "reviewer": [{"name": "zanzibar member"}, {"name": "zanzibar critic"}],
    "person": [{"name": "zanzibar director"}],
    "discuss": [{"title": TITLE}],
    "ask": [
        {"question": "which films are set in zanzibar"},
        {"question": "tell me about zanzibar nocturne"},
        {"question": "add zanzibar nocturne to my list"},
        {"question": "is zanzibar nocturne on my list"},
        {"question": "start a poll: zanzibar nocturne"},
    ],
    "rate": [{"title": TITLE, "score": "4"}],
    "unrate": [{"title": TITLE}, {"title": "The Paper Lighthouse (1961)"}],
    "ratings": [{"title": TITLE}, {"title": "The Paper Lighthouse (1961)"}],
    "top": [{}, {"by": "rated"}, {"director": "zanzibar director"}],
    "profile": [{}, {"member": MEMBER}],
    "compare": [{"member": MEMBER}, {"reviewer": "zanzibar critic"}],
    "recommend": [{}, {"like": TITLE}, {"with_member": MEMBER}],
    "watched": [{"title": TITLE}],
    "diary": [{}, {"member": MEMBER}],
    "watchlist add": [{"title": TITLE}],
    "watchlist remove": [{"title": TITLE}],
    "watchlist show": [{}, {"member": MEMBER}],
    "watchlist pick": [{}],
    "import-ratings": [{"file": ("ratings.csv", RATINGS)}],
    "poll rate": [{"title": TITLE}],
    "poll choose": [
        {"question": "friday?", "choices": TITLE},
        {"question": "friday?", "take": "my watchlist"},
        {"question": "friday?", "take": "everyone’s watchlists"},
        {"question": "friday?", "take": "nominations"},
    ],
    "poll close": [{"poll": "#{poll}"}, {"poll": "zanzibar"}],
    "poll reopen": [{"poll": "#{closed_poll}"}],
    "poll extend": [{"poll": "#{poll}", "closes": "3d"}],
    "poll results": [{"poll": "#{poll}"}, {"poll": "#{closed_poll}"}, {"poll": "#{rating_poll}"}],
    "poll list": [{}],
    "poll void": [{"poll": "#{poll}", "member": MEMBER}, {"poll": "#{poll}", "choice": "1. zanzibar"}],
    "night create": [{"name": "elsewhere"}],
    "night rules": [{"night": "zanzibar", "nominations": 3}],
    "night nominate": [{"title": TITLE, "night": "zanzibar"}, {"title": TITLE}],
    "night withdraw": [{"title": TITLE, "night": "zanzibar"}],
    "night board": [{"night": "zanzibar"}],
    "night vote": [{"night": "zanzibar"}],
    "night schedule": [{"film": TITLE, "night": "zanzibar"}],
    "night watched": [{"film": TITLE, "night": "zanzibar"}, {"film": TITLE}],
    "night undo": [{"night": "zanzibar"}],
    "night history": [{"night": "zanzibar"}],
    "night cancel": [{"night": "zanzibar"}],
    "guess start": [{"from": "zanzibar"}, {"from": "rated here"}, {"from": "watchlists"}, {}],
    "guess scores": [{}, {"season": "2026"}, {"season": "all"}],
    "guess stop": [{}],
    "mydata": [{}],
    "catalogue alias review": [{}],
    "catalogue alias add": [{"title": TITLE, "name": "spice island"}],
    "catalogue alias remove": [{"name": "zanzibar"}],
    "catalogue alias list": [{}],
    "catalogue load": [{"file": ("films.jsonl", FILE)}],
    "catalogue undo": [{"load": "{load}"}, {}],
    "catalogue loads": [{}],
    "catalogue edit": [{"title": TITLE}],
    "catalogue retire": [{"title": TITLE}],
    "catalogue restore": [{"title": TITLE}],
    "catalogue duplicates": [{}],
    "catalogue gaps": [{}],
    "catalogue export": [{"format": "jsonl"}, {"format": "csv"}, {"format": "sqlite"}],
    "catalogue audit": [{}],
    "catalogue merge": [{"keep": "Salt Road (1999)", "drop": TITLE}],
    "catalogue unmerge": [{"merge": "{merge}: zanzibar notturno"}],
    "settings": [{}],
    "setup": [{}],
    "status": [{}],
    "help": [{}],
}

BUTTONS: Mapping[str, Sequence[str]] = {
    "QuoteButton": [
        f"quote:v1:{action}:{{{review}}}:0-20::{{ana}}"
        for action in ("agree", "disagree", "another", "whole", "discuss")
        for review in ("review", "review_of_shared")
    ],
    "ReviewsButton": ["film:v1:reviews:{film}", "film:v1:reviews:{shared}"],
    "ReadReviewButton": ["review:v1:read:{review}", "review:v1:read:{review_of_shared}"],
    "WriteReviewButton": ["film:v1:write:{film}", "film:v1:write:{shared}"],
    "RateButton": ["film:v1:rate:{film}"],
    "ClubScoreButton": ["film:v1:club:{film}", "film:v1:club:{shared}"],
    "WatchlistButton": ["film:v1:watchlist:{film}"],
    "UndoImportButton": ["import:v1:undo:{import}"],
    "ScoreButton": ["poll:v1:{rating_poll}:rate:3"],
    "VoteButton": ["poll:v1:{poll}:vote"],
    "RuleButton": ["poll:v1:{poll}:rule"],
    "BallotSelect": ["ballot:v1:{poll}:pick:"],
    "BallotButton": ["ballot:v1:{poll}:cast:a", "ballot:v1:{poll}:withdraw:", "ballot:v1:{poll}:change:"],
    "NightButton": [f"night:v1:{{night}}:{action}" for action in ("nominate", "withdraw", "coming", "away")],
    "LogButton": ["night:v1:evening:{evening}:log"],
    "GuestSelect": ["night:v1:evening:{evening}:there", "night:v1:evening:{evening}:absent"],
    "UndoLoadButton": ["load:v1:undo:{load}"],
    "DoButton": [
        *(f"do:v1:{deed}:{{film}}::{{ana}}" for deed in ("rate", "unrate", "list", "unlist", "review", "discuss")),
        *("do:v1:rate:{film}:9:{ana}", "do:v1:unrate:{shared}::{ana}", "do:v1:log:{film}:2024-05-03:{ana}"),
        *("do:v1:poll:{film}.{shared}::{ana}", "do:v1:poll:all::{ana}", "do:v1:poll:boards:tonight:{ana}"),
    ],
    "GuessButton": [
        *(f"guess:v1:{action}:{{round}}" for action in ("guess", "skip", "stop", "film")),
        *("guess:v1:hint:{round}:0", "guess:v1:film:{game}", "guess:v1:again:{game}"),
    ],
    "AnswerFilms": ["answer:v1:open"],
    "AnswerFilm": ["answer:v1:film:{film}"],
}
"""The lasting buttons and selects, with ids of the other server's things."""

MENUS = {"Film profile", "Find the film"}

WALKS = 6
"""How many parts a walk has: the simulated Discord slows down with the square of the panels left open."""


class Border:
    """This server beside the other one, whose rows are known from before."""

    def __init__(self, club: Club, ids: Mapping[str, Any]) -> None:
        self.club = club
        self.ids = ids
        self._reader = open_reader(club.bot.database_path)
        self._rows, self._beside = rows_of(self._reader, ELSEWHERE), rows_beside(self._reader)
        self._said = 0

    def close(self) -> None:
        self._reader.close()

    async def check(self, doing: str) -> None:
        """Check that nothing of the other server was told or changed since the last look."""
        sent, self._said = self.club.world.http_requests[self._said :], len(self.club.world.http_requests)
        for request in sent:
            assert NAME not in json.dumps(request.json, ensure_ascii=False), f"{doing} tells of another server"
        for message in self.club.channel.history(viewer=self.club.admin):
            for file in message.attachments:
                assert NAME.encode() not in await file.read(), f"{doing} sends a file about another server"
        rows = rows_of(self._reader, ELSEWHERE)
        assert {table for table in rows if rows[table] != self._rows[table]} == set(), f"{doing} changes another server"
        beside = rows_beside(self._reader)
        lost = {table for table in beside if not self._beside[table] <= beside[table]}
        assert lost == set(), f"{doing} changes what hangs on another server's rows"

    def skip(self) -> None:
        """Look past what was said up to now."""
        self._said = len(self.club.world.http_requests)

    def given(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Return options with the ids of the other server's things in their places."""
        return {
            name: value.format(**self.ids) if isinstance(value, str) else self.club.admin if value is MEMBER else value
            for name, value in options.items()
        }


@pytest.fixture
async def border(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Border]:
    async with film_club(make_indexed_database(tmp_path / "marquee.sqlite3", *REVIEWED)) as club:
        for loop in club.bot.loops:  # its clocks would look after the other server's polls, as they should
            loop.cancel()
        monkeypatch.setattr(everything, "ANA", club.admin.id)
        with closing(open_writer(club.bot.database_path)) as connection:
            ids = fill(connection, ELSEWHERE, shared_film=SHARED_FILM)
        await club.bot.index.refresh()
        ids |= {"shared": SHARED_FILM, "ana": club.admin.id, "review_of_shared": ids["review"] + 1}
        found = Border(club, ids)
        try:
            yield found
        finally:
            found.close()


def leaves(club: Club) -> dict[str, app_commands.Command[Any, ..., Any]]:
    return {
        command.qualified_name: command
        for command in club.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }


async def test_what_the_walk_looks_for_is_there_to_be_found(border: Border) -> None:
    club = border.club
    answered = await club.bot.index.search(TITLE, guild_id=ELSEWHERE)
    assert [match.film_id for match in answered.matches] == [border.ids["film"], border.ids["merged"]]
    with closing(open_writer(club.bot.database_path)) as connection:
        fill(connection, club.server.id, shared_film=SHARED_FILM)
    await club.bot.index.refresh()
    await club.admin.slash(club.channel, "film", title=TITLE)
    with pytest.raises(AssertionError, match="tells of another server"):
        await border.check("/film of this server's own")
    await club.admin.slash(club.channel, "catalogue export")
    border.skip()
    with pytest.raises(AssertionError, match="sends a file"):
        await border.check("/catalogue export of this server's own")


async def test_every_command_has_a_row(border: Border) -> None:
    assert set(leaves(border.club)) == set(COMMANDS)


@pytest.mark.parametrize("walk", range(WALKS))
async def test_no_command_reads_or_changes_another_server(border: Border, walk: int) -> None:
    for name, asked in islice(COMMANDS.items(), walk, None, WALKS):
        for options in asked:
            await border.club.admin.slash(border.club.channel, name, **border.given(options))
            await border.check(f"/{name} {options}")


async def test_no_option_offers_what_another_server_has(border: Border) -> None:
    club = border.club
    for name, command in leaves(club).items():
        for option in command.parameters:
            for typed in ("", "zanz") if option.autocomplete else ():
                offered = await club.admin.autocomplete(club.channel, name, option.display_name, typed)
                assert NAME not in json.dumps(offered, ensure_ascii=False), f"/{name} {option.display_name}: {typed}"


async def test_no_context_menu_tells_of_another_server(border: Border) -> None:
    club = border.club
    kinds = (discord.AppCommandType.user, discord.AppCommandType.message)
    assert {menu.name for kind in kinds for menu in club.bot.tree.get_commands(type=kind)} == MENUS
    message = await club.ben.send(club.channel, "has anyone seen zanzibar nocturne (1961)?")
    await club.ana.context_menu(club.channel, "Find the film", message)
    await club.ana.context_menu(club.channel, "Film profile", club.admin)
    await border.check("a context menu")


async def test_every_kind_of_lasting_button_has_a_row(border: Border) -> None:
    registered = border.club.bot._connection._view_store._dynamic_items.values()
    assert {kind.__name__ for kind in registered} == set(BUTTONS)


@pytest.mark.parametrize("walk", range(WALKS))
async def test_no_lasting_button_reads_or_changes_another_server(border: Border, walk: int) -> None:
    for kind, templates in islice(BUTTONS.items(), walk, None, WALKS):
        for template in templates:
            custom_id = template.format(**border.ids)
            await press(border.club, custom_id, border.ids["film"])
            await border.check(f"{kind} {custom_id}")


async def test_no_message_is_answered_with_what_another_server_has(border: Border) -> None:
    club = border.club
    assert club.bot.user is not None
    for asked in ("tell me about zanzibar nocturne", "who directed it?", "films by zanzibar director", "our top films"):
        await club.admin.send(club.channel, f"{club.bot.user.mention} {asked}")
        await border.check(asked)


async def press(club: Club, custom_id: str, film_id: int) -> simcord.InteractionResult:
    """Use a button or select of such an id in this server, as one that was forged or copied here."""
    room = club.bot.get_channel(club.channel.id)
    assert isinstance(room, discord.TextChannel)
    view = ui.LayoutView(timeout=None)
    if custom_id.startswith("night:v1:evening:") and not custom_id.endswith(":log"):
        view.add_item(ui.ActionRow(ui.UserSelect(custom_id=custom_id)))
        message = await room.send(view=view)
        return await club.admin.select(message, [club.admin], custom_id=custom_id)
    if ":pick:" in custom_id or custom_id.startswith("answer:"):
        value = "0" if ":pick:" in custom_id else str(film_id)
        view.add_item(ui.ActionRow(ui.Select(custom_id=custom_id, options=[discord.SelectOption(label=value)])))
        message = await room.send(view=view)
        return await club.admin.select(message, [value], custom_id=custom_id)
    view.add_item(ui.ActionRow(ui.Button(label="Copied", custom_id=custom_id)))
    message = await room.send(view=view)
    return await club.admin.click(message, custom_id=custom_id)
