"""Films of which something is not known."""

from contextlib import closing
from pathlib import Path

from bot.catalogue.care.gaps import GAPS, count_gaps, films_without
from bot.connection import open_writer
from tests.catalogues import CRANES, EMPTY, SOLARIS
from tests.factories import make_database, make_film, write_films

GUILD, OTHER = 5, 6


def test_what_is_missing_is_counted_and_listed_with_the_server_s_own_first(tmp_path: Path) -> None:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as connection:
        write_films(connection, CRANES, SOLARIS, EMPTY)
        write_films(connection, make_film("Salt Road", None, directors=("Ida Ek",)), guild_id=GUILD)
        write_films(connection, make_film("Elsewhere", None), guild_id=OTHER)
        films, counts = count_gaps(connection, guild_id=GUILD)
        assert films == 4
        assert (counts["year"], counts["director"], counts["synopsis"], counts["runtime"]) == (2, 1, 3, 2)
        for gap in GAPS:
            ids, total = films_without(connection, gap, guild_id=GUILD, limit=9, offset=0)
            assert len(ids) == total == counts[gap]
        assert films_without(connection, "synopsis", guild_id=GUILD, limit=2, offset=0) == ([4, 2], 3)
        assert films_without(connection, "synopsis", guild_id=GUILD, limit=2, offset=2) == ([3], 3)


def test_an_empty_server_lacks_nothing(tmp_path: Path) -> None:
    with closing(open_writer(make_database(tmp_path / "films.sqlite3"))) as connection:
        assert count_gaps(connection, guild_id=GUILD) == (0, dict.fromkeys(GAPS, 0))
