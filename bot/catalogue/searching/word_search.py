"""Searching what is written in reviews and synopses: SQLite's FTS5, ranked by bm25, each film once."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean
from typing import Any, Literal

from bot.catalogue.film import Spoiler, label
from bot.catalogue.index import Confidence
from bot.catalogue.reviews.review_rows import BY_REVIEWER, json_list, read
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.reviews.sentences import Span
from bot.catalogue.searching.browsing import conditions
from bot.catalogue.searching.hit_sentence import CLOSE, OPEN, best_sentence
from bot.catalogue.searching.live import LiveIndex
from bot.catalogue.searching.word_query import WordQuery, parse, to_match
from bot.catalogue.stored import FilmFilter
from bot.catalogue.visibility import REACHABLE, VISIBLE
from bot.database import Database
from bot.errors import FilmNotFoundError

ANY_FILM = FilmFilter()

RANKED_AT_MOST = 500
"""Texts in a server's sight that are ranked, the latest of more: bm25 hardly tells texts apart by words so common."""

CONSIDERED = 200
"""The best ranked texts, of which the films are listed."""

FEW, MANY = 150, 25_000
"""Among at most `FEW` texts, such as a reviewer's, words that stand in `MANY` or more are looked for in each by itself.

To go through all the texts that hold them, and to learn how rare they are, would take ten times as long; rarer words
are found sooner that way.
"""

_SUGGESTIONS = 3

# The constants of bm25 in FTS5, for where the words are counted here.
_SATURATION, _LENGTH_COUNTS = 1.2, 0.75

# CROSS JOIN keeps the order of the tables: the texts come as the full-text index has them, none has to be sorted, and
# only those in sight count towards the limit.
_RANK = {
    "review": "SELECT bm25(reviews_fts), reviews_fts.rowid, films.id FROM reviews_fts "
    "CROSS JOIN reviews ON reviews.id = reviews_fts.rowid CROSS JOIN films ON films.id = reviews.film_id "
    "WHERE reviews_fts MATCH :match {among} AND reviews.guild_id IN (0, :guild) AND {in_sight} "
    "ORDER BY reviews_fts.rowid DESC LIMIT :most",
    "synopsis": "SELECT bm25(synopses_fts), synopses_fts.rowid, films.id FROM synopses_fts "
    "CROSS JOIN films ON films.id = synopses_fts.rowid "
    "WHERE synopses_fts MATCH :match {among} AND {in_sight} "
    "ORDER BY synopses_fts.rowid DESC LIMIT :most",
}
# The plus keeps SQLite from starting the full-text search anew for each of the rows; a film's are mostly neighbours.
_AMONG = {
    "review": "AND reviews_fts.rowid BETWEEN :low AND :high "
    "AND +reviews_fts.rowid IN (SELECT value FROM json_each(:rows))",
    "synopsis": "AND synopses_fts.rowid BETWEEN :low AND :high "
    "AND +synopses_fts.rowid IN (SELECT value FROM json_each(:rows))",
}
_ARE_MANY = {
    "review": "SELECT count(*) = :many FROM (SELECT 1 FROM reviews_fts WHERE reviews_fts MATCH :match LIMIT :many)",
    "synopsis": "SELECT count(*) = :many FROM (SELECT 1 FROM synopses_fts WHERE synopses_fts MATCH :match LIMIT :many)",
}
_COUNT = {
    "review": "SELECT length(highlight(reviews_fts, 0, :open, '')) - length(reviews.text), length(reviews.text), "
    "reviews_fts.rowid, films.id FROM json_each(:rows) AS row "
    "CROSS JOIN reviews_fts ON reviews_fts.rowid = row.value "
    "CROSS JOIN reviews ON reviews.id = row.value CROSS JOIN films ON films.id = reviews.film_id "
    "WHERE reviews_fts MATCH :match AND reviews.guild_id IN (0, :guild) AND {in_sight}",
    "synopsis": "SELECT length(highlight(synopses_fts, 0, :open, '')) - length(films.synopsis), "
    "length(films.synopsis), films.id, films.id FROM json_each(:rows) AS row "
    "CROSS JOIN synopses_fts ON synopses_fts.rowid = row.value CROSS JOIN films ON films.id = row.value "
    "WHERE synopses_fts MATCH :match AND {in_sight}",
}
# Without words to look for a synopsis speaks for its film, and else the review written last.
_LATEST = {
    "review": "SELECT -reviews.id, reviews.id, films.id FROM reviews JOIN films ON films.id = reviews.film_id "
    "WHERE reviews.id IN (SELECT value FROM json_each(:rows)) AND reviews.text <> '' "
    "AND reviews.guild_id IN (0, :guild) AND {in_sight} ORDER BY reviews.id DESC LIMIT :most",
    "synopsis": "SELECT -9e999, films.id, films.id FROM films "
    "WHERE films.id IN (SELECT value FROM json_each(:rows)) AND films.synopsis <> '' AND {in_sight} LIMIT :most",
}
_TEXT = {
    "review": "SELECT text FROM reviews WHERE id = :id",
    "synopsis": "SELECT synopsis FROM films WHERE id = :id",
}
_HIGHLIGHT = {
    "review": "SELECT highlight(reviews_fts, 0, :open, :close) FROM reviews_fts "
    "WHERE reviews_fts MATCH :match AND rowid = :id",
    "synopsis": "SELECT highlight(synopses_fts, 0, :open, :close) FROM synopses_fts "
    "WHERE synopses_fts MATCH :match AND rowid = :id",
}

_Kind = Literal["review", "synopsis"]


@dataclass(frozen=True, slots=True)
class WordHit:
    """A film in which the words were found, and its best sentence.

    `spans` are the matches, offsets into `sentence`, which is text as shown and not escaped. `review_id`, `reviewer`
    and `spoiler` are None where the sentence is of the synopsis, `kind` tells which it is. `member_id` is that of the
    member of the server who wrote the review, if one did.
    """

    film_id: int
    title: str
    year: int | None
    kind: Literal["review", "synopsis"]
    sentence: str
    spans: tuple[Span, ...]
    review_id: int | None = None
    reviewer: str | None = None
    spoiler: Spoiler | None = None
    member_id: int | None = None

    @property
    def label(self) -> str:
        """The film's readable name, `Title (Year)`."""
        return label(self.title, self.year)


@dataclass(frozen=True, slots=True)
class WordPage:
    """One page of the films found. `total` is how many there are; with `and_more` they are the best of still more."""

    hits: tuple[WordHit, ...]
    total: int
    and_more: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A text that holds the words; a smaller rank is a better one."""

    rank: float
    kind: _Kind
    row: int
    film_id: int


class WordSearch:
    """Searches the words of reviews and synopses for one server at a time."""

    def __init__(self, database: Database, titles: LiveIndex, reviews: ReviewStore) -> None:
        self._database = database
        self._titles = titles
        self._reviews = reviews

    async def search(
        self, text: str, *, guild_id: int, limit: int, offset: int = 0, wanted: FilmFilter = ANY_FILM
    ) -> WordPage:
        """Return a page of the films that fit and whose reviews or synopsis hold what is typed, the best match first.

        Raises:
            WordQueryError: the query cannot be understood; the text explains.
            FilmNotFoundError, NameNotFoundError: nothing is like the name after `film:` or `by:`.
        """
        query = parse(text)
        films = None if query.film is None else await self._films(query.film, guild_id)
        spellings = None if query.by is None else await self._reviews.spellings(query.by, guild_id=guild_id)
        return await self._database.read(
            partial(
                search,
                query=query,
                wanted=wanted,
                films=films,
                spellings=spellings,
                guild_id=guild_id,
                limit=limit,
                offset=offset,
            )
        )

    async def _films(self, typed: str, guild_id: int) -> list[int]:
        answer = await self._titles.search(typed, guild_id=guild_id)
        if answer.confidence is Confidence.NONE or not answer.matches:
            raise FilmNotFoundError(typed, tuple(label(m.title, m.year) for m in answer.matches[:_SUGGESTIONS]))
        matches = answer.matches if answer.confidence is Confidence.CHOICE else answer.matches[:1]
        return [match.film_id for match in matches]


def search(  # noqa: PLR0913 - a search is narrowed in as many ways as a member may ask for
    connection: sqlite3.Connection,
    query: WordQuery,
    *,
    wanted: FilmFilter = ANY_FILM,
    films: Sequence[int] | None = None,
    spellings: Sequence[str] | None = None,
    guild_id: int,
    limit: int,
    offset: int = 0,
    kinds: tuple[_Kind, ...] = ("review", "synopsis"),
) -> WordPage:
    """Return a page of the films found that fit, among `films` and by the reviewer of `spellings` where given.

    `kinds` are the texts that are searched; of a reviewer it is reviews alone.
    """
    match = to_match(query)
    kinds = kinds if spellings is None else ("review",)
    everywhere = films is None and spellings is None and wanted == ANY_FILM
    in_sight = _in_sight(connection, guild_id)
    values = {"match": match, "guild": guild_id}
    ranked: list[tuple[float, _Kind, int, int]] = []
    and_more = False
    for kind in kinds:
        among = None if everywhere else _rows(connection, kind, wanted, films, spellings)
        texts = _ranked(connection, kind, in_sight, among, values)
        and_more |= len(texts) == RANKED_AT_MOST
        ranked.extend((rank, kind, row, film_id) for rank, row, film_id in texts)
    ranked.sort()
    and_more |= len(ranked) > CONSIDERED
    best = _best_of_each_film(ranked[:CONSIDERED])
    page = best[offset : offset + limit]
    return WordPage(tuple(_hit(connection, found, match, guild_id) for found in page), len(best), and_more)


def _in_sight(connection: sqlite3.Connection, guild_id: int) -> str:
    own = connection.execute("SELECT 1 FROM films WHERE guild_id = :guild AND :guild <> 0", {"guild": guild_id})
    # Where a server has no films of its own, none can stand in for a shared one, and the longer look is spared.
    return REACHABLE if own.fetchone() is None else VISIBLE


def _ranked(
    connection: sqlite3.Connection, kind: _Kind, in_sight: str, among: Sequence[int] | None, values: dict[str, Any]
) -> list[tuple[float, int, int]]:
    """Return rank, row and film of the latest texts in sight that hold the words, of the rows `among` where given.

    Where there are no words to look for, these are all the rows.
    """
    values = {**values, "most": RANKED_AT_MOST}
    if among is None:
        return connection.execute(_RANK[kind].format(among="", in_sight=in_sight), values).fetchall()
    if not among:
        return []
    values |= {"rows": json_list(among), "low": min(among), "high": max(among), "open": OPEN}
    if not values["match"]:
        return connection.execute(_LATEST[kind].format(in_sight=in_sight), values).fetchall()
    if len(among) <= FEW and connection.execute(_ARE_MANY[kind], {**values, "many": MANY}).fetchone()[0]:
        return _weighed(connection.execute(_COUNT[kind].format(in_sight=in_sight), values).fetchall())
    return connection.execute(_RANK[kind].format(among=_AMONG[kind], in_sight=in_sight), values).fetchall()


def _weighed(counted: Sequence[tuple[int, int, int, int]]) -> list[tuple[float, int, int]]:
    """Return rank, row and film of texts by how often the words stand in each and how long it is, as bm25 has it."""
    usual = fmean(length for _, length, _, _ in counted) if counted else 0
    found: list[tuple[float, int, int]] = []
    for times, length, row, film_id in counted:
        slowly = _SATURATION * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length / usual)
        found.append((-times * (_SATURATION + 1) / (times + slowly), row, film_id))
    return found


def _rows(
    connection: sqlite3.Connection,
    kind: _Kind,
    wanted: FilmFilter,
    films: Sequence[int] | None,
    spellings: Sequence[str] | None,
) -> list[int]:
    """Return the texts of a kind among which the words are looked for."""
    asked, values = conditions(wanted)
    if films is not None:
        asked.append("id IN (SELECT value FROM json_each(:films))")
    of_films = f"SELECT id FROM films WHERE {' AND '.join(asked) or 'TRUE'}"
    narrowed = [f"film_id IN ({of_films})"] if asked else []
    if spellings is not None:
        narrowed.append(BY_REVIEWER)
    statement = of_films if kind == "synopsis" else f"SELECT id FROM reviews WHERE {' AND '.join(narrowed)}"
    values |= {"films": json_list(films or ()), "spellings": json_list(spellings or ())}
    return [row for (row,) in connection.execute(statement, values)]


def _best_of_each_film(ranked: Sequence[tuple[float, _Kind, int, int]]) -> list[_Found]:
    best: dict[int, _Found] = {}
    for rank, kind, row, film_id in ranked:
        if film_id not in best:
            best[film_id] = _Found(rank, kind, row, film_id)
    return list(best.values())


def _hit(connection: sqlite3.Connection, found: _Found, match: str, guild_id: int) -> WordHit:
    values = {"match": match, "id": found.row, "open": OPEN, "close": CLOSE}
    marked = connection.execute((_HIGHLIGHT if match else _TEXT)[found.kind], values).fetchone()[0]
    sentence, spans = best_sentence(marked)
    title, year = connection.execute("SELECT title, year FROM films WHERE id = ?", (found.film_id,)).fetchone()
    hit = partial(WordHit, found.film_id, title, year, found.kind, sentence, spans)
    if found.kind == "synopsis":
        return hit()
    review = read(connection, found.row, guild_id=guild_id)
    assert review is not None
    return hit(review_id=review.id, reviewer=review.reviewer, spoiler=review.spoiler, member_id=review.member_id)
