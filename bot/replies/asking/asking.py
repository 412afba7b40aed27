"""Answers to questions in plain words: asked of the store, set in Discord's markdown, with the films' cards at hand."""

from dataclasses import dataclass, replace
from datetime import datetime

import discord

from bot.asking.answered import Answered
from bot.asking.asker import Asker
from bot.asking.query import FilmName
from bot.asking.reading.references import NOTHING, Memory
from bot.asking.remembering import memory_from_json, memory_to_json
from bot.asking.saying.explained import explanation
from bot.asking.saying.voice import Voice
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.asking.answer_films import films_opener
from bot.replies.asking.doing import DoButton
from bot.scope import scope_of
from bot.ui import respond, theme
from bot.ui.answer_card import AnswerView
from bot.ui.markup import inline
from bot.ui.reviews.text import barred

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_QUESTION = 300
_TEXT = 1_000
_REASONS = 900


def _safe(text: str) -> str:
    return inline(text, _TEXT) if text else ""


def _title(text: str) -> str:
    return f"**{inline(text, _TITLE)}**"


def _member(member_id: int) -> str:
    return f"<@{member_id}>"


def _note(text: str) -> str:
    return f"-# {text}"


MARKDOWN = Voice(safe=_safe, title=_title, barred=barred, member=_member, note=_note)
"""How answers are set in Discord: titles in bold, what tells the plot behind bars; a mention there pings nobody."""


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it was put: in which server (0: outside servers) and channel, by whom, when, and for whose eyes.

    `known` are members of whom the question itself tells the names: who asks, and whom they answer.
    """

    text: str
    guild_id: int
    channel_id: int
    member_id: int
    at: datetime
    private: bool = False
    known: tuple[discord.abc.User, ...] = ()


async def answer_question(interaction: Interaction, question: str, *, explain: bool, private: bool) -> None:
    """Answer a question about films.

    Raises:
        UserError: nothing was asked.
    """
    if not question.strip():
        raise UserError("Ask something, such as: who directed Stalker?")
    assert interaction.channel_id is not None, "commands are run in channels"
    where = (scope_of(interaction), interaction.channel_id, interaction.user.id)
    async with respond.in_time(interaction, private=private):
        put = Put(question, *where, interaction.created_at, private, (interaction.user,))
        view = await draw_answer(interaction.client, put, f"-# {inline(question, _QUESTION)}", explain=explain)
    await respond.show(interaction, view, private=private)


async def draw_answer(bot: Marquee, put: Put, asked: str = "", *, explain: bool = False) -> AnswerView:
    """Return the answer to a question below what was `asked`, which is markdown, and remember what it speaks of."""
    where = {"guild_id": put.guild_id, "channel_id": put.channel_id, "member_id": put.member_id}
    asker = Asker(put.guild_id, put.member_id, put.private, MARKDOWN)
    memory = await _spoken_of(bot, put)
    members = await bot.member_names.of(bot.get_guild(put.guild_id), *put.known)
    answered = await bot.asking.answer(put.text, asker, memory, members)
    if answered.memory != NOTHING:
        await bot.conversations.remember(memory_to_json(answered.memory), put.at, **where)
    films = await bot.films.summaries(answered.films[: theme.SELECT_OPTIONS], guild_id=put.guild_id)
    offers = [DoButton.of(offer, put.member_id) for offer in answered.offers[: theme.ROW_BUTTONS]]
    source = _note(answered.source) if answered.source else ""
    return AnswerView(asked, _said(answered, explain=explain), source, films_opener(films), offers)


async def _spoken_of(bot: Marquee, put: Put) -> Memory:
    """Return what a member and the bot spoke of in this channel; in a discussion that is its film before any other."""
    text = await bot.conversations.recall(
        put.at, guild_id=put.guild_id, channel_id=put.channel_id, member_id=put.member_id
    )
    memory = NOTHING if text is None else memory_from_json(text)
    if memory.films:
        return memory
    film_id = await bot.discussions.film_of_thread(put.channel_id)
    found = () if film_id is None else await bot.films.summaries([film_id], guild_id=put.guild_id)
    return replace(memory, films=tuple(FilmName(film.id, film.title, film.year) for film in found))


def _said(answered: Answered, *, explain: bool) -> list[list[str]]:
    """Return the parts of an answer as lines of markdown, each with what it was taken for below it if so asked."""
    parts: list[list[str]] = []
    for understood, told in answered.parts:
        lines = [line for said in told.lines for line in said.split("\n")]
        if explain:
            lines.append(_note(inline(explanation(understood, told), _REASONS)))
        parts.append(lines)
    return parts
