"""What is blacked out of a text, and what is left to read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.catalogue.text import fold
from bot.club.guessing.clues import MOST_BARS
from bot.club.guessing.common_words import FUNCTION_WORDS, NAME_WORDS
from bot.club.guessing.redaction import BAR, blackened, redact
from bot.club.guessing.secret_words import Secrets, secrets_of
from tests.club.guessing.starter import starter_films
from tests.factories import make_film

CRANES = Secrets(
    ("The Cranes Are Flying", "Летят журавли", "Letyat zhuravli"),
    ("Mikhail Kalatozov", "Tatyana Samoylova", "Aleksey Batalov"),
    1957,
)
STALKER = Secrets(("Stalker", "Сталкер"), ("Andrei Tarkovsky", "Arkady Strugatsky"), 1979)
MIRROR = Secrets(("Mirror",), ("Andrei Tarkovsky",))
NAMES = Secrets((), ("Grace Kelly", "David Lean", "Bong Joon-ho", "Bo Widerberg", "Peter O'Toole", "Vittorio De Sica"))


@pytest.mark.parametrize(
    ("secrets", "text", "left"),
    [
        # whole titles, and their telling words
        (CRANES, "I saw The Cranes Are Flying twice.", "I saw # # # # twice."),
        (CRANES, "the cranes are flying, all of them", "# # # #, all of them"),
        (CRANES, "THE CRANES ARE FLYING!", "# # # #!"),
        (CRANES, "Cranes wins it.", "# wins it."),
        (CRANES, "Every feeling is given a crane.", "Every feeling is given a #."),
        (CRANES, "They are the ones who fly, flew and have flown.", "They are the ones who #, # and have #."),
        (CRANES, "#CranesAreFlying", "##"),
        (CRANES, "It was the thaw of 1957, not of 1958.", "It was the thaw of #, not of 1958."),
        (Secrets(("The Bridge",)), "They guard the bridge. The Bridge is better.", "They guard the #. # # is better."),
        (Secrets(("King Kong",)), "kingkong and King-Kong", "# and #-#"),
        (Secrets(("Spider-Man",)), "spiderman, Spider-Man, spiders", "#, #-#, #"),
        (Secrets(("12 Angry Men",)), "Twelve jurors, 12 angry men, one angrier", "# jurors, # # #, one #"),
        (Secrets(("8½", "8 1/2")), "He made 8½, or 8 1/2, at 43.", "He made #, or # #/#, at 43."),
        (Secrets(("L'Avventura",)), "l'avventura, L’Avventura’s rock", "#, #’s rock"),
        (Secrets(("The Lord of the Rings",)), "LOTR is long.", "# is long."),
        (Secrets(("Daisies",)), "a daisy", "a #"),
        (Secrets(("Singin' in the Rain",)), "singing in rain", "# in #"),
        (Secrets(("Eyes Without a Face",)), "eyes without a face; a face with eyes", "# # # #; a face with eyes"),
        (Secrets(("Past Lives",)), "their past lives, and lives", "their # #, and lives"),
        (Secrets(("House",)), "A house, houses, and House", "A #, #, and #"),
        # titles that are everyday words: only as a title
        (Secrets(("Her",)), "He loves her. Her voice, in Her; “her”.", "He loves her. Her voice, in #; “#”."),
        (Secrets(("Up",)), "Up goes the house in Up. Look up!", "Up goes the house in #. Look up!"),
        (Secrets(("It",)), "It is slow, but *It* is scary.", "It is slow, but *#* is scary."),
        (Secrets(("Us",)), "They came for us in 'Us'", "They came for us in '#'"),
        (Secrets(("M",)), "M is a film of 1931; I'm m, not M's.", "# is a film of 1931; I'm m, not #'s."),
        (Secrets(("The Thing",)), "the thing is, The Thing is cold", "the thing is, # # is cold"),
        (Secrets(("Come and See",)), "Come and see it: come here and see.", "# # # it: come here and see."),
        # people: full names, surnames, first names
        (STALKER, "Andrei Tarkovsky, or Tarkovsky, or just Andrei", "# #, or #, or just #"),
        (STALKER, "tarkovsky's rain", "#'s rain"),
        (STALKER, "A Tarkovskian, Tarkovsky-like, tarkovskyesque room", "A #, #-like, # room"),
        (STALKER, "Tarkovskij, Tarkovski and Tarkowsky", "#, # and #"),
        (STALKER, "Фильм Андрея Тарковского «Сталкер»", "Фильм # # «#»"),
        (STALKER, "Stalkers and STALKER’S friends, the Strugatskys", "# and #’S friends, the #"),
        (CRANES, "Samoilova, Samóylova, Самойлова", "#, #, #"),
        (CRANES, "Журавли летят над Калатозовым", "# # над #"),
        (NAMES, "Lean has a lean grace, and Grace is in it.", "# has a lean grace, and # is in it."),
        (NAMES, "Bong's house; a bong; Bo and Joon-ho", "#'s house; a #; # and #-#"),
        (NAMES, "O'Toole, O’Toole’s eyes, and De Sica", "#, #’s eyes, and # #"),
        (Secrets((), ("D.W. Griffith",)), "D. W. Griffith, by D.W. Griffith", "#. #. #, by #.#. #"),
        (Secrets((), ("Tatyana Samoylova as Veronika",)), "Veronika waits as long as", "# waits as long as"),
        # other writings
        (Secrets(("羅生門", "Rashōmon"), ("黒澤明",)), "羅生門は黒澤明の映画。 Rashomon", "#。 #"),
        (Secrets(("올드보이",)), "올드보이의 복도", "# 복도"),
        # other words are left alone
        (CRANES, "The camera spirals; nobody is a hero.", "The camera spirals; nobody is a hero."),
        (MIRROR, "An image of memory, and of war.", "An image of memory, and of war."),
        (Secrets(("Letter Never Sent",), ("Wim Wenders",)), "He lets it vend.", "He lets it vend."),
        (Secrets((), ("Sam Neill", "Holly Hunter", "Ang Lee")), "Hold it, no less", "Hold it, no less"),
    ],
)  # fmt: skip
def test_what_gives_a_film_away_is_blacked_out_and_nothing_else(secrets: Secrets, text: str, left: str) -> None:
    expected = left.replace("##", "\0").replace("#", BAR).replace("\0", f"#{BAR}")
    assert redact(text, secrets) == expected


WORDS = ("stalker", "Tarkovsky", "Strugatsky", "Andrei", "Сталкер", "the", "of", "her", "Room", "зона", "m", "█", BAR)
JOINTS = (" ", ", ", ". ", "-", "'s ", "’", "_", "\n", "\u200b", "\u0301", "", "*", '"', "█")
texts = st.lists(st.tuples(st.sampled_from(WORDS) | st.text(max_size=8), st.sampled_from(JOINTS))).map(
    lambda parts: "".join(word + joint for word, joint in parts)
)
TELLING = {"stalker", "tarkovsky", "strugatsky", "andrei", "arkady", "сталкер", "1979"}


@given(texts)
@example("Stalker\u0301s")
@example("L'Stalker's")
def test_no_telling_word_survives_in_any_text(text: str) -> None:
    assert TELLING.isdisjoint(fold(redact(text, STALKER)).split())


@given(texts, st.sampled_from((STALKER, CRANES, NAMES, Secrets(("Her", "M", "S")), Secrets(("Come and See", "It")))))
@example("come stalker and see", Secrets(("Come and See", "Stalker")))
@example("STALKER'S", Secrets(("Stalker", "S")))
def test_a_second_time_changes_nothing_more(text: str, secrets: Secrets) -> None:
    once = redact(text, secrets)
    assert redact(once, secrets) == once


@given(st.text())
def test_a_text_without_secrets_stays_as_it_is(text: str) -> None:
    assert redact(text, Secrets()) == text
    assert redact(text, Secrets(("Qwxzqvkj",), ("Zzyxqvk Wqxzz",))) == text


def test_nothing_of_the_starter_films_gives_them_away() -> None:
    for film in starter_films():
        secrets = secrets_of(film)
        telling = {word for name in (*secrets.titles, *secrets.names) for word in fold(name).split()}
        telling = {word for word in telling if len(word) > 2} - FUNCTION_WORDS - NAME_WORDS
        for text in (film.synopsis or "", film.tagline or "", *(review.text for review in film.reviews)):
            redacted = redact(text, secrets)
            assert telling.isdisjoint(fold(redacted).split()), redacted
            assert blackened(redacted) < MOST_BARS / 2, redacted


def test_bars_are_of_one_length_and_lines_stay_lines() -> None:
    assert redact("Stalker\nby Tarkovsky", STALKER) == f"{BAR}\nby {BAR}"


@pytest.mark.parametrize(
    ("text", "part"), [("", 0.0), ("one two", 0.0), (f"{BAR} two", 0.5), (f"{BAR}'s two", 0.5), (BAR, 1.0)]
)
def test_how_much_is_black_is_counted_in_words(text: str, part: float) -> None:
    assert blackened(text) == part


def test_titles_aliases_and_everybody_are_secret() -> None:
    film = make_film("Kanal", 1957, original_title="Kanał", directors=("Andrzej Wajda",), cast=("Wieńczysław Gliński",))
    assert secrets_of(film) == Secrets(("Kanal", "Kanał"), ("Andrzej Wajda", "Wieńczysław Gliński"), 1957)
    assert redact("Kanał, kanal: Wajdy, Wieńczysław Gliński, glinski", secrets_of(film)) == (
        f"{BAR}, {BAR}: {BAR}, {BAR} {BAR}, {BAR}"
    )
