"""`/catalogue`: what a server's admins do with its films."""

from typing import cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import require_manage_server
from bot.catalogue.care.gaps import Gap
from bot.client import Marquee
from bot.club.aliases import LONGEST
from bot.club.keeping.server_export import FORMS, Form
from bot.replies.catalogue.alias_review import alias_review
from bot.replies.catalogue.aliases import add_alias, list_aliases, offer_aliases, remove_alias
from bot.replies.catalogue.audit import show_audit
from bot.replies.catalogue.edit import edit_film
from bot.replies.catalogue.export import export
from bot.replies.catalogue.gaps import show_gaps
from bot.replies.catalogue.load_undoing import UndoLoadButton, ask_to_undo, offer_loads, show_loads
from bot.replies.catalogue.loading import LoadDesk
from bot.replies.catalogue.merging import ask_to_merge, offer_merges, take_back
from bot.replies.catalogue.retire import offer_retired, restore_film, retire_film
from bot.replies.catalogue.twins import show_twins
from bot.replies.films.option import offer_titles
from bot.scope import servers_only
from bot.ui import respond

Interaction = discord.Interaction[Marquee]


@app_commands.default_permissions(manage_guild=True)
@servers_only
class Catalogue(commands.GroupCog, group_name="catalogue", group_description="Care for this server’s films"):
    """Care for the catalogue."""

    alias = app_commands.Group(name="alias", description="Other names that films are found by")

    def __init__(self) -> None:
        self._desk = LoadDesk()

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let only those who manage the server through, whatever its command settings say."""
        require_manage_server(interaction)
        return True

    @app_commands.command(name="load", description="Load films for this server from files")
    @app_commands.describe(
        file="Film pages, JSON, CSV …, packed or not; you see first what loading would do",
        file2="Another file",
        file3="Another file",
        file4="Another file",
        file5="Another file",
    )
    async def load(
        self,
        interaction: Interaction,
        file: discord.Attachment,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
    ) -> None:
        """Show what loading files would do, and load them on the member's word."""
        await self._desk.open(interaction, [each for each in (file, file2, file3, file4, file5) if each is not None])

    @app_commands.command(name="undo", description="Take a load of films back")
    @app_commands.describe(load="The load to take back; the last if left out")
    @app_commands.autocomplete(load=offer_loads)
    async def undo(self, interaction: Interaction, load: str | None = None) -> None:
        """Ask whether to take a load back, with what would go."""
        await ask_to_undo(interaction, load)

    @app_commands.command(name="loads", description="See what was loaded for this server, when and by whom")
    async def loads(self, interaction: Interaction) -> None:
        """List the loads."""
        await show_loads(interaction)

    @alias.command(name="review", description="Accept or dismiss what members type for films")
    async def alias_review(self, interaction: Interaction) -> None:
        """List the frequent pairs of typed text and picked film."""
        async with respond.in_time(interaction, private=True):
            review = await alias_review(interaction)
        await respond.show(interaction, review, private=True)

    @alias.command(name="add", description="Let a film be found by another name in this server")
    @app_commands.describe(title="The film; half the title is enough", name="What members call it")
    @app_commands.autocomplete(title=offer_titles)
    async def alias_add(self, interaction: Interaction, title: str, name: app_commands.Range[str, 1, LONGEST]) -> None:
        """Give a film a name of this server's own."""
        await add_alias(interaction, title, name)

    @alias.command(name="remove", description="Take back a name that this server gave a film")
    @app_commands.describe(name="The name to take back")
    @app_commands.autocomplete(name=offer_aliases)
    async def alias_remove(self, interaction: Interaction, name: str) -> None:
        """Take a name back."""
        await remove_alias(interaction, name)

    @alias.command(name="list", description="See the names that this server gave films")
    async def alias_list(self, interaction: Interaction) -> None:
        """List this server's own names for films."""
        await list_aliases(interaction)

    @app_commands.command(name="edit", description="Correct what is known of a film")
    @app_commands.describe(title="The film; half the title is enough")
    @app_commands.autocomplete(title=offer_titles)
    async def edit(self, interaction: Interaction, title: str) -> None:
        """Open the editor of a film."""
        await edit_film(interaction, title)

    @app_commands.command(name="retire", description="Take a film of this server out of sight")
    @app_commands.describe(title="The film, one of this server’s own")
    @app_commands.autocomplete(title=offer_titles)
    async def retire(self, interaction: Interaction, title: str) -> None:
        """Take a film out of sight."""
        await retire_film(interaction, title)

    @app_commands.command(name="restore", description="Bring back a film that was taken out of sight")
    @app_commands.describe(title="The film to bring back")
    @app_commands.autocomplete(title=offer_retired)
    async def restore(self, interaction: Interaction, title: str) -> None:
        """Bring a film back."""
        await restore_film(interaction, title)

    @app_commands.command(name="duplicates", description="Find films that are likely one, to merge or to dismiss")
    async def duplicates(self, interaction: Interaction) -> None:
        """Show pairs of films that are likely one."""
        await show_twins(interaction)

    @app_commands.command(name="gaps", description="See which films lack a year, a director, a synopsis …")
    @app_commands.describe(what="What is not known of them; leave it out to see how many lack what")
    async def gaps(self, interaction: Interaction, what: Gap | None = None) -> None:
        """Show films of which something is not known."""
        await show_gaps(interaction, what)

    @app_commands.command(name="export", description="Take this server’s films, or all it has, along as a file")
    @app_commands.describe(form="JSON Lines unless said; CSV is for spreadsheets, SQLite is all this server has")
    @app_commands.rename(form="format")
    @app_commands.choices(form=[app_commands.Choice(name=name, value=form) for form, name in FORMS.items()])
    async def export(self, interaction: Interaction, form: str = "jsonl") -> None:
        """Send an export."""
        await export(interaction, cast("Form", form))

    @app_commands.command(name="audit", description="See who changed what here, and take changes back")
    async def audit(self, interaction: Interaction) -> None:
        """List what was changed."""
        await show_audit(interaction)

    @app_commands.command(name="merge", description="Make one film of two records of it")
    @app_commands.describe(keep="The film to keep, one of this server’s own", drop="The film that is merged into it")
    @app_commands.autocomplete(keep=offer_titles, drop=offer_titles)
    async def merge(self, interaction: Interaction, keep: str, drop: str) -> None:
        """Ask whether two films are one, and merge them."""
        await ask_to_merge(interaction, keep, drop)

    @app_commands.command(name="unmerge", description="Take a merge of two films back")
    @app_commands.describe(merge="The merge to take back")
    @app_commands.autocomplete(merge=offer_merges)
    async def unmerge(self, interaction: Interaction, merge: str) -> None:
        """Make two films of a merged one again."""
        await take_back(interaction, merge)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, and the button that outlives a restart."""
    bot.add_dynamic_items(UndoLoadButton)
    await bot.add_cog(Catalogue())
