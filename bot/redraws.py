"""Drawing messages anew at a pace Discord allows, however often what they show changes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import discord
from discord.ext import tasks

log = logging.getLogger(__name__)

PACE = 2.0
"""Seconds between two drawings of one message."""

_LAST_CHANCE = 2.0

Redraw = Callable[[], Awaitable[None]]


class Redraws:
    """Messages that no longer show what is so.

    The first change is drawn at once; those that come meanwhile are drawn together, by one task for all messages.
    """

    def __init__(self) -> None:
        self._stale: dict[int, Redraw] = {}
        self._turns = tasks.loop(seconds=PACE)(self._turn)

    def mark(self, message_id: int, redraw: Redraw) -> None:
        """Have a message drawn soon; a later `redraw` of the same message takes an earlier one's place."""
        self._stale[message_id] = redraw
        if not self._turns.is_running():
            self._turns.start()

    def forget(self, message_id: int) -> None:
        """Leave a message as it is, since it shows something else now."""
        self._stale.pop(message_id, None)

    async def close(self) -> None:
        """Draw what is still stale, as far as that goes quickly."""
        self._turns.cancel()
        try:
            async with asyncio.timeout(_LAST_CHANCE):
                await self._draw_all()
        except TimeoutError:
            log.info("some messages stay as they were drawn last")

    async def _turn(self) -> None:
        if self._stale:
            await self._draw_all()
        else:
            self._turns.stop()

    async def _draw_all(self) -> None:
        stale, self._stale = self._stale, {}
        for message_id, redraw in stale.items():
            try:
                await redraw()
            except discord.HTTPException as error:
                log.info("message %d could not be drawn anew: %s", message_id, error)
            except Exception:
                log.exception("message %d could not be drawn anew", message_id)
