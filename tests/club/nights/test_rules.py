import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.club.nights.rules import (
    CARRY,
    MOST_NOMINATIONS,
    AlreadyRated,
    BoardFull,
    FilmFacts,
    NightRules,
    OnBoard,
    OtherLanguage,
    OtherYears,
    Refusal,
    TooLong,
    TooMany,
    carried,
    film_refusal,
    place_refusal,
    unknown_facts,
)
from bot.club.polls.tally import WHOLE_VOTE, Candidate, Marks, Method, tally

SHORT = NightRules(longest=120)
FRENCH = NightRules(languages=("fr", "French"))
SIXTIES = NightRules(years=((1960, 1969), (None, 1939)))
UNRATED = NightRules(unrated=True)
STRICT = NightRules(longest=120, languages=("fr",), years=((1960, 1969),), unrated=True)


@pytest.mark.parametrize(
    ("rules", "film", "refusal"),
    [
        (NightRules(), FilmFacts(900, "xx", 1888, rated=True), None),
        (SHORT, FilmFacts(runtime=120), None),
        (SHORT, FilmFacts(runtime=121), TooLong(121, 120)),
        (SHORT, FilmFacts(), None),
        (FRENCH, FilmFacts(language="fr"), None),
        (FRENCH, FilmFacts(language="FRENCH"), None),
        (FRENCH, FilmFacts(language="ru"), OtherLanguage("ru", ("fr", "French"))),
        (FRENCH, FilmFacts(), None),
        (SIXTIES, FilmFacts(year=1960), None),
        (SIXTIES, FilmFacts(year=1969), None),
        (SIXTIES, FilmFacts(year=1902), None),
        (SIXTIES, FilmFacts(year=1970), OtherYears(1970, ((1960, 1969), (None, 1939)))),
        (NightRules(years=((2000, None),)), FilmFacts(year=2030), None),
        (SIXTIES, FilmFacts(), None),
        (UNRATED, FilmFacts(), None),
        (UNRATED, FilmFacts(rated=True), AlreadyRated()),
        (STRICT, FilmFacts(150, "ru", 1980, rated=True), TooLong(150, 120)),
        (STRICT, FilmFacts(100, "ru", 1980, rated=True), OtherLanguage("ru", ("fr",))),
        (STRICT, FilmFacts(100, "fr", 1980, rated=True), OtherYears(1980, ((1960, 1969),))),
    ],
)
def test_the_first_rule_that_keeps_a_film_out_is_named(
    rules: NightRules, film: FilmFacts, refusal: Refusal | None
) -> None:
    assert film_refusal(rules, film, guests=True) == refusal


def test_before_anyone_comes_anyone_in_the_club_may_have_rated_it() -> None:
    assert film_refusal(UNRATED, FilmFacts(rated=True), guests=False) == AlreadyRated(anyone=True)


@pytest.mark.parametrize(
    ("by", "own", "board", "refusal"),
    [
        (None, 0, 0, None),
        (None, 1, 24, None),
        (72, 0, 3, OnBoard(72)),
        (72, 2, MOST_NOMINATIONS, OnBoard(72)),
        (None, 2, 3, TooMany(2)),
        (None, 1, MOST_NOMINATIONS, BoardFull()),
    ],
)
def test_the_board_takes_so_many_of_a_member_and_in_all(
    by: int | None, own: int, board: int, refusal: Refusal | None
) -> None:
    assert place_refusal(NightRules(), by=by, own=own, board=board) == refusal


@pytest.mark.parametrize(
    ("rules", "film", "unknown"),
    [
        (NightRules(), FilmFacts(), ()),
        (STRICT, FilmFacts(), ("running time", "language", "year")),
        (STRICT, FilmFacts(100, None, 1960), ("language",)),
        (SHORT, FilmFacts(None, None, None), ("running time",)),
    ],
)
def test_what_a_rule_asks_and_nobody_knows_is_told(
    rules: NightRules, film: FilmFacts, unknown: tuple[str, ...]
) -> None:
    assert unknown_facts(rules, film) == unknown


@pytest.mark.parametrize(
    ("ranking", "owners", "guests", "shown", "brings"),
    [
        ([1, 2, 3], {1: 71, 2: 72, 3: 73}, {71, 72, 73}, 1, {1: 0, 2: 1, 3: 1}),
        ([1, 2, 3], {1: 71, 2: 72, 3: 73}, {72}, 1, {1: 0, 2: 1, 3: 0}),  # only guests
        ([1, 2, 3], {1: 71, 2: 72, 3: 72}, {72}, 1, {1: 0, 2: 1, 3: 0}),  # one each, the best placed
        ([1, 2], {1: 71, 2: 71}, {71}, 1, {1: 0, 2: 1}),  # who won may have lost with another
        ([1, 2], {1: 71, 2: 72}, {71, 72}, 2, {1: 1, 2: 0}),  # the host showed another than the winner
        ([1, 2], {1: 71, 2: 72}, {71, 72}, None, {1: 1, 2: 1}),
        ([1, 2], {1: 0, 2: 0}, {71}, None, {1: 0, 2: 0}),  # a forgotten member's
        ([], {}, {71}, None, {}),
    ],
)
def test_what_lost_brings_something_to_the_next_vote(
    ranking: list[int], owners: dict[int, int], guests: set[int], shown: int | None, brings: dict[int, int]
) -> None:
    assert carried(ranking, owners, guests, shown) == brings


@given(
    owners=st.dictionaries(st.integers(1, 25), st.integers(71, 80), max_size=25),
    guests=st.sets(st.integers(71, 80)),
    data=st.data(),
)
def test_no_guest_gets_more_than_one_carry_over(owners: dict[int, int], guests: set[int], data: st.DataObject) -> None:
    ranking = data.draw(st.permutations(list(owners)))
    shown = data.draw(st.sampled_from([None, *owners]))
    brings = carried(ranking, owners, guests, shown)
    assert brings.keys() == owners.keys()
    assert set(brings.values()) <= {0, CARRY}
    for member in range(71, 81):
        theirs = [nomination for nomination in owners if owners[nomination] == member]
        earned = any(nomination != shown for nomination in theirs) and member in guests
        assert sum(brings[nomination] for nomination in theirs) == (CARRY if earned else 0)


@given(
    carries=st.lists(st.sampled_from([0, CARRY]), min_size=2, max_size=6),
    ballots=st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=30),
)
def test_a_carry_over_never_outweighs_a_vote(carries: list[int], ballots: list[set[int]]) -> None:
    candidates = [Candidate(option, str(option), carry) for option, carry in enumerate(carries)]
    marks: list[Marks] = [tuple((option, 1) for option in sorted(ballot)) for ballot in ballots]
    elections: list[tuple[Method, list[Marks]]] = [("approval", marks), ("single", [ballot[:1] for ballot in marks])]
    for method, cast in elections:
        result = tally(method, candidates, cast, seed=1)
        votes = [sum((option, 1) in ballot for ballot in cast) for option in range(len(carries))]
        if result.winner is not None and max(votes) > 0:
            assert votes[result.winner] == max(votes)
            assert CARRY < WHOLE_VOTE
