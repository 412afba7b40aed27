"""What a diary and a watchlist hold, as records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Watch:
    """One entry of a diary; `watched_on` is a day of the member's own, `logged_at` the instant it was written."""

    id: int
    film_id: int
    watched_on: date
    rewatch: bool
    logged_at: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A watch as a diary shows it, with its film and the score, 1 to 10, that its member gives that film now.

    `rated_by_asker` says whether the one who reads the diary has rated the film as well.
    """

    watch: Watch
    title: str
    year: int | None
    score: int | None
    rated_by_asker: bool


@dataclass(frozen=True, slots=True)
class Month:
    """How many watches, and rewatches among them, a diary has in one month, 1 to 12, of a year."""

    year: int
    month: int
    watches: int
    rewatches: int


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """One page of a diary, the latest watch first, and every month of the whole diary that has any, in order.

    `hidden` says that its member has chosen that others are not told of them.
    """

    entries: tuple[Entry, ...]
    months: tuple[Month, ...]
    hidden: bool

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are, the latest first."""
        return tuple(sorted({month.year for month in self.months}, reverse=True))

    def of_year(self, year: int | None) -> tuple[Month, ...]:
        """Return the months of a year, or all of them."""
        return tuple(month for month in self.months if year in {None, month.year})


@dataclass(frozen=True, slots=True)
class WatchlistPage:
    """One page of a watchlist, the latest film first, by id.

    `films` are on the whole list; `minutes` is the running time of all of them but the `untimed`, whose is not known.
    """

    film_ids: tuple[int, ...]
    films: int
    minutes: int
    untimed: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """A film picked from a watchlist, None where none fits.

    `films` are on the whole list, `untimed` those among them whose running time is not known.
    """

    film_id: int | None
    films: int
    untimed: int


def watches_in(months: Iterable[Month]) -> tuple[int, int]:
    """Return how many watches, and rewatches among them, the months have together."""
    counted = tuple(months)
    return sum(month.watches for month in counted), sum(month.rewatches for month in counted)
