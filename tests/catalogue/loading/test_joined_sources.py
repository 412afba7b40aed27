"""Which files are read together: by folder, else as the only ones there are."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from bot.catalogue.film import Reject
from bot.catalogue.formats import FORMATS
from bot.catalogue.loading import joined_sources
from bot.catalogue.loading.joined_sources import JoinedSource, join_sources
from bot.catalogue.loading.sources import SourceReject, sources

MOVIES = b"movieId,title,genres\n1,Salt Road (1999),Drama\n"
LINKS = b"movieId,imdbId,tmdbId\n1,0000001,7\n"
OTHER = b"title\nOther\n"


def joined(*paths: Path) -> list[tuple[str, dict[str, str]]]:
    """Return the sources that are read, by their last folder and name, each with its parts."""
    found: list[tuple[str, dict[str, str]]] = []
    for each in join_sources(sources(paths), FORMATS):
        assert isinstance(each, JoinedSource)
        found.append((short(each.source.name), {part: short(source.name) for part, source in each.parts.items()}))
    return found


def short(name: str) -> str:
    return "/".join(name.split("/")[-2:])


def write(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def test_tables_of_one_folder_belong_together(tmp_path: Path) -> None:
    write(tmp_path / "a", links=LINKS, movies=MOVIES, other=OTHER)
    write(tmp_path / "b", links=LINKS, movies=MOVIES)
    assert joined(tmp_path) == [
        ("a/movies.csv", {"links": "a/links.csv"}),
        ("a/other.csv", {}),
        ("b/movies.csv", {"links": "b/links.csv"}),
    ]


def test_tables_loaded_together_belong_together_where_there_is_no_doubt(tmp_path: Path) -> None:
    here, there = write(tmp_path / "a", movies=MOVIES), write(tmp_path / "b", links=LINKS)
    assert joined(here, there / "links.csv") == [("a/movies.csv", {"links": "b/links.csv"})]
    write(tmp_path / "c", movies=MOVIES)
    assert len(joined(tmp_path)) == 3


def test_names_do_not_matter_and_gzip_and_zip_are_looked_into(tmp_path: Path) -> None:
    for name, data in (
        ("title.basics.tsv", b"tconst\ttitleType\tprimaryTitle\n"),
        ("x.tsv", b"tconst\taverageRating\tnumVotes\n"),
    ):
        folder = write(tmp_path / "imdb") / name
        folder.mkdir()
        with gzip.open(folder / "data.tsv.gz", "wb") as stream:
            stream.write(data)
    assert joined(tmp_path / "imdb") == [("title.basics.tsv/data.tsv.gz", {"ratings": "x.tsv/data.tsv.gz"})]
    archive = tmp_path / "ml.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("links.csv", LINKS)
        packed.writestr("movies.csv", MOVIES)
    assert [parts.keys() for _, parts in joined(archive)] == [{"links"}]


def test_a_part_alone_is_read_alone_and_what_cannot_be_read_is_passed_on(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", links=LINKS)
    found = list(join_sources(sources([folder / "links.csv", tmp_path / "nowhere.csv"]), FORMATS))
    assert [type(each) for each in found] == [SourceReject, JoinedSource]


def test_a_part_alone_comes_after_the_films_it_may_be_of(tmp_path: Path) -> None:
    kaggle = write(tmp_path / "kaggle", links=LINKS, movies_metadata=b"id,imdb_id,original_title,overview,title\n")
    assert joined(kaggle) == [("kaggle/movies_metadata.csv", {}), ("kaggle/links.csv", {})]


def test_only_so_many_are_looked_at_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined_sources, "MOST_TOGETHER", 2)
    write(tmp_path / "a", a=OTHER, b=OTHER, links=LINKS, movies=MOVIES, z=OTHER)
    assert [parts.keys() for _, parts in joined(tmp_path / "a")] == [set(), set(), {"links"}, set()]
    monkeypatch.setattr(joined_sources, "MOST_TOGETHER", 10_000)
    monkeypatch.setattr(joined_sources, "MOST_FOLDERS", 1)
    write(tmp_path / "b", links=LINKS)
    write(tmp_path / "c", movies=MOVIES)
    assert len(joined(tmp_path / "b", tmp_path / "c")) == 2


def test_what_is_wrong_in_a_part_is_named_by_its_file(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", movies=MOVIES, links=LINKS + b"2\n")
    (each,) = join_sources(sources([folder]), FORMATS)
    assert isinstance(each, JoinedSource)
    with each.outcomes(FORMATS["movielens"], io.BytesIO(MOVIES)) as outcomes:
        rejects = [outcome for outcome in outcomes if isinstance(outcome, Reject)]
    assert rejects == [Reject(3, "1 cells under 3 headings", str(folder / "links.csv"))]
