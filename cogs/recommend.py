"""`/recommend`: what to watch next, alone or with somebody."""

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Marquee
from bot.replies.films.option import offer_titles
from bot.replies.films.question import with_film
from bot.replies.members.recommendations import recommend_films
from bot.scope import servers_only

Interaction = discord.Interaction[Marquee]


class Recommend(commands.Cog):
    """Recommending films."""

    @app_commands.command(name="recommend", description="Get films recommended, and told why")
    @servers_only
    @app_commands.describe(
        like="A film that they should be like; typing mistakes are forgiven",
        with_member="Somebody to watch with: films that both of you may like",
        private="Show them to you alone",
    )
    @app_commands.autocomplete(like=offer_titles)
    async def recommend(
        self,
        interaction: Interaction,
        like: str | None = None,
        with_member: discord.User | None = None,
        private: bool = False,
    ) -> None:
        """Recommend films."""
        if like is None or not like.strip():
            await recommend_films(interaction, None, with_member=with_member, private=private)
            return
        use = partial(recommend_films, with_member=with_member, private=private)
        await with_film(interaction, like, use, private=private)


async def setup(bot: Marquee) -> None:
    """Add the cog to the bot."""
    await bot.add_cog(Recommend())
