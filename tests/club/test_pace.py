"""How quickly members may talk: so many messages a minute, one word, then silence."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.club.pace import MOST, Pace, Turn

START = datetime(2026, 1, 1, tzinfo=UTC)
A, W, S = Turn.ANSWER, Turn.WORD, Turn.SILENCE
ANA, BEN = 71, 72


@pytest.mark.parametrize(
    ("seconds", "turns"),
    [
        ([0] * MOST, [A] * MOST),
        ([0] * (MOST + 3), [A] * MOST + [W, S, S]),
        ([*[0] * (MOST + 2), 59.9, 60], [*[A] * MOST, W, S, S, A]),
        ([*range(0, 8 * 8, 8), 64], [A] * (MOST + 1)),
        ([*[0] * (MOST + 2), *[61] * (MOST + 2)], ([A] * MOST + [W, S]) * 2),
        ([*[50] * MOST, 49], [*[A] * MOST, W]),  # a message may come out of its order
    ],
)
def test_a_member_s_messages(seconds: list[float], turns: list[Turn]) -> None:
    pace = Pace()
    assert [pace.turn(ANA, START + timedelta(seconds=each)) for each in seconds] == turns


def test_every_member_has_their_own_minute() -> None:
    pace = Pace()
    assert {pace.turn(ANA, START) for _ in range(MOST + 5)} == {A, W, S}
    assert pace.turn(BEN, START) is A


def test_of_many_members_only_those_of_this_minute_are_remembered() -> None:
    pace = Pace()
    for member in range(5_000):
        pace.turn(member, START + timedelta(seconds=member / 10))
    assert len(pace._minutes) <= 1_001
    assert [pace.turn(ANA, START + timedelta(seconds=499)) for _ in range(MOST + 1)][-1] is W
