"""Films for children, as far as records tell: of the genre Family, or with a certificate for all. Pure rules."""

from bot.asking.query import Condition, Joined, Leaf
from bot.asking.wording.grammar import phrases

_CHILDREN = r"(kids?|children|child|toddlers|little ones|families|family|all ages|(my )?(son|daughter|nephew|niece)s?)"
AUDIENCE = phrases(rf"""
    (suitable |appropriate |ok |okay |good |fit |safe |made )?for (the |my |our |small |young |younger )*{_CHILDREN}(
    audiences?)?
    (the |my |our |young )*(kids|children|son|daughter) (can|could|will|would|may) (watch|see|like|love|enjoy)
    (kid|child|family) friendly|(kids|childrens|children) (?=films?|GENRE|ones?)
""")
"""Wordings that ask for films that children may see."""

FOR_ALL = ("G", "U", "0", "FSK 0", "AL", "Btl", "TV-G")
"""Certificates that let everybody in."""

FOR_CHILDREN: Condition = Joined(
    "or",
    (
        Leaf("genre", ("Family",), said="Family"),
        Leaf("certification", FOR_ALL, said="rated for all ages"),
    ),
)


def for_audience(shape: str) -> Condition | None:
    """Return the condition that films are for children, where a shape asks for it."""
    return FOR_CHILDREN if AUDIENCE.search(shape) else None
