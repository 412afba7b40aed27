"""Questions about a club: whom they tell of, what they keep back, and what stands in other servers."""

import pytest

from bot.asking.as_mapping import intent_of
from bot.club.nights.rows import rules_as_json
from bot.club.nights.rules import NightRules
from tests.asking.clubs import ANA, BEN, CY, DI, GUILD, OTHER, AskedClub


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("which of our members has seen the most", "club.watchers"),
        ("who here has watched the most films?", "club.watchers"),
        ("who has the most ratings", "club.raters"),
        ("who rated the most films this year", "club.raters"),
        ("how many films did I watch this year", "club.seen_count"),
        ("how many movies have i seen", "club.seen_count"),
        ("how many films did we see last year", "club.seen_count"),
        ("how many films have we rated", "club.count"),
        ("what did I rate highest", "club.highest_given"),
        ("my favourite films", "club.highest_given"),
        ("my top 3", "club.highest_given"),
        ("what is <@72>'s favourite", "club.highest_given"),
        ("what did <@72> like least", "club.lowest_given"),
        ("what did we watch last month", "club.watched"),
        ("what have I seen this year", "club.watched"),
        ("what did i watch in 2025", "club.watched"),
        ("what's on my watchlist", "club.watchlist"),
        ("whats on <@72>s watch list?", "club.watchlist"),
        ("what is on our watchlists most", "club.watchlist"),
        ("what's the next film night", "club.night"),
        ("when is movie night?", "club.night"),
        ("when do we meet next?", "club.night"),
        ("what film is the weekly film", "club.weekly"),
        ("what's the film of the week", "club.weekly"),
        ("is there a poll open", "club.polls"),
        ("any polls running?", "club.polls"),
        ("what are we voting on", "club.polls"),
        ("who has seen Stalker", "club.seen"),
        ("who of us hasn't seen Stalker", "club.unseen"),
        ("who here liked Come and See", "club.liked"),
        ("what did <@72> give Stalker", "club.member"),
        ("our top five this year", "club.top"),
        ("what have I not seen by Tarkovsky", "list"),
        ("how many French films have I seen", "count"),
        ("films on my list under two hours", "list"),
        ("which Swedish films are on my watchlist", "list"),
        ("shortest film on my list", "one.shortest"),
        ("pick something from my list", "any"),
        ("which films do we disagree about the most", "club.divisive"),
        ("what is the next film we're watching", "club.night"),
        ("what film is next?", "club.night"),
        ("what did everyone give Alien", "club.score"),
        ("what did we all think of Alien", "club.score"),
        ("who hasn't rated Ran", "club.unseen"),
    ],
)
async def test_many_wordings_are_understood(club: AskedClub, question: str, intent: str) -> None:
    [(understood, told)] = (await club.ask(question)).parts
    assert intent_of(understood.query) == intent
    assert told.lines


@pytest.mark.parametrize(
    "question",
    ["who has the most ratings", "what's on my watchlist", "is there a poll open", "what have I not seen by Tarkovsky"],
)
async def test_outside_servers_nothing_is_told_of_members(club: AskedClub, question: str) -> None:
    club.rate(ANA, Stalker=9)
    assert await club.told(question, guild=0) == "Members’ scores are kept in servers that have added me."


async def test_what_one_has_seen_is_rated_or_logged(club: AskedClub) -> None:
    club.rate(ANA, Stalker=9)
    club.rate(BEN, Mirror=9)
    club.log(ANA, "Andrei Rublev", "2026-02-01")
    seen = await club.told("which Tarkovsky films have I seen?")
    assert "2 films" in seen
    assert "Stalker (1979)" in seen
    assert "Andrei Rublev (1966)" in seen
    unseen = await club.told("what have I not seen by Tarkovsky")
    assert "not seen by you" in unseen
    assert "Mirror (1975)" in unseen
    assert "Stalker" not in unseen
    assert "Andrei Rublev" not in unseen
    assert "1 film " in await club.told("how many films by Tarkovsky from the 60s have I seen")


async def test_who_sees_and_rates_the_most_is_told_without_hidden_members(club: AskedClub) -> None:
    club.rate(ANA, Stalker=9)
    club.rate(BEN, Stalker=8, Ran=9)
    club.rate(CY, Stalker=8, Ran=9, Mirror=9, Psycho=7)
    club.log(ANA, "Ran", "2026-02-01")
    club.log(ANA, "Stalker", "2026-02-02")
    club.log(ANA, "Mirror", "2026-02-03")
    club.hide(CY)
    club.rate(DI, guild=OTHER, Stalker=8, Ran=9, Mirror=9)
    assert (await club.told("who has the most ratings")).splitlines()[1:] == [
        "- member 72: 2 ratings",
        "- member 71: 1 rating",
    ]
    assert (await club.told("which of our members has seen the most")).splitlines()[1:] == [
        "- member 71: 3 films",
        "- member 72: 2 films",
    ]
    assert "Nobody here" in await club.told("who has rated the most last year")


async def test_ones_own_highest_and_how_many_are_told(club: AskedClub) -> None:
    club.rate(ANA, Stalker=10, Ran=7, Psycho=3)
    club.log(ANA, "Ran", "2026-02-01")
    club.log(ANA, "Ran", "2026-03-01")
    highest = await club.told("what did I rate highest?")
    assert highest.splitlines()[:2] == ["You rated highest:", "- Stalker (1979), ★★★★★"]
    assert (await club.told("what did I rate lowest")).splitlines()[1].startswith("- Psycho")
    assert "logged 1 film in 2 watches and rated 3 films" in await club.told("how many films have I watched")
    assert "It is in your diary for 1 March 2026." in await club.told("have I seen Ran?")


async def test_hidden_members_are_told_of_themselves_in_private_alone(club: AskedClub) -> None:
    club.rate(BEN, Stalker=10)
    club.rate(CY, Ran=8)
    club.save(BEN, "Ran")
    club.hide(BEN)
    personal = (
        "what did I rate highest",
        "what's on my watchlist",
        "what did I give Stalker",
        "which Tarkovsky films have I seen",
        "recommend me something",
        "is Ran on my list?",
    )
    for question in personal:
        assert "You are hidden here" in await club.told(question, BEN, private=False)
        assert "You are hidden here" not in await club.told(question, BEN)
    for question in ("what did <@72> rate highest", "what's on <@72>'s watchlist"):
        assert await club.told(question, ANA) == "member 72 keeps that to themselves."
    # What is offered to them where others read it is the same whatever they have noted.
    for wish, deed in (("remove my rating of {}", "unrate"), ("put {} on my list", "list"), ("delete {}", None)):
        for title in ("Stalker", "Ran", "Psycho 1960"):
            offers = (await club.ask(wish.format(title), BEN, private=False)).offers
            assert [offer.deed for offer in offers] == ([] if deed is None else [deed])
    assert "keeps their ratings to themselves" in await club.told("what should I watch with <@72>?", ANA)
    assert "Nobody here has rated or logged Stalker" in await club.told("who has seen Stalker", ANA)


async def test_where_scores_are_held_back_only_ones_own_are_told(club: AskedClub) -> None:
    club.set("score_blind", "1")
    club.rate(BEN, Stalker=10)
    assert "only your own" in await club.told("what did <@72> rate highest", ANA)
    assert "Stalker" in await club.told("what did I rate highest", BEN, private=False)
    assert "member 72" in await club.told("who has seen Stalker", ANA, private=False)


async def test_a_sealed_poll_keeps_its_film_back(club: AskedClub) -> None:
    club.rate(BEN, Stalker=10, Ran=6)
    club.seal("Stalker")
    assert "Stalker" not in await club.told("what did <@72> rate highest", ANA)
    assert "Stalker" in await club.told("what did I rate highest", BEN)
    assert "A sealed poll is open" in await club.told("who has seen Stalker", ANA)


async def test_what_was_watched_comes_from_film_nights_and_diaries(club: AskedClub) -> None:
    club.log(ANA, "Ran", "2025-02-01")
    club.log(BEN, "Ran", "2025-03-01")
    club.log(BEN, "Psycho", "2025-03-02")
    club.log(CY, "Mirror", "2025-03-02")
    club.hide(CY)
    club.write(
        "INSERT INTO nights (id, guild_id, name, name_key, rules, evening, channel_id, created_by, created_at) "
        "VALUES (?, ?, 'Film Friday', 'film friday', '{}', 2, 1, 1, '2025-01-01T00:00:00Z')",
        (1, GUILD),
    )
    club.write(
        "INSERT INTO night_evenings (guild_id, night_id, number, film_id, label, watched_at) VALUES (?, 1, 1, ?, ?, ?)",
        (GUILD, club.film("Stalker"), "Stalker (1979)", "2025-05-02T22:00:00Z"),
    )
    told = await club.told("what did we watch in 2025")
    assert told.splitlines() == [
        "At film nights in 2025:",
        "- Stalker (1979), 2 May 2025",
        "In members’ diaries in 2025:",
        "- Ran (1985), 2 members",
        "- Psycho (1960), 1 member",
    ]
    own = await club.ask("what did I watch in 2025", BEN)
    assert "Psycho (1960), 2 March 2025" in own.text
    later = await club.ask("and in 2024?", BEN, memory=own.memory)
    assert "nothing in your diary in 2024" in later.text


async def test_watchlists_are_told_one_by_one_and_together(club: AskedClub) -> None:
    club.save(ANA, "Ran", "Stalker")
    club.save(BEN, "Ran")
    club.save(CY, "Psycho", "Ran")
    club.hide(CY)
    assert "2 films" in await club.told("what's on my watchlist")
    assert "- Ran (1985)" in await club.told("what's on <@72>'s watchlist")
    ours = await club.told("what is on our watchlists most?")
    assert ours.splitlines()[1:] == ["- Ran (1985), 2 watchlists", "- Stalker (1979), 1 watchlist"]
    assert "is empty" in await club.told("what's on my watchlist", DI)


async def test_the_first_one_is_of_the_list_that_was_told_last(club: AskedClub) -> None:
    club.rate(ANA, Ran=9, Stalker=10)
    club.save(BEN, "Casablanca", "Vertigo")
    films = await club.ask("films by Hitchcock")
    for question, first in (("my highest ratings", "Stalker"), ("what is on our watchlists most", "Casablanca")):
        listed = await club.ask(question, memory=films.memory)
        offered = await club.ask("put the first one on my list", memory=listed.memory)
        assert [offer.films for offer in offered.offers] == [(listed.films[0],)], question
        assert first in offered.text
        rated = await club.ask("rate the second one 3 stars", memory=listed.memory)
        assert [(offer.films, offer.score) for offer in rated.offers] == [((listed.films[1],), 6)], question


async def test_the_next_film_night_is_told_in_the_servers_time(club: AskedClub) -> None:
    assert "No film night is planned" in await club.told("when is the next film night")
    club.set("time_zone", "Europe/Berlin")
    for number, (name, starts_at) in enumerate((("Late Show", None), ("Film Friday", "2031-06-06T18:00:00Z")), 1):
        club.write(
            "INSERT INTO nights (id, guild_id, name, name_key, rules, evening, channel_id, created_by, created_at) "
            "VALUES (?, ?, ?, ?, ?, 1, 1, 1, '2025-01-01T00:00:00Z')",
            (number, GUILD, name, name.casefold(), rules_as_json(NightRules())),
        )
        club.write(
            "INSERT INTO night_evenings (guild_id, night_id, number, label, starts_at) VALUES (?, ?, 1, ?, ?)",
            (GUILD, number, "Ran (1985)" if starts_at else None, starts_at),
        )
    assert (await club.told("when is the next film night")).splitlines() == [
        "Film Friday: Friday 6 June, 20:00 (Europe/Berlin), Ran (1985).",
        "Late Show: no time settled yet, no film settled yet.",
    ]
    assert "No film night is planned" in await club.told("when is the next film night", guild=OTHER)


async def test_the_film_of_the_week_and_open_polls_are_told(club: AskedClub) -> None:
    assert "No film of the week" in await club.told("what's the film of the week?")
    club.set("weekly_day", "4")
    club.write(
        "INSERT INTO weekly_films (guild_id, due_at, film_id, try_again_at, posted_at) VALUES (?, ?, ?, '', ?)",
        (GUILD, "2026-01-02T20:00:00Z", club.film("Ran"), "2026-01-02T20:00:01Z"),
    )
    weekly = await club.told("what film is the weekly film")
    assert "The last film of the week is Ran (1985), of 2 January 2026." in weekly
    assert "needs a channel for announcements" in weekly
    assert "is due Friday" not in weekly
    club.set("announcement_channel", "12")
    assert "The next one is due Friday" in await club.told("what film is the weekly film")
    assert "No poll is open" in await club.told("is there a poll open?")
    club.seal("Stalker")
    polls = await club.told("is there a poll open?")
    assert polls == "1 poll is open here."
    assert "secret" not in polls


async def test_who_has_seen_a_film_and_who_has_not(club: AskedClub) -> None:
    club.rate(ANA, Stalker=9)
    club.log(BEN, "Stalker", "2026-01-01")
    club.rate(CY, Ran=9)
    seen = await club.told("who has seen Stalker")
    assert seen == "2 members here have rated or logged Stalker (1979): member 71 and member 72."
    assert (await club.told("who hasn't seen Stalker?")).endswith(": member 73.")
    club.log(CY, "Stalker", "2026-01-02")
    assert "Everybody here" in await club.told("who hasn't seen Stalker?")


async def test_a_list_of_ones_own_watchlist_holds_no_other_films(club: AskedClub) -> None:
    club.save(ANA, "Persona", "Barry Lyndon")
    club.save(BEN, "Alien")
    assert "1 film: under 120 minutes · on your watchlist" in await club.told("films on my list under two hours")
    assert "Persona" in await club.told("shortest film on my watchlist")
    assert "Alien" not in await club.told("horror films on my list")


@pytest.mark.parametrize(
    "question",
    ["what's the club's favourite director", "our most watched genre", "which country do we rate highest"],
)
async def test_what_no_list_of_the_club_tells_is_not_told_as_films(club: AskedClub, question: str) -> None:
    club.rate(ANA, Stalker=9)
    assert "but not what you ask" in await club.told(question)


@pytest.mark.parametrize("question", ["which of us has similar taste", "who of us is most like me", "pick one for us"])
async def test_us_behind_a_word_that_speaks_to_somebody_is_no_title(club: AskedClub, question: str) -> None:
    assert "Us (2019)" not in await club.told(question)
