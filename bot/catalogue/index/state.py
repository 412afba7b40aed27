"""What the index holds at one moment: segments, what is gone from them, and who may see what."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index.segment import Segment

Numbers = NDArray[np.intp]

_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Layer:
    """A segment, and the numbers of its films that were since retired or replaced."""

    segment: Segment
    gone: frozenset[int]
    mixed: bool
    """Whether some of the films may not be seen by everyone."""

    @classmethod
    def of(cls, segment: Segment, gone: frozenset[int] = _NOTHING) -> "Layer":
        """Return a layer of `segment` without the films `gone`."""
        return cls(segment, gone, bool(gone) or bool(np.any(segment.table.guild_id)))

    def __len__(self) -> int:
        return len(self.segment) - len(self.gone)


@dataclass(frozen=True, slots=True)
class State:
    """All layers, the largest first; replaced as a whole when a film changes, never changed itself."""

    layers: tuple[Layer, ...]
    shadowed: dict[int, NDArray[np.int64]]
    """The ids of shared films that each server has a film of its own for."""

    @classmethod
    def of(cls, layers: Sequence[Layer]) -> "State":
        """Return the state of `layers`."""
        shadowed: dict[int, list[int]] = {}
        for layer in layers:
            table = layer.segment.table
            for film, shared in zip(table.shadow_film.tolist(), table.shadow_id.tolist(), strict=True):
                if film not in layer.gone:
                    shadowed.setdefault(int(table.guild_id[film]), []).append(shared)
        return cls(tuple(layers), {guild: np.array(ids, dtype=np.int64) for guild, ids in shadowed.items()})

    def __len__(self) -> int:
        return sum(map(len, self.layers))

    @property
    def gram_weight(self) -> NDArray[np.uint16]:
        """The weights of grams that every layer is scored with."""
        return self.layers[0].segment.grams.weight

    def visible(self, layer: Layer, films: Numbers, guild_id: int) -> NDArray[np.bool_]:
        """Return which of the film numbers `films` of `layer` a member of server `guild_id` may find."""
        hidden = self.shadowed.get(guild_id) if guild_id else None
        if hidden is None and not layer.mixed:
            return np.ones(len(films), dtype=bool)
        guilds = layer.segment.table.guild_id[films]
        seen = (guilds == 0) | (guilds == guild_id)
        if layer.gone:
            seen &= ~np.isin(films, list(layer.gone))
        if hidden is not None:
            seen &= (guilds != 0) | ~np.isin(layer.segment.table.film_id[films], hidden)
        return seen
