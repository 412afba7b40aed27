"""A load of films that was made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Load:
    """One load: its files' counts added up.

    `loaded_by` is a Discord user, 0 one who is forgotten, None the owner at the command line. One that is not
    `finished` is under way, or ended in the middle: what it had written by then is there, and can be undone.
    """

    id: int
    guild_id: int
    loaded_by: int | None
    started_at: str
    undone_at: str | None
    files: int
    name: str
    films_new: int
    films_updated: int
    reviews_new: int
    rejects: int
    finished: bool

    @property
    def changed(self) -> bool:
        """Whether it changed anything."""
        return bool(self.films_new or self.films_updated or self.reviews_new)


@dataclass(frozen=True, slots=True)
class Undoing:
    """What taking a load back comes to: the load, and how many of its new films members have done something with."""

    load: Load
    touched: int


@dataclass(frozen=True, slots=True)
class LoadPage:
    """A few loads of a server, the latest first, and how many there are in all."""

    loads: tuple[Load, ...]
    total: int
