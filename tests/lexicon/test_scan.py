"""The scanner: which words of a text are forms of which rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.errors import DataError
from hudna.lexicon.rows import Row, parse_rows
from hudna.lexicon.scan import Hit, Scanner
from hudna.text.fold import fold
from hudna.text.words import split_sentences, split_words


def row(kind: str, **words: list[str] | str) -> Row:
    lines = [f"{key} = {value!r}".replace("'", '"') for key, value in words.items()]
    return parse_rows(f"[[{kind}]]\n" + "\n".join(lines), "test.toml")[0]


def scan(text: str, *rows: Row) -> list[Hit]:
    words = split_words(fold(text).text)
    return Scanner(rows).scan(words, split_sentences(words))


SHELL = row("trigger", verbs=["قصف يقصف"], nouns=["قصف"])
STRIKE = row("trigger", nouns=["غارة/غارات", "غارة +جوية/غارات +جوية"])
TRUCE = row("trigger", nouns=["وقف إطلاق النار", "اتفاق"])
FIRE = row("trigger", nouns=["إطلاق النار", "إطلاق"])


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("وقصفت البلدة", "و", ""),
        ("بالقصف", "بال", ""),
        ("للقصف", "لل", ""),
        ("فالقصف", "فال", ""),
        ("وبقصفها", "وب", "ها"),
        ("قصفوهم", "", "هم"),
        ("سيقصفونها", "", "ها"),
        ("لقصفه", "ل", "ه"),
    ],
)
def test_clitics_are_told_from_the_form(text: str, before: str, after: str) -> None:
    (hit,) = scan(text, SHELL)
    assert (hit.before, hit.after) == (before, after)


@pytest.mark.parametrize("text", ["المقصف", "انقصف", "قصفيات", "متقصف", "القصفت"])
def test_a_form_inside_another_word_is_no_hit(text: str) -> None:
    assert not scan(text, SHELL)


def test_a_pronoun_goes_with_its_host() -> None:
    assert not scan("قتلي", row("trigger", verbs=["قتل يقتل"]))
    assert scan("قتلني", row("trigger", verbs=["قتل يقتل"]))
    assert scan("قصفي", row("trigger", nouns=["قصف"]))


def test_a_noun_in_the_article_is_no_verb() -> None:
    (hit,) = scan("القصف", SHELL)
    assert hit.form.part == "noun"
    assert hit.definite


def test_a_verb_that_may_be_a_noun_says_so() -> None:
    (hit,) = scan("قصف", SHELL)
    assert hit.form.part == "verb"
    assert hit.form.noun_too
    (hit,) = scan("قصفت", SHELL)
    assert not hit.form.noun_too


def test_the_longest_hit_of_a_kind_wins() -> None:
    (hit,) = scan("بعد وقف إطلاق النار بيوم", TRUCE, FIRE)
    assert (hit.first, hit.last, hit.row) == (1, 3, TRUCE)


def test_a_hit_of_another_kind_stays_inside_a_longer_one() -> None:
    means = row("means", nouns=["جوية"])
    assert {(h.row.kind, h.first, h.last) for h in scan("غارات جوية", STRIKE, means)} == {
        ("trigger", 0, 1),
        ("means", 1, 1),
    }


def test_the_reading_with_the_fewest_clitics_wins() -> None:
    dead = row("trigger", nouns=["قتيل/قتلى"])
    kill = row("trigger", nouns=["قتل"])
    assert [hit.row for hit in scan("قتلى", kill, dead)] == [dead]


def test_rows_that_read_a_word_alike_all_hit() -> None:
    other = row("trigger", verbs=["قصف يقصف"])
    assert [hit.row for hit in scan("قصفوا", SHELL, other)] == [SHELL, other]


def test_a_form_does_not_run_over_a_sentence_end() -> None:
    assert not scan("أعلن وقف. إطلاق النار", row("trigger", nouns=["وقف إطلاق النار"]))


ROCKET = row("thing", name="rocket", nouns=["صاروخ/صواريخ"])
LAUNCH = row("trigger", verbs=["أطلق يطلق"], nouns=["إطلاق"], **{"with": ["rocket"]})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("أطلق المسلحون عشرات الصواريخ", 1),
        ("الصواريخ التي أطلقوها", 1),
        ("أطلقت الوزارة حملة", 0),
        ("أطلقت الوزارة حملة. سقطت صواريخ", 0),
        ("سقطت صواريخ. قال إن إطلاقها مدان", 1),
    ],
)
def test_a_row_that_asks_for_company_counts_only_in_it(text: str, found: int) -> None:
    assert len(scan(text, ROCKET, LAUNCH)) == found


def test_a_row_alone_does_not_keep_itself_company() -> None:
    thing = row("thing", name="rocket", nouns=["إطلاق"])
    assert not scan("إطلاق", thing, LAUNCH)


def test_company_of_an_unknown_name_is_an_error() -> None:
    with pytest.raises(DataError, match="rocket"):
        Scanner([LAUNCH])


@given(st.text(st.sampled_from("قصفت والغارةإطلا \n.،"), max_size=80))
def test_hits_lie_in_the_text_in_order(text: str) -> None:
    words = split_words(fold(text).text)
    sentences = split_sentences(words)
    hits = Scanner([SHELL, STRIKE, TRUCE]).scan(words, sentences)
    assert [hit.first for hit in hits] == sorted(hit.first for hit in hits)
    for hit in hits:
        assert 0 <= hit.first <= hit.last < len(words)
        spelt = " ".join(words.forms[hit.first : hit.last + 1])
        assert spelt == hit.before + hit.form.text + hit.after


def test_a_mute_row_covers_and_gives_no_hit() -> None:
    mute = replace(TRUCE, nouns=("هيئة تحرير الشام", "مفرقعات"), data={"mute": True})
    free = row("trigger", nouns=["تحرير"])
    assert not scan("هيئة تحرير الشام باعت مفرقعات والمفرقعات", mute, free)
    assert [hit.row for hit in scan("تحرير البلدة", mute, free)] == [free]
