import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.markup import block, clean, escape, inline, plain
from bot.ui.theme import units


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("plain words, 8.5/10 (really)", "plain words, 8.5/10 (really)"),
        ("**bold** __under__ ~~gone~~", r"\*\*bold\*\* \_\_under\_\_ \~\~gone\~\~"),
        ("||spoiler|| `code`", r"\|\|spoiler\|\| \`code\`"),
        ("```py\ncode```", "\\`\\`\\`py\ncode\\`\\`\\`"),
        (r"already \*escaped\*", r"already \\\*escaped\\\*"),
        ("[site](https://evil.example/)", r"\[site\](https://evil.example/)"),
        ("<https://x.example>", r"\<https://x.example>"),
        ("https://x.example/a_b_c?d=*e*", r"https://x.example/a_b_c?d=\*e\*"),
        ("<@123> <@!1> <@&2> <#3>", r"\<@123> \<@!1> \<@&2> \<#3>"),
        ("<:kek:1> <a:kek:1> <t:0:R> </help:1> <id:guide>", r"\<:kek:1> \<a:kek:1> \<t:0:R> \</help:1> \<id:guide>"),
        ("@everyone and @here, not @you", "@\u200beveryone and @\u200bhere, not @you"),
        ("# heading", r"\# heading"),
        ("### heading\n## another", "\\### heading\n\\## another"),
        ("#1 in the charts", "#1 in the charts"),
        ("-# small", r"\-# small"),
        ("> quote\n>>> all", "\\> quote\n\\>>> all"),
        ("- list\n* list\n+ list", "\\- list\n\\* list\n\\+ list"),
        ("1. item\n22) item", "1\\. item\n22\\) item"),
        ("  - deep", r"  \- deep"),
        ("Up - and down", "Up - and down"),
        ("1917", "1917"),
        ("2 < 3 > 1", r"2 \< 3 > 1"),
    ],
)
def test_markdown_and_mentions_are_shown_as_written(raw: str, safe: str) -> None:
    assert escape(raw) == safe


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("a\u202eb\u202c", "ab"),
        ("\u200bz\u2060e\ufeffro", "zero"),
        ("tab\tand\x00nul", "tab andnul"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("one\r\ntwo\u2028three\x85four", "one\ntwo\nthree\nfour"),
        ("👨‍👩‍👧 ❤️ 1️⃣", "👨‍👩‍👧 ❤️ 1️⃣"),
        ("می‌خواهم", "می‌خواهم"),
        ("a\u200db", "ab"),
        ("\u3164\u115f", ""),
        ("Z\u0300\u0301\u0302\u0303\u0304\u0305algo", "Z\u0300\u0301\u0302algo"),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿 and \U000e0041", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 and"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(raw: str, seen: str) -> None:
    assert clean(raw) == seen


def test_a_name_of_nothing_visible_still_has_a_name() -> None:
    assert plain("\u200b\u202e ") == "(no name)"
    assert inline("") == "(no name)"


def test_a_right_to_left_text_is_kept_apart_from_what_follows() -> None:
    assert inline("שלום") == "\u2068שלום\u2069"
    assert inline("hello") == "hello"


def test_a_block_keeps_its_paragraphs_and_no_more_than_one_empty_line() -> None:
    assert block("one \n\n\n\n two\nthree", 100) == "one\n\ntwo\nthree"


def test_the_escapes_count_towards_the_limit_and_are_never_cut() -> None:
    cut = block("*" * 5_000, 1_000)
    assert units(cut) <= 1_000
    assert re.fullmatch(r"(\\\*)+…", cut)
    assert len(cut) > 900


@given(st.text(alphabet=st.characters() | st.sampled_from("*_~`|[]<>@#-\\\n 1.\u200d\u202e🎬"), max_size=300))
def test_no_text_breaks_out_of_a_line_or_its_limit(text: str) -> None:
    shown = inline(text, 80)
    assert units(shown) <= 82  # with the marks that keep a right-to-left text apart
    assert "\n" not in shown
    assert shown.encode("utf-8")
    assert not re.search(r"(?<!\\)(?:\\\\)*[*~|`\[]", re.sub(r"https?://\S+", "", shown))
    assert "@everyone" not in shown
