"""Controls that answer only the member who asked for them, and only for a while."""

from contextlib import suppress
from typing import Any

import discord
from discord import ui

from bot.ui import respond

LIFETIME = 600.0
"""Seconds after the last click for which controls work. Discord lets a message be edited for 900."""

_CLAIMED = "claimed by a view"


class TimedView(ui.LayoutView):
    """A message whose buttons and selects work for its asker, and are switched off when their time is over.

    Its controls keep the random ids that discord.py gives them. What must work after a restart is a `DynamicItem`
    whose id has colons, so `is_stale` can tell the two apart.
    """

    refusal = "These buttons are for the member who asked. Run the command yourself to get your own."

    def __init__(self, asker: respond.Interaction) -> None:
        super().__init__(timeout=LIFETIME)
        self.asker_id = asker.user.id
        self._latest = asker

    async def interaction_check(self, interaction: respond.Interaction, /) -> bool:
        """Let only the asker through; anyone else is told so in private."""
        interaction.extras[_CLAIMED] = True
        if interaction.user.id != self.asker_id:
            await respond.tell(interaction, self.refusal)
            return False
        self._latest = interaction
        return True

    async def on_timeout(self) -> None:
        """Switch the controls off, where the message is still there to be edited."""
        for item in self.walk_children():
            if isinstance(item, ui.Select) or (isinstance(item, ui.Button) and item.url is None):
                item.disabled = True
        with suppress(discord.HTTPException):
            await self._latest.edit_original_response(view=self)

    async def on_error(self, interaction: respond.Interaction, error: Exception, item: ui.Item[Any], /) -> None:  # noqa: ARG002 - discord.py's signature
        """Answer a failed click as a failed command is answered."""
        await respond.fail(interaction, error, f"a click on {type(self).__name__}")


def is_stale(interaction: respond.Interaction) -> bool:
    """Tell whether a click was made on controls of a `TimedView` that no longer lives, as after a restart.

    To be asked from a listener: discord.py starts the view's own task first, and that claims the click before it
    waits for anything.
    """
    if interaction.type is not discord.InteractionType.component or interaction.data is None:
        return False
    custom_id = str(interaction.data.get("custom_id", ""))
    return ":" not in custom_id and _CLAIMED not in interaction.extras
