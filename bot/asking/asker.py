"""Who asks, and how they are to be answered. A pure record."""

from dataclasses import dataclass

from bot.asking.saying.voice import PLAIN, Voice

SHARED = 0


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: in which server (0: outside servers), which member, whether they alone read it, in what voice."""

    guild_id: int = SHARED
    member_id: int = 0
    private: bool = True
    voice: Voice = PLAIN
