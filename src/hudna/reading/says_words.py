"""What the grammar of attribution knows about single words: closed classes and lexicon marks.

Forms are folded (:mod:`hudna.text.fold`): أن and إن are one, ة is ه.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from hudna.lexicon import Hit, rows
from hudna.reading.document import Document
from hudna.text.fold import fold_term


def _joined(words: str) -> frozenset[str]:
    """Spell words with and without و and ف."""
    return frozenset(c + w for w in fold_term(words).split() for c in ("", "و", "ف"))


_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "ي", "ني", "نا", "نه")

THAT = frozenset(lead + "ان" + after for lead in ("", "ب", "ف", "وب", "و") for after in _PRONOUNS)
"""أن / إن / بأن / فإن, with a pronoun: what follows is what was said."""
RELATIVE = _joined("الذي التي الذين اللذان اللذين اللتان ممن مما وهو وهي وهم وهما هو هي")
"""Words that begin a relative or descriptive clause, and so end a noun phrase."""
STOP = _joined(
    "عن على إلى مع بين ضد لدى أو ثم كما ما حين دون قوله قولها قولهم قولهما تأكيده "
    "تأكيدها قائلا قائلة قائلين بالقول القول نفسه نفسها نفسهم ذاته ذاتها وذلك إلا"
)
"""Words that never stand inside the name of a source."""
INSIDE = frozenset(("في", "من", "باسم", "ب", "ل"))
"""Prepositions that may stand inside one (مصدر في وزارة الدفاع)."""
NEGATION = _joined("لم لا لن دون ليس ليست")
IMPERSONAL = _joined("يذكر يشار يقال يعتقد يفاد قيل")
"""Passives with nobody behind them: يذكر أن …"""
AS = _joined("ما لما حسبما وفقما مثلما")
"""Words that tie a verb of saying to the words before it: حسبما ذكر, وفق ما أعلن."""
BEFORE_VERB = _joined("قد لقد")
WAS = _joined("كان كانت كانوا")
OPENERS = WAS | _joined("أما لكن فيما بينما حيث أن إن إذ إلا كما غير حين أيضا ثم بأن")
"""Words after which a new clause, and with it a subject, begins."""
OWN_PART = _joined("جهته جهتها جهتهم جانبه جانبها جانبهم ناحيته ناحيتها جهة ناحية")
"""من جهته، من جانبها: a turn of speech, no part of a name."""
VENUE = frozenset(
    fold_term(
        "بيان بيانه بيانها تصريح تصريحات تغريدة تغريدات حديث مقابلة مؤتمر كلمة اتصال وقت "
        "خطاب رسالة تقرير تقريرها تقريره منشور تسجيل حسابه حسابها صفحته صفحتها موقعه "
        "موقعها هذا هذه سلسلة ختام معرض إفادة أحدث آخر جلسة خبر أول ذلك لقاء تعليق مداخلة "
        "سياق الوقت تعقيب نشره حصيلة إيجاز مستهل تدوينة"
    ).split()
)
"""Nouns after في that tell where something was said, not who said it."""
RANKS = frozenset(
    fold_term(
        "العميد العقيد اللواء الفريق المقدم الرائد النقيب الملازم المشير الركن الجنرال "
        "الكولونيل السيد السيدة الدكتور الدكتورة الأمير الشيخ المهندس الضابط أول د "
        "اللفتنانت كولونيل الميجور الحاج المستشار الطيار القاضي الأستاذ العماد الأدميرال"
    ).split()
)
"""Ranks and forms of address that stand before a person's name."""

WITHIN = frozenset(("فيه", "فيها", "فيهما", "به", "بها", "عنه", "عنها"))
"""Words between a verb of saying and what is said that name nobody: بيانا قال فيه إن …"""

_HEADS = ("source_noun", "outlet", "actor", "victim", "country", "capital")


@dataclass(frozen=True, slots=True)
class Marks:
    """The lexicon's hits that matter to attribution, by first word."""

    source: dict[int, Hit]
    """Longest hit that may head a source."""
    thing: dict[int, Hit]
    """A noun that begins what is said (مقتل، قصف), or a word that tells a happening."""
    verb: dict[int, Hit]
    """A verb of saying."""
    title: frozenset[int]
    """An office, after which a personal name may follow."""
    generic: frozenset[int]
    """A head that may take في / من (مصدر في …)."""
    media: frozenset[int]
    """A medium."""
    not_source: frozenset[int]
    documents: dict[int, int]
    """First and last word of what somebody issued and the reader knows: البيان, التقرير."""


def marks_of(doc: Document) -> Marks:
    """Index the hits of one article."""
    source = _longest(doc.of(*_HEADS))
    nouns = (hit for hit in doc.of("say_object", "trigger") if hit.form.part != "verb")
    thing = {
        at: hit
        for at, hit in _longest(nouns).items()
        if at not in source
        or len(hit.before) < len(source[at].before)
        or (source[at].row.kind == "victim" and hit.row.kind == "say_object")
    }
    for at in thing.keys() & source.keys():
        del source[at]
    return Marks(
        source=source,
        thing=thing,
        verb=_longest(doc.of("say")),
        title=_flagged(doc, "title"),
        generic=_flagged(doc, "generic") | frozenset(hit.first for hit in doc.of("victim")),
        media=_flagged(doc, "media") | frozenset(hit.first for hit in doc.of("outlet")),
        not_source=frozenset(hit.first for hit in doc.of("not_source")),
        documents={
            hit.first: hit.last
            for hit in doc.of("source_noun")
            if hit.row.data.get("document") and hit.before.endswith("ال")
        },
    )


def _flagged(doc: Document, flag: str) -> frozenset[int]:
    return frozenset(hit.first for hit in doc.of("source_noun") if hit.row.data.get(flag))


def _longest(hits: Iterable[Hit]) -> dict[int, Hit]:
    out: dict[int, Hit] = {}
    for hit in hits:
        held = out.get(hit.first)
        if held is None or (hit.last, -len(hit.before)) > (held.last, -len(held.before)):
            out[hit.first] = hit
    return out


@cache
def circumstances() -> frozenset[str]:
    """Words that open a circumstance of the saying: خلال, عقب, عبر."""
    return frozenset(
        fold_term(term) for row in rows("say_time") if row.data.get("governs") for term in row.fixed
    )


@cache
def time_words() -> frozenset[str]:
    """Words of time and circumstance that end the name of a source, with and without و / ف."""
    terms = {fold_term(term) for row in rows("say_time") for term in row.fixed}
    return frozenset(c + term for term in terms for c in ("", "و", "ف"))
