"""Favourites that were held out are found more often than by popularity: the benchmark's clubs, but few and small."""

from collections import Counter
from contextlib import closing
from pathlib import Path

from benchmarks.club_data import GUILD, fill, hold_out, make_club
from bot.club.recommending.recommendations import recommend
from bot.club.recommending.recommended import Asked
from bot.connection import open_writer
from tests.factories import make_database


def test_more_favourites_are_found_than_by_popularity(tmp_path: Path) -> None:
    ours = popular = known = 0
    for seed in range(40, 45):
        made, held = hold_out(make_club(seed, members=25, ratings=25, films=800), seed)
        rated = Counter(film for films, _ in made.ratings.values() for film in films.tolist())
        by_votes = sorted((film.id for film in made.films), key=lambda id_: -made.films[id_ - 1].votes)
        by_raters = sorted(by_votes, key=lambda id_: -rated[id_])
        with closing(open_writer(make_database(tmp_path / f"{seed}.sqlite3"))) as connection:
            fill(connection, made)
            for member, film in held.items():
                seen = set(made.ratings[member][0].tolist())
                found = recommend(connection, Asked(GUILD, member), by_votes[:200])
                ours += film in [one.film_id for one in found.films[:10]]
                popular += film in [id_ for id_ in by_raters if id_ not in seen][:10]
                known += film in [id_ for id_ in by_votes if id_ not in seen][:10]
    assert ours > 1.1 * max(popular, known)
