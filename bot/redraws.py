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
        self._under_way: tuple[int, asyncio.Task[None]] | None = None
        self._interval = PACE
        self._turns = tasks.loop(seconds=PACE)(self._turn)

    def mark(self, message_id: int, redraw: Redraw) -> None:
        """Have a message drawn soon; a later `redraw` of the same message takes an earlier one's place."""
        self._stale[message_id] = redraw
        if not self._turns.is_running():
            self._turns.start()

    def forget(self, message_id: int) -> None:
        """Leave a message as it is, since it shows something else now; a drawing of it under way is called off."""
        self._stale.pop(message_id, None)
        if self._under_way is not None and self._under_way[0] == message_id:
            self._under_way[1].cancel()

    async def close(self) -> None:
        """Draw what is still stale, as far as that goes quickly."""
        self._turns.cancel()
        try:
            async with asyncio.timeout(_LAST_CHANCE):
                if self._under_way is not None:
                    await asyncio.wait({self._under_way[1]})
                await self._draw_all()
        except TimeoutError:
            log.info("some messages stay as they were drawn last")
        finally:
            self._stale.clear()
            if self._under_way is not None:
                self._under_way[1].cancel()

    async def _turn(self) -> None:
        if not self._stale:
            self._turns.stop()
            return
        await self._draw_all()
        # A turn is timed from when the one before it was due; this one may have come late, or its drawing been slow.
        assert self._turns.next_iteration is not None
        too_soon = PACE - (self._turns.next_iteration - discord.utils.utcnow()).total_seconds()
        self._interval += too_soon
        self._turns.change_interval(seconds=self._interval)

    async def _draw_all(self) -> None:
        """Draw each message that is stale now once; those that wait stay marked until it is their turn."""
        for message_id in list(self._stale):
            if (redraw := self._stale.pop(message_id, None)) is None:
                continue
            # A task of its own outlives the turn that `close` cancels, and can be called off alone.
            drawing = asyncio.create_task(_draw(message_id, redraw))
            self._under_way = (message_id, drawing)
            drawing.add_done_callback(self._drawn)
            await asyncio.wait({drawing})

    def _drawn(self, drawing: asyncio.Task[None]) -> None:
        if self._under_way is not None and self._under_way[1] is drawing:
            self._under_way = None


async def _draw(message_id: int, redraw: Redraw) -> None:
    try:
        await redraw()
    except discord.HTTPException as error:
        log.info("message %d could not be drawn anew: %s", message_id, error)
    except Exception:
        log.exception("message %d could not be drawn anew", message_id)
