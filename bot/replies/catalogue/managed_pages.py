"""Lists that only a member who manages the server turns, and only while they do."""

from bot.replies.catalogue.managed import managed_server
from bot.ui import respond
from bot.ui.pages import Pages


class ManagedPages(Pages):
    """A list for those who manage the server; every click on it asks again whether they do."""

    async def interaction_check(self, interaction: respond.Interaction, /) -> bool:
        """Let only the asker through, while they manage the server."""
        allowed = await super().interaction_check(interaction)
        if allowed:
            managed_server(interaction)
        return allowed
