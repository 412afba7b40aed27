"""Controls that answer only the member who asked for them, and only for a while."""

from contextlib import suppress
from typing import Any, TypeGuard, cast

import discord
from discord import ui

from bot.ui import respond

LIFETIME = 600.0
"""Seconds after the last click for which controls work."""

_EDITABLE = 870.0
"""Seconds for which Discord lets the answer to an interaction be edited, less half a minute to be in time."""

_CLICKED = "the view that was clicked"


class TimedView(ui.LayoutView):
    """A message whose buttons and selects work for its asker, and are switched off when their time is over.

    Its controls keep the random ids that discord.py gives them. What must work after a restart is a `DynamicItem`
    whose id has colons, so `is_stale` can tell the two apart.
    """

    refusal = "These buttons are for the member who asked. Run the command yourself to get your own."

    def __init__(self, asker: respond.Interaction) -> None:
        super().__init__(timeout=LIFETIME)
        self.asker_id = asker.user.id
        self._drawn_by = asker

    async def draw_over(self, click: respond.Interaction) -> None:
        """Draw this view in place of the one that was clicked, which may be itself in another state."""
        await respond.redraw(click, self)
        if click.extras.get(_CLICKED) is not self:
            end_clicked(click)
        self._drawn_by = click
        self.timeout = LIFETIME if self._has_timed_controls() else None
        self._keep_lasting()

    def last(self) -> None:
        """Let the view stand for ever where none of its controls is bound to its asker."""
        if not self._has_timed_controls():
            self.timeout = None

    def stop(self) -> None:
        """End the view; buttons in it that outlive every view go on."""
        super().stop()
        self._keep_lasting()

    def _has_timed_controls(self) -> bool:
        return any(_is_timed(item) for item in self.walk_children())

    def _keep_lasting(self) -> None:
        """Register the kinds of buttons that outlive views anew.

        discord.py forgets a kind altogether when a view that holds one of it beside other controls ends or changes,
        and with it every such button on every other message.
        """
        lasting = cast("list[ui.DynamicItem[Any]]", [i for i in self.walk_children() if isinstance(i, ui.DynamicItem)])
        kinds = {type(item) for item in lasting}
        self._drawn_by.client.add_dynamic_items(*kinds)

    async def interaction_check(self, interaction: respond.Interaction, /) -> bool:
        """Let only the asker through; anyone else is told so in private."""
        interaction.extras[_CLICKED] = self
        if interaction.user.id != self.asker_id:
            await respond.tell(interaction, self.refusal)
            return False
        # A click lengthens the view's life, but not beyond the time when its message can still be edited.
        age = (discord.utils.utcnow() - self._drawn_by.created_at).total_seconds()
        self.timeout = max(1.0, min(LIFETIME, _EDITABLE - age))
        return True

    async def on_timeout(self) -> None:
        """Switch the controls off, where the message is still there to be edited."""
        self._keep_lasting()
        for item in self.walk_children():
            if _is_timed(item):
                item.disabled = True
        with suppress(discord.HTTPException):
            await self._drawn_by.edit_original_response(view=self)

    async def on_error(self, interaction: respond.Interaction, error: Exception, item: ui.Item[Any], /) -> None:  # noqa: ARG002 - discord.py's signature
        """Answer a failed click as a failed command is answered."""
        await respond.fail(interaction, error, f"a click on {type(self).__name__}")


_SELECTS = (ui.Select, ui.ChannelSelect, ui.RoleSelect)


def _is_timed(item: ui.Item[Any]) -> TypeGuard[ui.Select[Any] | ui.Button[Any]]:
    return isinstance(item, _SELECTS) or (isinstance(item, ui.Button) and item.url is None)


def end_clicked(click: respond.Interaction) -> None:
    """End the view that was clicked, whose message is gone or shows another now."""
    clicked = click.extras.get(_CLICKED)
    if isinstance(clicked, TimedView):
        clicked.stop()


def is_stale(interaction: respond.Interaction) -> bool:
    """Tell whether a click was made on controls of a `TimedView` that no longer lives, as after a restart.

    To be asked from a listener: discord.py starts the view's own task first, and that claims the click before it
    waits for anything.
    """
    if interaction.type is not discord.InteractionType.component or interaction.data is None:
        return False
    custom_id = str(interaction.data.get("custom_id", ""))
    return ":" not in custom_id and _CLICKED not in interaction.extras
