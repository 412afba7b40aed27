import json
from typing import Any

import pytest

from bot.club.rating_files.reading import read_ratings
from bot.club.rating_files.record import ImportedRating

FILM = {"title": "Salt Road", "year": 1999, "ids": {"trakt": 1, "slug": "salt-road", "imdb": "tt0000099", "tmdb": 77}}
IDS = (("imdb", "tt0000099"), ("tmdb", "77"))


def item(**facts: Any) -> dict[str, Any]:
    return {"rated_at": "2014-09-01T09:10:11.000Z", "rating": 7, "type": "movie", "movie": FILM, **facts}


def read(*items: Any, indent: int | None = None) -> Any:
    return read_ratings("ratings-movies.json", json.dumps(items, indent=indent).encode())


@pytest.mark.parametrize("indent", [None, 2])
def test_ratings(indent: int | None) -> None:
    file = read(item(), item(rating=10), indent=indent)
    assert file.source == "Trakt"
    assert [row.score for row in file.rows] == [7, 10]
    assert file.rows[0] == ImportedRating(
        *("Salt Road", 1999, "ratings-movies.json", 2 if indent else 1, IDS),
        score=7,
        rated_at="2014-09-01T09:10:11Z",
    )


def test_what_was_watched_and_what_is_to_be() -> None:
    watched, listed = read(
        {"id": 5, "watched_at": "2014-09-01T09:10:11.000Z", "action": "watch", "type": "movie", "movie": FILM},
        {"rank": 1, "listed_at": "2014-09-01T09:10:11.000Z", "type": "movie", "movie": FILM},
    ).rows
    assert (watched.watched_on, watched.score, watched.on_watchlist) == ("2014-09-01", None, False)
    assert (listed.watched_on, listed.on_watchlist) == (None, True)


def test_what_is_no_film_is_counted() -> None:
    file = read(item(), item(type="show", show={}), item(type="episode"), item(type="episode"))
    assert len(file.rows) == 1
    assert file.left_out == {"TV series": 1, "TV episode": 2}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (item(rating=0), "no rating from 1 to 10"),
        (item(rating=7.5), "no rating from 1 to 10"),
        (item(rating=True), "no rating from 1 to 10"),
        (item(movie=None), "no title"),
        (item(movie={"title": ["x"]}), "no title"),
        (item(type=None, movie={}), "no title"),
        (7, "no title"),
    ],
)
def test_a_bad_item_is_named_and_loses_no_other(bad: Any, reason: str) -> None:
    file = read(item(), bad, item())
    assert len(file.rows) == 2
    [remark] = file.remarks
    assert reason in remark.reason


def test_a_file_that_is_cut_off_keeps_what_is_whole() -> None:
    data = json.dumps([item(), item(), item()], indent=1).encode()
    file = read_ratings("ratings.json", data[:-60])
    assert len(file.rows) == 2
    assert len(file.remarks) == 1
