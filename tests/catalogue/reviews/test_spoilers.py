import pytest

from bot.catalogue.film import Spoiler
from bot.catalogue.reviews.spoilers import UnmarkedRule, is_behind_bars


@pytest.mark.parametrize(
    ("spoiler", "unmarked", "has_seen", "private", "barred"),
    [
        ("none", "barred", False, False, False),
        ("mild", "barred", False, False, False),
        ("full", "barred", False, False, True),
        (None, "barred", False, False, True),
        ("full", "open", False, False, True),
        (None, "open", False, False, False),
        ("full", "barred", True, True, False),
        (None, "barred", True, True, False),
        ("full", "barred", True, False, True),
        (None, "barred", True, False, True),
        ("full", "barred", False, True, True),
        (None, "barred", False, True, True),
    ],
)
def test_bars(spoiler: Spoiler | None, unmarked: UnmarkedRule, has_seen: bool, private: bool, barred: bool) -> None:
    assert is_behind_bars(spoiler, unmarked=unmarked, has_seen=has_seen, private=private) is barred
