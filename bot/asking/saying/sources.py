"""By whom what is said is known, which stands once below an answer. Pure rules."""

from collections.abc import Iterable

FROM_RECORD, _FROM_RECORDS = "from the film’s record", "from the films’ records"


def sources_said(sources: Iterable[str], films: int) -> str:
    """Return the sources of an answer that shows so many films in one line, each once; nothing where it has none."""
    named = (_FROM_RECORDS if source == FROM_RECORD and films > 1 else source for source in sources)
    return " · ".join(dict.fromkeys(source for source in named if source))
