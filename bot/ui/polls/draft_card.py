"""A choice poll before it opens, as only its maker sees it: what there will be to vote for, and the controls."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import discord
from discord import ui

from bot.catalogue.stored import FilmSummary
from bot.club.polls.drafting import Choice, ChoiceList, Doubt, Terms, Unknown
from bot.club.polls.record import MOST_OPTIONS
from bot.club.polls.tally import Method
from bot.ui import facts, respond, theme
from bot.ui.markup import inline, plain
from bot.ui.picker import FilmSelect
from bot.ui.polls.words import LABEL, METHODS, stamp
from bot.ui.press import Press
from bot.ui.timed import TimedView

QUESTION = 200
"""Characters of a poll's question."""

_NOTES = 1_000  # units of what has to be said below up to 25 choices
_TYPED = 60
_ON_BUTTON = 30  # of 80, so that a phone shows the whole label
_DIRECTOR = 30
_NAMED = 3
_TITLES = 4_000
_SHORT = 40
_MOST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class DraftActions:
    """What the controls of a draft do; each answers the click."""

    open: Callable[[respond.Interaction], Awaitable[None]]
    cancel: Callable[[respond.Interaction], Awaitable[None]]
    add: Callable[[respond.Interaction, str], Awaitable[None]]
    """Take in a text of names, one a line."""
    change: Callable[[respond.Interaction, Terms], Awaitable[None]]
    answer: Callable[[respond.Interaction, Doubt, int | None], Awaitable[None]]
    """Take the film that a name is, or None where it is none of those it may be."""
    take_out: Callable[[respond.Interaction, Sequence[Choice]], Awaitable[None]]
    keep_unknown: Callable[[respond.Interaction], Awaitable[None]]
    """Take the names that no film was found for as plain texts."""


@dataclass(frozen=True, slots=True)
class DraftState:
    """A draft as it stands: when it would close, what keeps it from opening, and the films of its next doubt.

    `closes_at` is None where it is open-ended, and empty where the time cannot be told.
    """

    listed: ChoiceList
    terms: Terms
    closes_at: str | None
    hindrances: Sequence[str]
    asked: Sequence[FilmSummary] = ()
    notes: Sequence[str] = ()
    """What else is to be said, whole sentences."""


class PollDraftView(TimedView):
    """What would be voted for, over the controls with which its maker decides."""

    refusal = "This draft is another member’s. `/poll choose` makes your own."

    def __init__(self, asker: respond.Interaction, actions: DraftActions) -> None:
        super().__init__(asker)
        self._actions = actions

    def draw(self, state: DraftState) -> None:
        """Draw a draft as it stands."""
        card: ui.Container[Any] = ui.Container(accent_colour=theme.CARD)
        card.add_item(ui.TextDisplay(_head(state)))
        for text in (_choices(state.listed), _notes(state)):
            if text:
                card.add_item(ui.Separator(visible=False))
                card.add_item(ui.TextDisplay(text))
        for row in self._rows(state):
            card.add_item(ui.ActionRow(*row))
        self.clear_items()
        self.add_item(card)

    def _rows(self, state: DraftState) -> Iterable[Sequence[ui.Item[Any]]]:
        """Return the controls; while a question is open, just those that answer it."""
        actions, listed = self._actions, state.listed
        if listed.doubts:
            doubt = listed.doubts[0]
            placeholder = plain(f"Which film is “{doubt.typed}”?", theme.PLACEHOLDER)
            yield [FilmSelect(state.asked, placeholder, lambda click, film_id: actions.answer(click, doubt, film_id))]
            none = f"“{plain(doubt.typed, _ON_BUTTON)}” is none of these"
            yield [Press(none, lambda click: actions.answer(click, doubt, None)), Press("Cancel", actions.cancel)]
            return
        if listed.choices:
            yield [_TakeOut(listed.choices, actions.take_out)]
        hindered = bool(state.hindrances)
        opening = Press("Open the poll", actions.open, discord.ButtonStyle.primary, disabled=hindered)
        adding = Press("Add", lambda click: click.response.send_modal(AddModal(actions.add)))
        changing = Press("Change", lambda click: click.response.send_modal(TermsModal(state.terms, actions.change)))
        yield [opening, adding, changing, Press("Cancel", actions.cancel)]
        if listed.unknown:
            yield [Press(_keeping(listed.unknown), actions.keep_unknown)]


class AddModal(ui.Modal):
    """A field for more names."""

    def __init__(self, add: Callable[[respond.Interaction, str], Awaitable[None]]) -> None:
        super().__init__(title="Add choices")
        self._add = add
        self._names: ui.TextInput[AddModal] = ui.TextInput(style=discord.TextStyle.paragraph, max_length=_TITLES)
        self.add_item(ui.Label(text="Titles", description="One a line", component=self._names))

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        """Hand on what was written."""
        await self._add(interaction, self._names.value)

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        """Tell the member what went wrong."""
        await respond.fail(interaction, error, "adding choices to a poll")


class TermsModal(ui.Modal):
    """How a poll is held, filled in with what there is."""

    def __init__(self, terms: Terms, change: Callable[[respond.Interaction, Terms], Awaitable[None]]) -> None:
        super().__init__(title="Change the poll")
        self._terms = terms
        self._change = change
        self._question: ui.TextInput[TermsModal] = ui.TextInput(default=terms.question, max_length=QUESTION)
        self._method: ui.Select[TermsModal] = ui.Select(
            options=[
                discord.SelectOption(label=label, value=method, default=method == terms.method)
                for method, label in METHODS.items()
            ]
        )
        self._closes: ui.TextInput[TermsModal] = ui.TextInput(
            default=terms.closes[:_SHORT] or None, required=False, max_length=_SHORT
        )
        self._most: ui.TextInput[TermsModal] = ui.TextInput(
            default=terms.most[:_MOST_DIGITS] or None, required=False, max_length=_MOST_DIGITS
        )
        self._secrecy: ui.Select[TermsModal] = ui.Select(
            options=[
                discord.SelectOption(label="Sealed: only the turnout until it closes", value="sealed"),
                discord.SelectOption(label="Anonymous: ballots are never shown", value="anonymous"),
            ],
            min_values=0,
            max_values=2,
            required=False,
        )
        for option in self._secrecy.options:
            option.default = getattr(terms, option.value)
        when = "2h, 3d, friday 20:00; blank: until someone closes it"
        self.add_item(ui.Label(text="The question", component=self._question))
        self.add_item(ui.Label(text="How it is counted", component=self._method))
        self.add_item(ui.Label(text="When it closes", description=when, component=self._closes))
        self.add_item(ui.Label(text="At most so many choices each", description="Blank: any", component=self._most))
        self.add_item(ui.Label(text="What is kept back", component=self._secrecy))

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        """Hand on how the poll is to be held."""
        changed = Terms(
            question=self._question.value,
            method=cast("Method", self._method.values[0]),
            closes=self._closes.value,
            most=self._most.value,
            sealed="sealed" in self._secrecy.values,
            anonymous="anonymous" in self._secrecy.values,
            voter_role=self._terms.voter_role,
        )
        await self._change(interaction, changed)

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        """Tell the member what went wrong."""
        await respond.fail(interaction, error, "changing a poll")


class _TakeOut(ui.Select[Any]):
    def __init__(
        self, choices: Sequence[Choice], take_out: Callable[[respond.Interaction, Sequence[Choice]], Awaitable[None]]
    ) -> None:
        options = [
            discord.SelectOption(label=plain(choice.label, theme.OPTION_LABEL), value=str(place))
            for place, choice in enumerate(choices)
        ]
        super().__init__(placeholder="Take out", options=options, max_values=len(options))
        self._choices = choices
        self._take_out = take_out

    async def callback(self, interaction: respond.Interaction) -> None:
        await self._take_out(interaction, [self._choices[int(place)] for place in self.values])


def choice_label(title: str, year: int | None, director: str | None = None) -> str:
    """Return `Title (Year)`, with `, Director` where given, as a poll keeps it; the title gives way, never the year."""
    tail = f" ({year})" if year is not None else ""
    if director:
        tail += f", {plain(director, _DIRECTOR)}"
    return plain(title, LABEL - theme.units(tail)) + tail


def _head(state: DraftState) -> str:
    terms = state.terms
    facts_of_it = (
        METHODS[terms.method],
        _closing(state.closes_at),
        f"at most {plain(terms.most, _MOST_DIGITS)} each" if terms.most and terms.method != "single" else None,
        "sealed" if terms.sealed else None,
        "anonymous" if terms.anonymous else None,
        f"for <@&{terms.voter_role}>" if terms.voter_role is not None else None,
    )
    known = " · ".join(fact for fact in facts_of_it if fact)
    return f"## {inline(terms.question, QUESTION)}\n-# {known}\n-# A draft that only you see: nothing is posted yet."


def _closing(closes_at: str | None) -> str | None:
    if closes_at is None:
        return "open until someone closes it"
    return f"closes {stamp(closes_at)}" if closes_at else None


def _choices(listed: ChoiceList) -> str:
    return "\n".join(f"{place}. {inline(choice.label, LABEL)}" for place, choice in enumerate(listed.choices, 1))


def _notes(state: DraftState) -> str:
    listed = state.listed
    notes = [f"**{_sentence(hindrance)}**" for hindrance in state.hindrances]
    notes += [_sentence(note) for note in state.notes]
    notes += [_unknown(unknown.typed, unknown.suggestions) for unknown in listed.unknown]
    if listed.repeated:
        once = "it stands" if len(listed.repeated) == 1 else "each stands"
        notes.append(f"Named more than once, and {once} here once: {_named(listed.repeated)}.")
    if listed.waiting:
        notes.append(f"A poll takes {MOST_OPTIONS} choices, so there is no room yet for {_named(listed.waiting)}.")
    return _within(notes, _NOTES)


def _sentence(said: str) -> str:
    """Return a sentence that may hold what was typed; its code marks would be shown as they are written."""
    return inline(said.replace("`", ""), _NOTES // 2)


def _unknown(typed: str, suggestions: Sequence[str]) -> str:
    near = f" Nearest: {', '.join(inline(name, _TYPED) for name in suggestions)}." if suggestions else ""
    return f"Left out, as it is no film here: “{inline(typed, _TYPED)}”.{near}"


def _keeping(unknown: Sequence[Unknown]) -> str:
    """Return the label of the button that keeps names no film was found for."""
    what = f"“{plain(unknown[0].typed, _ON_BUTTON)}”" if len(unknown) == 1 else facts.count(len(unknown), "name")
    return f"Keep {what} as text"


def _named(choices: Sequence[Choice]) -> str:
    shown = ", ".join(inline(choice.label, _TYPED) for choice in choices[:_NAMED])
    return shown if len(choices) <= _NAMED else f"{shown} and {len(choices) - _NAMED} more"


def _within(notes: Sequence[str], room: int) -> str:
    """Return notes a line each, as many as there is room for, and how many more there are."""
    shown: list[str] = []
    for note in notes:
        room -= theme.units(note) + 1
        if room < 0:
            shown.append(f"-# … and {facts.count(len(notes) - len(shown), 'more remark')}.")
            break
        shown.append(note)
    return "\n".join(shown)
