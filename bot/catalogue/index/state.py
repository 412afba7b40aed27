"""What the index holds at one moment: segments, what is gone from them, and who may see what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.catalogue.index.segment import Segment

Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Layer:
    """A segment, and which of its films were since retired or replaced."""

    segment: Segment
    gone: NDArray[np.bool_] | None
    """For each film whether it is gone; None where all are there."""
    restricted: bool
    """Whether some of the films or their names may not be seen by everyone."""

    @classmethod
    def of(cls, segment: Segment) -> "Layer":
        """Return a layer of `segment` with all its films."""
        table = segment.table
        return cls(segment, None, bool(np.any(table.guild_id) or np.any(table.name_guild)))

    def without(self, film_ids: NDArray[np.int64]) -> "Layer":
        """Return this layer without the films of these ids."""
        dropped = np.isin(self.segment.table.film_id, film_ids)
        if not dropped.any():
            return self
        return replace(self, gone=dropped if self.gone is None else self.gone | dropped)

    def __len__(self) -> int:
        return len(self.segment) - self.count_gone

    @property
    def count_gone(self) -> int:
        """How many films are gone."""
        return 0 if self.gone is None else int(np.count_nonzero(self.gone))


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
                if layer.gone is None or not layer.gone[film]:
                    shadowed.setdefault(int(table.guild_id[film]), []).append(shared)
        return cls(tuple(layers), {guild: np.array(ids, dtype=np.int64) for guild, ids in shadowed.items()})

    def __len__(self) -> int:
        return sum(map(len, self.layers))

    @property
    def gram_weight(self) -> NDArray[np.uint16]:
        """The weights of grams that every layer is scored with."""
        return self.layers[0].segment.grams.weight

    def visible_names(self, layer: Layer, names: Numbers, guild_id: int) -> NDArray[np.bool_]:
        """Return which of the name numbers `names` of `layer` may lead a member of server `guild_id` to their films."""
        table = layer.segment.table
        seen = self.visible(layer, table.name_film[names].astype(np.intp), guild_id)
        if layer.restricted:
            guilds = table.name_guild[names]
            seen &= (guilds == 0) | (guilds == guild_id)
        return seen

    def visible(self, layer: Layer, films: Numbers, guild_id: int) -> NDArray[np.bool_]:
        """Return which of the film numbers `films` of `layer` a member of server `guild_id` may find."""
        hidden = self.shadowed.get(guild_id) if guild_id else None
        seen = np.ones(len(films), dtype=bool) if layer.gone is None else ~layer.gone[films]
        if hidden is not None or layer.restricted:
            guilds = layer.segment.table.guild_id[films]
            seen &= (guilds == 0) | (guilds == guild_id)
            if hidden is not None:
                seen &= (guilds != 0) | ~np.isin(layer.segment.table.film_id[films], hidden)
        return seen
