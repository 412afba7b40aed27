"""What is kept between a preview and its load: the same outcomes again, bounded, and nothing but records."""

import pickle
from pathlib import Path

import pytest

from bot.catalogue.film import Outcome, Reject
from bot.catalogue.formats import Format, choose
from bot.catalogue.loader import ReadFile
from bot.catalogue.loading.sources import Source, sources
from bot.catalogue.loading.spool import Spool, TooManyRowsError, spooled
from bot.starter import starter_files


def test_every_outcome_of_the_starter_files_comes_back_as_it_was(tmp_path: Path) -> None:
    spool = Spool(tmp_path, most=100_000)
    kept: list[tuple[str, str, list[Outcome]]] = []
    for source in sources(starter_files()):
        assert isinstance(source, Source)
        with source.open() as stream:
            chosen = choose(source.name, stream)
            assert isinstance(chosen, Format)
            file = spool.keep(ReadFile(source.name, chosen.name, chosen.read(stream)))
            kept.append((file.name, file.format, list(file.outcomes)))
    assert len(kept) > 1
    assert [(file.name, file.format, list(file.outcomes)) for file in spooled(tmp_path)] == kept
    assert spool.files == [(name, format_name) for name, format_name, _ in kept]


def test_more_than_the_most_is_refused(tmp_path: Path) -> None:
    outcomes: list[Outcome] = [Reject(line, "no title") for line in range(50)]
    assert list(Spool(tmp_path, most=50).keep(ReadFile("a", "csv", iter(outcomes))).outcomes) == outcomes
    with pytest.raises(TooManyRowsError, match="more than 49 rows"):
        list(Spool(tmp_path, most=49).keep(ReadFile("a", "csv", iter(outcomes))).outcomes)


@pytest.mark.parametrize("thing", [Path("films"), print, Spool])
def test_what_is_no_record_is_not_read(tmp_path: Path, thing: object) -> None:
    (tmp_path / "000001.read").write_bytes(pickle.dumps(("films", "csv")) + pickle.dumps([thing]))
    files = spooled(tmp_path)
    file = next(files)
    with pytest.raises(pickle.UnpicklingError, match="is no record"):
        list(file.outcomes)
