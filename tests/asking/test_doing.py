"""What is offered where something is asked to be done, in a server with members' scores and lists."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.asking.answered import Offer
from bot.asking.answering import AskStore
from bot.asking.answers.command import COMMANDS
from bot.asking.as_mapping import answer_to_mapping
from bot.asking.asker import Asker
from bot.asking.reading.references import NOTHING
from bot.catalogue.reviews.reviews import ReviewStore
from bot.catalogue.searching.live import LiveIndex
from bot.club.ratings import RatingStore
from bot.club.settings import SettingsStore
from bot.club.watchlist import WatchlistStore
from bot.database import Database
from tests.factories import copy_database

SERVER, ANA = 5, 7
MOST_OFFERS = 6
HERE = Asker(SERVER, ANA)


class Server:
    """The starter records in a server, asked by one member."""

    def __init__(self, database: Database, index: LiveIndex) -> None:
        self.asking = AskStore(database, index, ReviewStore(database))
        self.ratings = RatingStore(database)
        self.watchlist = WatchlistStore(database)
        self.settings = SettingsStore(database)
        self._index = index
        self._database = database

    async def ask(self, *messages: str) -> tuple[str, tuple[Offer, ...]]:
        """Say messages one after the other; return what is said to the last, and what is offered."""
        memory = NOTHING
        answered = None
        for message in messages:
            answered = await self.asking.answer(message, HERE, memory)
            memory = answered.memory
        assert answered is not None
        return answered.text, answered.offers

    def id_of(self, title: str) -> int:
        return self._index.index.named(title, guild_id=SERVER)[0].film_id

    async def written(self) -> list[Any]:
        """Return all that members have written."""
        tables = ("ratings", "watches", "watchlist", "polls", "reviews", "discussions")
        return await self._database.read(
            lambda connection: [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]
        )


@pytest.fixture
async def server(starter_database: Path, tmp_path: Path) -> Any:
    database = await Database.open(copy_database(starter_database, tmp_path / "server.sqlite3"))
    index = await LiveIndex.open(database)
    yield Server(database, index)
    await index.close()
    await database.close()


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        (["rate Stalker 9"], ["Rate Stalker (1979) ★★★★½"]),
        (["who made Stalker", "rate it 9"], ["Rate Stalker (1979) ★★★★½"]),
        (["give stalkr 4.5 stars"], ["Rate Stalker (1979) ★★★★½"]),
        (["who made Ran", "I'd give it a nine"], ["Rate Ran (1985) ★★★★½"]),
        (["rate ran 3"], ["Rate Ran (1985) ★★★"]),
        (["rate ran 7/10"], ["Rate Ran (1985) ★★★½"]),
        (["rate Her 4"], ["Rate Her (2013) ★★★★"]),
        (["rate Stalker"], ["Rate Stalker (1979)"]),
        (["rate solaris 1972 4"], ["Rate Solaris (1972) ★★★★"]),
        (["who made Solaris", "rate the 1972 one 4"], ["Rate Solaris (1972) ★★★★"]),
        (["rate solaris 4"], ["Rate Solaris (2002) ★★★★", "Rate Solaris (1972) ★★★★"]),
        (["rate stalker 9 and ran 4"], ["Rate Stalker (1979) ★★★★½", "Rate Ran (1985) ★★★★"]),
        (["rate stalker, 9/10"], ["Rate Stalker (1979) ★★★★½"]),
        (
            ["rate come and see 9 and put wings of desire on my list"],
            ["Rate Come and See (1985) ★★★★½", "Put Wings of Desire (1987) on my watchlist"],
        ),
        (["put Ran on my watchlist"], ["Put Ran (1985) on my watchlist"]),
        (
            ["rate 12 angry men 4 and add it to my list"],
            ["Rate 12 Angry Men (1957) ★★★★", "Put 12 Angry Men (1957) on my watchlist"],
        ),
        (["log Ran 20 nov 2024"], ["Log Ran (1985), 20 November 2024"]),
        (["I watched Ran on 3 may 2024, 8/10"], ["Log Ran (1985), 3 May 2024", "Rate Ran (1985) ★★★★"]),
        (["write a review of Stalker"], ["Review Stalker (1979)"]),
        (["who made Ran", "I want to review it"], ["Review Ran (1985)"]),
        (["let's discuss Stalker"], ["Discuss Stalker (1979)"]),
        (["make a poll: Stalker, Ran or Ikiru"], ["Draft a poll with 3 films"]),
        (["make a poll: solaris and ran"], ["Draft a poll with 3 films"]),
        (["vote between Stalker, Ran, Ikiru, Akira, Alien, Ordet and Kes"], ["Draft a poll with 6 films"]),
        (
            ["start a poll for tonight"],
            [
                "Draft a poll from everyone’s watchlists",
                "Draft a poll from my watchlist",
                "Draft a poll from the nights’ boards",
                "Draft a poll from any films",
            ],
        ),
    ],
)
async def test_each_wish_is_offered_as_what_a_click_does(server: Server, said: list[str], labels: list[str]) -> None:
    before = await server.written()
    text, offers = await server.ask(*said)
    assert [offer.label for offer in offers] == labels
    assert "once you press" in text
    assert await server.written() == before


@pytest.mark.parametrize(
    "said",
    ["what did I rate Ran", "how is Ran rated", "who rated Ran 9", "don't add Ran to my list", "did I watch Ran"],
)
async def test_questions_offer_nothing(server: Server, said: str) -> None:
    _, offers = await server.ask(said)
    assert offers == ()


async def test_the_score_is_read_on_the_servers_scale(server: Server) -> None:
    text, (offer,) = await server.ask("rate Ran 4.5")
    assert text == "I will rate Ran (1985) ★★★★½ (4.5 of 5) for you once you press the button."
    assert offer.score == 9
    await server.settings.set("scale", "points", guild_id=SERVER, member_id=ANA)
    text, (offer,) = await server.ask("rate Ran 9")
    assert "9 of 10" in text
    assert (offer.score, offer.label) == (9, "Rate Ran (1985) 9/10")


@pytest.mark.parametrize("score", ["lovely", "15", "0", "-3", "9.75", "higher than Stalker"])
async def test_a_score_that_is_none_is_told_as_by_the_command(server: Server, score: str) -> None:
    text, offers = await server.ask(f"rate Ran {score}")
    assert text.startswith(f"I cannot take “{score.lower()}” as a score. Scores here go from ½ to 5 stars")
    assert offers == ()


async def test_only_what_there_is_to_do_is_offered(server: Server) -> None:
    who = {"guild_id": SERVER, "member_id": ANA}
    assert (await server.ask("remove my rating of Ran"))[0] == "You have not rated Ran (1985) here."
    assert "nothing here to take back" in (await server.ask("rate Ran 9", "take that back"))[0]
    assert (await server.ask("take Ran off my list"))[0] == "Ran (1985) is not on your watchlist."
    assert (await server.ask("is Ran on my list?"))[0] == "No, Ran (1985) is not on your watchlist."
    ran = server.id_of("Ran")
    await server.watchlist.add(ran, **who)
    assert "stands *Undo*" in (await server.ask("undo"))[0]
    assert (await server.ask("add Ran to my list"))[0] == "Ran (1985) is on your watchlist already."
    assert (await server.ask("is Ran on my list?"))[0] == "Yes, Ran (1985) is on your watchlist."
    _, offers = await server.ask("delete Ran")
    assert [offer.deed for offer in offers] == ["unlist"]
    await server.ratings.rate(server.id_of("Solaris"), 8, guild_id=SERVER, member_id=ANA)
    _, (offer,) = await server.ask("take my rating of Solaris back")
    assert (offer.deed, offer.label) == ("unrate", "Take my rating of Solaris (2002) out")


async def test_days_are_those_of_the_server(server: Server) -> None:
    text, (offer,) = await server.ask("I watched Ran last night")
    assert offer.day is not None
    assert abs(offer.day - (date.today() - timedelta(days=1))) <= timedelta(days=1)  # noqa: DTZ011 - the server's is UTC
    assert "in your diary for" in text
    assert "still to come" in (await server.ask("log Ran tomorrow"))[0]
    assert "I cannot read “last week” as a day" in (await server.ask("I watched Ran last week"))[0]


async def test_a_poll_names_what_it_does_not_know(server: Server) -> None:
    text, (offer,) = await server.ask("poll: Stalker, Ran or Blorpfizz for friday")
    assert "“blorpfizz” is not among the 351 films here." in text
    assert offer.films == (server.id_of("Stalker"), server.id_of("Ran"))
    assert offer.when == "friday"
    assert "add the rest" in (await server.ask("poll: Stalker, Ran, Ikiru, Akira, Alien, Ordet and Kes"))[0]


async def test_what_was_wished_for_is_spoken_of_then(server: Server) -> None:
    assert (await server.ask("rate Ran 4", "who directed it?"))[0].startswith(("Ran (1985)", "Akira Kurosawa"))
    assert (await server.ask("who made Stalker", "add Ran to my list", "rate it 4"))[1][0].films == (
        server.id_of("Ran"),
    )


async def test_offers_are_told_to_programs(server: Server) -> None:
    question = "I watched Ran on 3 may 2024, 8/10"
    mapping = answer_to_mapping(question, await server.asking.answer(question, HERE))
    log, rating = (part["offers"][0] for part in mapping["parts"])
    assert (log["deed"], log["day"], log["films"]) == ("log", "2024-05-03", [server.id_of("Ran")])
    assert (rating["deed"], rating["score"], rating["label"]) == ("rate", 8, "Rate Ran (1985) ★★★★")
    assert mapping["intent"] == "do.log"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_commands_are_named(command: str) -> None:
    assert f"`/{command}`" in COMMANDS[command]  # type: ignore[index]


async def test_long_messages_offer_little(server: Server) -> None:
    for text in ("poll: " + "stalker, " * 100, "add " + "ran and " * 30 + "to my list"):
        _, offers = await server.ask(text)
        assert len(offers) <= MOST_OFFERS
