"""Answers to questions in plain words: asked of the store, set in Discord's markdown, with the films' cards at hand."""

from functools import partial

import discord

from bot.asking.answered import Answered
from bot.asking.as_mapping import explanation
from bot.asking.asker import Asker
from bot.asking.voice import Voice
from bot.client import Marquee
from bot.errors import UserError
from bot.replies.films import show_alone
from bot.scope import scope_of
from bot.ui import respond, theme
from bot.ui.answer_card import AnswerView
from bot.ui.markup import inline
from bot.ui.review_text import barred

Interaction = discord.Interaction[Marquee]

_TITLE = 150
_QUESTION = 300
_TEXT = 1_000
_REASONS = 900


def _title(text: str) -> str:
    return f"**{inline(text, _TITLE)}**"


def _member(member_id: int) -> str:
    return f"<@{member_id}>"


def _note(text: str) -> str:
    return f"-# {text}"


MARKDOWN = Voice(safe=partial(inline, limit=_TEXT), title=_title, barred=barred, member=_member, note=_note)
"""How answers are set in Discord: titles in bold, what tells the plot behind bars; a mention there pings nobody."""


async def answer_question(interaction: Interaction, question: str, *, explain: bool, private: bool) -> None:
    """Answer a question about films.

    Raises:
        UserError: nothing was asked.
    """
    if not question.strip():
        raise UserError("Ask something, such as: who directed Stalker?")
    async with respond.in_time(interaction, private=private):
        bot, guild_id = interaction.client, scope_of(interaction)
        asker = Asker(guild_id, interaction.user.id, private, MARKDOWN)
        answered = await bot.asking.answer(question, asker)
        films = await bot.films.summaries(answered.films[: theme.SELECT_OPTIONS], guild_id=guild_id)
        asked = f"-# {inline(question, _QUESTION)}"
        view = AnswerView(interaction, asked, _said(answered, explain=explain), films, show_alone)
    await respond.show(interaction, view, private=private)


def _said(answered: Answered, *, explain: bool) -> list[list[str]]:
    """Return the parts of an answer as lines of markdown, each part with its source below it."""
    parts: list[list[str]] = []
    for understood, told in answered.parts:
        lines = [line for said in told.lines for line in said.split("\n")]
        if told.source:
            lines.append(_note(told.source))
        if explain:
            lines.append(_note(inline(explanation(understood), _REASONS)))
        parts.append(lines)
    return parts
