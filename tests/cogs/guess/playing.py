"""Games on the simulated Discord: starting one, guessing, clicking, and letting the clock go by."""

from contextlib import closing
from typing import Any

import discord
import simcord
from discord import ui

from bot.club.guessing.record import Scene
from bot.connection import open_writer
from bot.guess_clock import SECONDS
from tests.catalogues import CRANES
from tests.factories import make_film, make_review
from tests.simulated import Club, answer, buttons_of, text_of

BAR = "█"
LONG_AGO = "2020-01-01T00:00:00Z"
JUST_NOW = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 second')"
FILMS = (
    CRANES,
    make_film(
        "Salt Road",
        1999,
        tagline="A goat, a cart and a long way down to the sea.",
        genres=("Comedy",),
        countries=("Sweden",),
        directors=("Ida Ek",),
        poster="https://films.example/salt.jpg",
    ),
    make_film(
        "The Paper Lighthouse",
        1961,
        synopsis="A keeper folds a lighthouse out of letters that nobody came for. One night a ship answers.",
        genres=("Drama",),
        countries=("Sweden",),
        reviews=(
            make_review(
                "The Usher", "The camera never leaves the stairs, and the light does all the acting.", spoiler="none"
            ),
        ),
    ),
    make_film(
        "Chalk Garden Wall", 1970, tagline="She wrote her name on it once, and then the rain came.", genres=("Drama",)
    ),
)


async def start(club: Club, member: simcord.MemberActor | None = None, **options: Any) -> discord.Message:
    """Start a game and return the message of its first round."""
    told = await club.run_as(member or club.ana, "guess start", **options)
    assert not told.ephemeral, text_of(told)
    return last(club)


def last(club: Club, room: simcord.ChannelHandle | None = None) -> discord.Message:
    return (room or club.channel).history()[-1]


def now_shown(club: Club, message: discord.Message) -> discord.Message:
    return next(each for each in club.channel.history() if each.id == message.id)


async def scene(club: Club, round_id: int = 1) -> Scene:
    found = await club.bot.guesses.scene(round_id, guild_id=club.server.id)
    assert found is not None
    return found


async def title(club: Club, round_id: int = 1) -> str:
    """Return the answer, which members cannot know."""
    return (await scene(club, round_id)).round.label.rpartition(" (")[0]


async def guess(club: Club, message: discord.Message, text: str, member: simcord.MemberActor | None = None) -> str:
    """Type a guess into the form that a round's button opens, and return what only the member is told."""
    member = member or club.ana
    form = await member.click(message, label="Guess")
    assert form.modal is not None
    field = form.modal["components"][0]["component"]["custom_id"]
    told = answer(await member.submit_modal(form, {field: text}))
    assert told.ephemeral
    return text_of(told)


async def click(club: Club, message: discord.Message, label: str, member: simcord.MemberActor | None = None) -> str:
    return text_of(answer(await (member or club.ana).click(message, label=label)))


async def press(club: Club, custom_id: str, member: simcord.MemberActor | None = None) -> str:
    """Click a button as it stood in the message before that was drawn anew, and return what is told."""
    room = club.bot.get_channel(club.channel.id)
    assert isinstance(room, discord.TextChannel)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.ActionRow(ui.Button(label="Former", custom_id=custom_id)))
    former = await room.send(view=view)
    answered = await (member or club.ana).click(former, custom_id=custom_id)
    await former.delete()
    return text_of(answer(answered)) if answered.response or answered.followups else ""


async def reply(
    club: Club, message: discord.Message, text: str, member: simcord.MemberActor | None = None
) -> list[str]:
    """Reply to a round with its ping on, and return what is said to it."""
    before = len(club.channel.history())
    await (member or club.ana).send(club.channel, text, reply_to=message)
    return [text_of(each) for each in club.channel.history()[before + 1 :]]


async def clock(club: Club) -> None:
    """Let the clock look at the games, and messages be drawn anew."""
    await club.world.advance_time(SECONDS + 3)


async def pass_patience(club: Club) -> None:
    """Let the clock find that a round has waited long enough."""
    write(club, f"UPDATE game_rounds SET due_at = {JUST_NOW} WHERE ended_at IS NULL AND begun_at IS NOT NULL")
    await clock(club)


def write(club: Club, statement: str, *values: Any) -> None:
    with closing(open_writer(club.bot.database_path)) as connection:
        connection.execute(statement, values)


def rounds_open(club: Club, room: simcord.ChannelHandle | None = None) -> list[discord.Message]:
    return [each for each in (room or club.channel).history() if "Guess" in buttons_of(each)]
