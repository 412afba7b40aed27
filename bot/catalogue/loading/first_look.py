"""Whether there is a film in what is to be loaded, seen without a database."""

from collections.abc import Iterable, Mapping

from bot.catalogue.film import Addition, Outcome, Record, Reject
from bot.catalogue.formats import Format, choose
from bot.catalogue.loading.joined_sources import join_sources
from bot.catalogue.loading.sources import Source, SourceReject


def holds_a_film(
    sources: Iterable[Source | SourceReject], formats: Mapping[str, Format], format_name: str | None = None
) -> bool:
    """Tell whether a load of these sources would find a film; they are read no further than to the first.

    `format_name` overrides what a file's content says.
    """
    joining = {name: known for name, known in formats.items() if format_name is None or name == format_name.lower()}
    for joined in join_sources(sources, joining):
        if isinstance(joined, SourceReject):
            continue
        with joined.source.open() as stream:
            chosen = choose(joined.source.name, stream, format_name, formats)
            if isinstance(chosen, Reject):
                continue
            with joined.outcomes(chosen, stream) as outcomes:
                if any(map(_is_a_film, outcomes)):
                    return True
    return False


def _is_a_film(outcome: Outcome) -> bool:
    return isinstance(outcome, Record) or (isinstance(outcome, Addition) and outcome.film is not None)
