"""What conditions are on. Pure rules."""

from collections.abc import Iterator

from bot.asking.query import Condition, Joined, Leaf, On


def leaves(condition: Condition | None) -> Iterator[Leaf]:
    """Yield each single condition, those that are denied too."""
    if isinstance(condition, Leaf):
        yield condition
    elif condition is not None:
        for part in condition.parts if isinstance(condition, Joined) else (condition.part,):
            yield from leaves(part)


def speaks_of(condition: Condition | None, on: On) -> bool:
    """Tell whether any of conditions is on something."""
    return any(leaf.on == on for leaf in leaves(condition))
