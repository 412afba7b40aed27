"""`marquee merge` and `marquee unmerge`, on the films that all servers share."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.errors import FilmNotFoundError, UserError
from tests.factories import make_database, make_film

FILMS = (make_film(), make_film("Salt Road", 1999), make_film("Papierleuchtturm", 1961))


def run(database: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments, "--database", str(database)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make_database(tmp_path / "films.sqlite3", *FILMS)


def test_two_shared_films_become_one_and_two_again(database: Path) -> None:
    told = run(database, "merge", "Salt Road", "Papierleuchtturm")
    assert told == "Merged Papierleuchtturm (1961) into Salt Road (1999); `marquee unmerge 1` takes it back.\n"
    assert "Salt Road" in run(database, "search", "Papierleuchtturm")
    assert run(database, "unmerge", "1") == "Papierleuchtturm (1961) and Salt Road (1999) are two films again.\n"
    assert "Papierleuchtturm" in run(database, "search", "Papierleuchtturm")
    with pytest.raises(UserError, match=r"There is no merge 77; if there was one, it was taken back already\."):
        run(database, "unmerge", "77")


def test_films_of_one_name_are_told_apart_by_id(database: Path) -> None:
    told = run(database, "merge", "id:1", "id:3")
    assert told.startswith("Merged Papierleuchtturm (1961) into The Paper Lighthouse (1961);")
    with pytest.raises(UserError, match="no longer in the catalogue"):
        run(database, "merge", "id:99", "id:1")
    with pytest.raises(FilmNotFoundError):
        run(database, "show", "id:99")
