"""When a review stands behind Discord's spoiler bars: pure rules."""

from typing import Literal

from bot.catalogue.film import Spoiler

UnmarkedRule = Literal["barred", "open"]
"""What a server does with reviews that nobody has marked; `barred` where it has not said."""

_BARRED: dict[Spoiler | None, dict[UnmarkedRule, bool]] = {
    "none": {"barred": False, "open": False},
    "mild": {"barred": False, "open": False},
    "full": {"barred": True, "open": True},
    None: {"barred": True, "open": False},
}
"""For each mark, whether it is barred under a server's rule for unmarked reviews."""


def is_behind_bars(
    spoiler: Spoiler | None, *, unmarked: UnmarkedRule = "barred", has_seen: bool = False, private: bool = False
) -> bool:
    """Tell whether a review is shown behind bars.

    `has_seen` says that the reader has rated or logged the film; it counts only where the reply is `private`, since
    others read a public one.
    """
    if private and has_seen:
        return False
    return _BARRED[spoiler][unmarked]
