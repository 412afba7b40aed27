"""How quickly members may talk with the bot: so many messages a minute, then one word about it, then silence. Pure."""

from datetime import datetime, timedelta
from enum import Enum, auto

MOST = 8
"""Messages of a member that are answered in a minute."""

MINUTE = timedelta(minutes=1)
_SWEPT_BEYOND = 1_000


class Turn(Enum):
    """What a message is to get."""

    ANSWER = auto()
    WORD = auto()
    SILENCE = auto()


class Pace:
    """Counts each member's messages; a minute begins with the first one after the last minute was over."""

    def __init__(self) -> None:
        self._minutes: dict[int, tuple[datetime, int]] = {}

    def turn(self, member_id: int, at: datetime) -> Turn:
        """Count a message that a member sent at a time; return what it is to get."""
        began, count = self._minutes.get(member_id, (at, 0))
        if at - began >= MINUTE:
            began, count = at, 0
        self._sweep(at)
        self._minutes[member_id] = (began, count + 1)
        if count < MOST:
            return Turn.ANSWER
        return Turn.WORD if count == MOST else Turn.SILENCE

    def _sweep(self, at: datetime) -> None:
        """Forget minutes that are over, where there are many."""
        if len(self._minutes) > _SWEPT_BEYOND:
            self._minutes = {who: minute for who, minute in self._minutes.items() if at - minute[0] < MINUTE}
