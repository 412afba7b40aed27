"""`/night`: movie nights, from what is nominated to what was watched."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.club.nights.record import LONGEST_NAME
from bot.club.polls.tally import Method
from bot.night_clock import NightClock
from bot.replies.films.filter import offer_languages, offer_years
from bot.replies.films.option import offer_titles
from bot.replies.nights.access import offer_all_nights, offer_nights
from bot.replies.nights.history import show_history
from bot.replies.nights.messages import NightButton
from bot.replies.nights.nights import Wishes, cancel, change_rules, create, show_board
from bot.replies.nights.nominations import nominate_typed, offer_nominations, withdraw_typed
from bot.replies.nights.schedule import MOST_MINUTES, REMIND_MINUTES, Asked, schedule
from bot.replies.nights.undo import undo
from bot.replies.nights.vote import open_vote
from bot.replies.nights.watched import GuestSelect, LogButton, watched
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]
Nominations = app_commands.Range[int, 1, 10]

_WHICH = "Which movie night; not needed where there is one"


@servers_only
class Nights(commands.GroupCog, group_name="night", group_description="Movie nights: nominate, vote, watch"):
    """Movie nights."""

    @app_commands.command(name="create", description="Make a movie night, with a board for nominations")
    @app_commands.describe(
        name="What it is called, such as Film Friday",
        when="When: friday 20:00, every friday 20:00, 2030-05-17 20:00",
        nominations="How many films a member may have on the board; 2 unless said",
        longest="The longest running time: 90, 2h, 1h45",
        languages="Only films in these languages: French, Italian",
        years="Only films of these years: 1960s, 1950-1965",
        unrated="Only films that nobody who comes has rated",
        carry="Whether who comes and loses brings half a vote to the next vote; yes unless said",
    )
    @app_commands.autocomplete(languages=offer_languages, years=offer_years)
    async def create(  # noqa: PLR0913, PLR0917 - one parameter an option
        self,
        interaction: Interaction,
        name: app_commands.Range[str, 1, LONGEST_NAME],
        when: str | None = None,
        nominations: Nominations | None = None,
        longest: str | None = None,
        languages: str | None = None,
        years: str | None = None,
        unrated: bool | None = None,
        carry: bool | None = None,
    ) -> None:
        """Make a movie night."""
        await create(interaction, name, when, Wishes(nominations, longest, languages, years, unrated, carry))

    @app_commands.command(name="rules", description="See a movie night’s rules, or change some")
    @app_commands.describe(
        night=_WHICH,
        nominations="How many films a member may have on the board",
        longest="The longest running time: 90, 2h, 1h45; any for all",
        languages="Only films in these languages: French, Italian; any for all",
        years="Only films of these years: 1960s, 1950-1965; any for all",
        unrated="Only films that nobody who comes has rated",
        carry="Whether who comes and loses brings half a vote to the next vote",
    )
    @app_commands.autocomplete(night=offer_nights, languages=offer_languages, years=offer_years)
    async def rules(  # noqa: PLR0913, PLR0917 - one parameter an option
        self,
        interaction: Interaction,
        night: str | None = None,
        nominations: Nominations | None = None,
        longest: str | None = None,
        languages: str | None = None,
        years: str | None = None,
        unrated: bool | None = None,
        carry: bool | None = None,
    ) -> None:
        """Tell or change a night's rules."""
        await change_rules(interaction, night, Wishes(nominations, longest, languages, years, unrated, carry))

    @app_commands.command(name="nominate", description="Nominate a film for a movie night")
    @app_commands.describe(title="The film; typing mistakes are forgiven", night=_WHICH)
    @app_commands.autocomplete(title=offer_titles, night=offer_nights)
    async def nominate(self, interaction: Interaction, title: str, night: str | None = None) -> None:
        """Put a film on a board."""
        await nominate_typed(interaction, title, night)

    @app_commands.command(name="withdraw", description="Take your nomination off the board; hosts take off anyone’s")
    @app_commands.describe(title="The film; left out, the one you have there", night=_WHICH)
    @app_commands.autocomplete(title=offer_nominations, night=offer_nights)
    async def withdraw(self, interaction: Interaction, title: str | None = None, night: str | None = None) -> None:
        """Take a film off a board."""
        await withdraw_typed(interaction, title, night)

    @app_commands.command(name="board", description="Post a movie night’s board here, or look at it")
    @app_commands.describe(night=_WHICH)
    @app_commands.autocomplete(night=offer_nights)
    async def board(self, interaction: Interaction, night: str | None = None) -> None:
        """Show a board."""
        await show_board(interaction, night)

    @app_commands.command(name="vote", description="Open the vote on what is nominated")
    @app_commands.describe(
        night=_WHICH,
        method="How it is counted; left out, approval",
        closes="When: 2h, 3d, friday 20:00. Leave it out to close it yourself",
        sealed="Show only the turnout until it closes",
    )
    @app_commands.autocomplete(night=offer_nights)
    async def vote(
        self,
        interaction: Interaction,
        night: str | None = None,
        method: Method = "approval",
        closes: str | None = None,
        sealed: bool = False,
    ) -> None:
        """Open a vote."""
        await open_vote(interaction, night, method, closes, sealed=sealed)

    @app_commands.command(name="schedule", description="Settle the next evening, with an event and a reminder")
    @app_commands.describe(
        film="What is shown; left out, what won the vote",
        when="When it begins: friday 20:00; left out, as the night says",
        channel="The voice channel it is in",
        place="Where else it is, such as the roof",
        remind="How many minutes before those who come are reminded; 60 unless said, 0 for never",
        night=_WHICH,
    )
    @app_commands.autocomplete(film=offer_titles, night=offer_nights)
    async def schedule(
        self,
        interaction: Interaction,
        film: str | None = None,
        when: str | None = None,
        channel: discord.VoiceChannel | discord.StageChannel | None = None,
        place: app_commands.Range[str, 1, 100] | None = None,
        remind: app_commands.Range[int, 0, MOST_MINUTES] = REMIND_MINUTES,
        night: str | None = None,
    ) -> None:
        """Settle an evening."""
        await schedule(interaction, night, Asked(film, when, channel, place, remind))

    @app_commands.command(name="watched", description="End the evening: who was there, and the film’s rating poll")
    @app_commands.describe(film="What was watched; left out, what was scheduled or has won", night=_WHICH)
    @app_commands.autocomplete(film=offer_titles, night=offer_nights)
    async def watched(self, interaction: Interaction, film: str | None = None, night: str | None = None) -> None:
        """End an evening."""
        await watched(interaction, film, night)

    @app_commands.command(name="undo", description="Take back the last thing a host did; members’ doings stand")
    @app_commands.describe(night=_WHICH)
    @app_commands.autocomplete(night=offer_all_nights)
    async def undo(self, interaction: Interaction, night: str | None = None) -> None:
        """Take a host's step back."""
        await undo(interaction, night)

    @app_commands.command(name="history", description="What a movie night has watched")
    @app_commands.describe(night=_WHICH, private="Show it to you alone")
    @app_commands.autocomplete(night=offer_all_nights)
    async def history(self, interaction: Interaction, night: str | None = None, private: bool = False) -> None:
        """Page through watched evenings."""
        await show_history(interaction, night, private=private)

    @app_commands.command(name="cancel", description="End a movie night; its history is kept")
    @app_commands.describe(night=_WHICH)
    @app_commands.autocomplete(night=offer_nights)
    async def cancel(self, interaction: Interaction, night: str | None = None) -> None:
        """End a night."""
        await cancel(interaction, night)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot, the controls that outlive a restart, and the clock that reminds."""
    bot.add_dynamic_items(NightButton, LogButton, GuestSelect)
    await bot.add_cog(Nights())
    bot.run_beside(NightClock(bot).loop)
