"""Pictures as files that a message carries, drawn off the event loop."""

import asyncio
from io import BytesIO

import discord

from bot.club.scores import Scale
from bot.ui.ratings.plots import histogram, histogram_words

HISTOGRAM = "ratings.png"


async def histogram_file(counts: tuple[int, ...], scale: Scale, name: str = HISTOGRAM) -> discord.File:
    """Return the picture of how often each score of 1 to 10 was given, with its numbers as alt text.

    A card shows it as `attachment://` and its name.
    """
    png = await asyncio.to_thread(histogram, counts, scale)
    return discord.File(BytesIO(png), name, description=histogram_words(counts, scale))
