"""`/reviewer` and `/person`."""

import pytest

from tests.factories import make_film, make_review
from tests.simulated import Club, answer, buttons_of, options_of, text_of


async def test_a_reviewer_is_shown_with_how_they_score(reviewed: Club) -> None:
    shown = await reviewed.run("reviewer", name="usher")
    assert not shown.ephemeral
    assert text_of(shown).startswith(
        "## The Usher\n2 reviews of 2 films\n**7.5** / 10 on average · median 7.5 · spread 1.5\n"
        "` 9 ████████████ 1`\n` 8              0`\n` 7              0`\n` 6 ████████████ 1`\n"
    )
    assert "**Salt Road (1999)** · 6\u00a0/\u00a010\n-# Mild spoilers\n> The music carries" in text_of(shown)
    assert "**The Paper Lighthouse (1961)** · 9\u00a0/\u00a010" in text_of(shown)
    assert list(options_of(shown)) == ["Salt Road (1999)", "The Paper Lighthouse (1961)"]


async def test_a_review_is_read_whole_from_there(reviewed: Club) -> None:
    shown = await reviewed.run("reviewer", name="The Usher")
    read = answer(await reviewed.ana.select(shown.message, [options_of(shown)["Salt Road (1999)"]]))
    assert read.ephemeral
    assert "### Salt Road (1999)\n**The Usher**" in text_of(read)


async def test_a_reviewer_of_one_empty_review_is_shown(reviewed: Club) -> None:
    text = text_of(await reviewed.run("reviewer", name="Mute"))
    assert text.startswith("## Mute\n1 review of 1 film\n**7** / 10 on average · median 7\n` 7 ████████████ 1`")
    assert "No words, only a score" in text


async def test_a_reviewer_without_scores_has_no_bars(reviewed: Club) -> None:
    assert text_of(await reviewed.run("reviewer", name="The Archivist")).startswith(
        "## The Archivist\n1 review of 1 film\n**The Paper Lighthouse"
    )


@pytest.mark.parametrize("command", ["reviewer", "person"])
@pytest.mark.parametrize("name", ["Xerxes Quux", "   ", "🎬", "x" * 4_000, "\u202e\u200b", "%_'\";-- DROP"])
async def test_an_unknown_name_is_told_in_private(reviewed: Club, command: str, name: str) -> None:
    told = await reviewed.run(command, name=name)
    assert told.ephemeral
    assert text_of(told).startswith(f"No {command} called “")


async def test_names_are_offered_and_those_offered_are_found(reviewed: Club) -> None:
    for command, typed in (("reviewer", "projct"), ("person", "ida")):
        [first, *_] = await reviewed.offered("name", typed, command)
        assert text_of(await reviewed.run(command, name=first)).startswith(f"## {first}")
    assert "The Usher" in await reviewed.offered("name", "", "reviewer")


async def test_a_person_is_shown_with_films_roles_and_scores(reviewed: Club) -> None:
    shown = await reviewed.run("person", name="ida ekk")
    assert text_of(shown) == (
        "## Ida Ek\n-# 2 films here, the latest first\n"
        "**Salt Road (1999)**\n-# Director\n"
        "**The Paper Lighthouse (1961)**\n-# Director, Writer · ★ 7.9"
    )
    card = answer(await reviewed.ana.select(shown.message, [options_of(shown)["Salt Road (1999)"]]))
    assert card.ephemeral
    assert "## Salt Road (1999)" in text_of(card)


async def test_a_long_career_is_pages(reviewed: Club) -> None:
    await reviewed.load(*(make_film(f"Reel {number}", 1950 + number, cast=("Busy Body",)) for number in range(12)))
    shown = await reviewed.run("person", name="Busy Body", private=True)
    assert shown.ephemeral
    assert "1 of 2" in buttons_of(shown)
    assert "-# Actor" in text_of(shown)


async def test_a_reviewer_whose_films_were_taken_out_is_unknown(reviewed: Club) -> None:
    await reviewed.bot.database.write(lambda connection: connection.execute("UPDATE films SET retired_at = 'now'"))
    assert (await reviewed.run("reviewer", name="The Usher")).ephemeral


async def test_a_servers_own_people_are_known_there_alone(reviewed: Club) -> None:
    await reviewed.load(make_film("Our Own", 2024, directors=("Homemade Hal",)), guild_id=reviewed.server.id)
    assert "## Homemade Hal" in text_of(await reviewed.run("person", name="Homemade Hal"))
    elsewhere = answer(await reviewed.ana.user.slash("person", name="Homemade Hal"))
    assert "No person called" in text_of(elsewhere)


async def test_who_is_meant_is_asked_where_several_fit_equally_well(reviewed: Club) -> None:
    names = ("Ang Lee", "Spike Lee", "Lee *Marvin*", "L" * 150 + " Lee")
    await reviewed.load(make_film("Tall Order", 2001, directors=names, cast=("Ang Lee",)))
    question = await reviewed.run("person", name="lee")
    assert question.ephemeral
    assert text_of(question) == "### Whom do you mean by “lee”?"
    assert next(iter(options_of(question))) == "Ang Lee"
    assert len(options_of(question)) == 4
    shown = answer(await reviewed.ana.select(question.message, [options_of(question)["Spike Lee"]]))
    assert not shown.ephemeral
    assert text_of(shown).startswith("## Spike Lee\n-# 1 film here")
    assert len(reviewed.channel.history(viewer=reviewed.ana)) == 1
    assert text_of(await reviewed.run("person", name="ang lee")).startswith("## Ang Lee")


async def test_a_private_wish_stays_private_after_the_question(reviewed: Club) -> None:
    critics = (make_review("Anna Lee", "Fine."), make_review("Bruce Lee", "Fine too."))
    await reviewed.load(make_film("Tall Order", 2001, reviews=critics))
    question = await reviewed.run("reviewer", name="lee", private=True)
    shown = answer(await reviewed.ana.select(question.message, [options_of(question)["Bruce Lee"]]))
    assert shown.ephemeral
    assert text_of(shown).startswith("## Bruce Lee\n1 review of 1 film")


@pytest.mark.parametrize("typed", ["kalatozov", "Калатозов", "mihail kalatozof"])
async def test_names_are_found_in_either_alphabet(reviewed: Club, typed: str) -> None:
    await reviewed.load(make_film("Нева", 1950, directors=("Михаил Калатозов",)))
    assert text_of(await reviewed.run("person", name=typed)).startswith("## Михаил Калатозов")
    assert "Михаил Калатозов" in await reviewed.offered("name", typed, "person")
