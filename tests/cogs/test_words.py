"""`/search words:` as members use it."""

import pytest

from bot.ui import theme
from tests.discord_limits import units
from tests.factories import make_film, make_review
from tests.simulated import Club, answer, buttons_of, options_of, text_of


async def test_words_are_found_in_reviews_and_synopses_and_highlighted(reviewed: Club) -> None:
    listed = await reviewed.run("search", words="goat")
    assert text_of(listed) == (
        "## 1 film\n-# `goat`\n**Salt Road (1999)**\n-# Review by The Usher\n"
        "> The music carries the **goat** and the **goat** carries the film, which is more than its actors do."
    )
    synopsis = text_of(await reviewed.run("search", words="folded letters"))
    assert "-# Synopsis\n> A keeper **folds** a lighthouse out of **letters** that nobody came for." in synopsis


async def test_reviews_that_may_spoil_stay_behind_bars(reviewed: Club) -> None:
    assert "> ||The script is a beautiful **ruin**" in text_of(await reviewed.run("search", words="ruin"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"carries the goat"', "Salt Road"),
        ("“carries the goat”", "Salt Road"),
        ("camera -stairs", "The Naughty Review"),
        ("film by:usher", "Salt Road"),
        ("by:archivist", "The Paper Lighthouse"),
        ("film:salt", "Salt Road"),
        ("film: lighthouse camera", "The Paper Lighthouse"),
    ],
)
async def test_the_language_of_queries(reviewed: Club, words: str, found: str) -> None:
    text = text_of(await reviewed.run("search", words=words))
    assert text.startswith("## 1 film\n")
    assert f"**{found} (" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('"unclosed', "A phrase is not closed"),
        ("-camera", "There are only words to leave out"),
        ("🎬", "There is no word to look for."),
        ("film:", "A name is missing after film:"),
        ("xylophone", "No review or synopsis holds xylophone."),
        ("camera film:zzzzqqqq", "**No film like “zzzzqqqq”**"),
        ("camera by:zzzzqqqq", "No reviewer called “zzzzqqqq”."),
        ("x" * 4_000, "That is too long to search for"),
        ("*) OR NEAR(", "No review or synopsis"),
        ('"' + "camera goat " * 20 + '"', "No review or synopsis holds"),
        ("film:salt by:archivist", "No review or synopsis is found with film:salt by:archivist."),
    ],
)
async def test_a_bad_query_is_explained_in_private(reviewed: Club, words: str, told: str) -> None:
    answered = await reviewed.run("search", words=words)
    assert answered.ephemeral
    assert text_of(answered).startswith(told)


async def test_words_and_filters_narrow_together(reviewed: Club) -> None:
    both = text_of(await reviewed.run("search", words="camera"))
    assert both.startswith("## 2 films")
    narrowed = text_of(await reviewed.run("search", words="camera", years="1960s", country="Sweden"))
    assert narrowed.startswith("## 1 film\n-# `camera` · 1960s · Sweden\n**The Paper Lighthouse (1961)**")
    nowhere = await reviewed.run("search", words="camera", years="1920s")
    assert text_of(nowhere).startswith("No review or synopsis of a film that fits 1920s holds camera.")


async def test_a_reviewer_alone_lists_their_reviews_behind_the_right_bars(reviewed: Club) -> None:
    text = text_of(await reviewed.run("search", words="by:archivist"))
    assert text == (
        "## 1 film\n-# `by:archivist`\n**The Paper Lighthouse (1961)**\n-# Review by The Archivist\n"
        "> ||Every frame looks like a stamp that was licked and never sent.||"
    )
    assert text_of(await reviewed.run("search", words="by:mute")).startswith("No review or synopsis is found with")


async def test_a_text_of_which_nothing_is_seen_has_no_line(reviewed: Club) -> None:
    await reviewed.load(make_film("Blank", 2000, reviews=(make_review("Ghost", "\u200b\u2060"),)))
    assert text_of(await reviewed.run("search", words="by:ghost")).endswith("**Blank (2000)**\n-# Review by Ghost")


async def test_many_films_are_pages_and_open_their_cards(reviewed: Club) -> None:
    films = [make_film(f"Reel {n}", 1950, reviews=(make_review("Critic", "A lovely marmot."),)) for n in range(9)]
    await reviewed.load(*films)
    listed = await reviewed.run("search", words="marmots")
    assert "1 of 2" in buttons_of(listed)
    await reviewed.ana.click(listed.message, label="Next")
    turned = reviewed.channel.history()[-1]
    label, value = next(iter(options_of(turned).items()))
    assert f"## {label}" in text_of(answer(await reviewed.ana.select(turned, [value])))


async def test_a_servers_own_reviews_are_found_there_alone(reviewed: Club) -> None:
    own = make_film("Our Own", 2024, reviews=(make_review("Hal", "Full of wombats."),))
    await reviewed.load(own, guild_id=reviewed.server.id)
    assert "**Our Own (2024)**" in text_of(await reviewed.run("search", words="wombats"))
    elsewhere = answer(await reviewed.ana.user.slash("search", words="wombats"))
    assert "No review or synopsis holds wombats." in text_of(elsewhere)


async def test_markdown_in_a_found_sentence_does_nothing(reviewed: Club) -> None:
    text = text_of(await reviewed.run("search", words="bold"))
    assert "\\*\\***bold**\\*\\* and \\|\\|hidden\\|\\|" in text


@pytest.mark.parametrize("text", ["marmot " + "*_" * 400, "marmot " * 100, "*" * 140 + " marmot " + "|" * 160])
async def test_a_page_of_long_escaped_hits_fits_in_a_message(reviewed: Club, text: str) -> None:
    films = [
        make_film(f"{n}" + "*_" * 100, 1950, reviews=(make_review("_" * 90, text, spoiler=None),)) for n in range(6)
    ]
    await reviewed.load(*films)
    shown = text_of(await reviewed.run("search", words="marmot"))
    assert shown.startswith("## 6 films\n")
    assert units(shown) <= theme.VIEW_TEXT
