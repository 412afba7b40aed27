"""Casts ballots until it is killed, and names each member once their vote was answered. Run by a test."""

import asyncio
import sys
from pathlib import Path

from bot.club.polls.store import PollStore
from bot.database import Database

AT_ONCE = 20


async def vote(path: Path, guild_id: int, poll_id: int) -> None:
    polls = PollStore(await Database.open(path))

    async def members(first: int) -> None:
        member_id = first
        while True:
            await polls.cast(
                poll_id,
                ((member_id % 2, 1),),
                guild_id=guild_id,
                member_id=member_id,
                clicked_at="2024-01-01T00:00:00Z",
            )
            sys.stdout.write(f"{member_id}\n")
            sys.stdout.flush()
            member_id += AT_ONCE

    await asyncio.gather(*(members(first) for first in range(1, AT_ONCE + 1)))


if __name__ == "__main__":
    asyncio.run(vote(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
