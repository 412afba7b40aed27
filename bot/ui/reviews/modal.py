"""The form in which a member writes a review of their own."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

import discord
from discord import ui

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.sentences import pages
from bot.ui import respond, theme
from bot.ui.markup import clean, plain
from bot.ui.reviews.controls import mark_chosen, spoiler_options

LONGEST = 4_000
"""Characters that Discord takes in one field."""

_TITLE = 45
_OPEN = 6 * 3600.0  # seconds for which a form may be written in; one that was closed is forgotten after them
_UNMARKED = "Left open; shown by this server’s rule"
_FENCE = "```"
_GIVEN_BACK = 3_800

Submitted = Callable[[respond.Interaction, str, Spoiler | None], Awaitable[None]]
"""What to do with the sent form, its text as it was written, and the mark that was chosen; it answers the form."""


class ReviewModal(ui.Modal):
    """A field for the text and a select for its spoiler mark, both filled in with what there is.

    Where what is sent cannot be kept, the member is told why and gets their text back.
    """

    def __init__(self, film_label: str, text: str, spoiler: Spoiler | None, submitted: Submitted) -> None:
        super().__init__(title=plain(film_label, _TITLE), timeout=_OPEN)
        self._submitted = submitted
        self._text: ui.TextInput[ReviewModal] = ui.TextInput(
            style=discord.TextStyle.paragraph, default=text or None, required=False, max_length=LONGEST
        )
        self._spoiler: ui.Select[ReviewModal] = ui.Select(options=spoiler_options(spoiler, unmarked=_UNMARKED))
        more = "Sent empty, it is taken out." if text else None
        self.add_item(ui.Label(text="Your review", description=more, component=self._text))
        self.add_item(ui.Label(text="How much does it give away?", component=self._spoiler))

    async def on_submit(self, interaction: respond.Interaction, /) -> None:
        """Hand on what was written."""
        await self._submitted(interaction, self._text.value, mark_chosen(self._spoiler))

    async def on_error(self, interaction: respond.Interaction, error: Exception, /) -> None:
        """Tell the member what went wrong, and give them their text back."""
        await respond.fail(interaction, error, "writing a review")
        with suppress(discord.HTTPException):
            for piece in given_back(self._text.value):
                await respond.show(interaction, respond.notice(piece), private=True)


def given_back(text: str) -> list[str]:
    """Return a text that was not kept as one or more messages in markdown, each a block that can be copied."""
    shown = clean(text).replace(_FENCE, "`\u200b``")
    return [
        f"{'Your text, so that it is not lost:' if number == 0 else 'It goes on:'}\n{_FENCE}\n{piece}\n{_FENCE}"
        for number, piece in enumerate(pages(shown, _GIVEN_BACK, theme.units))
    ]
