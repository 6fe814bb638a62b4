"""Names that no row knows: persons after a title or by their given names, groups by their kind."""

from __future__ import annotations

from hudna.reading.who_lattice import Draft, Lattice
from hudna.reading.who_terms import bare, word_set

_OPENING, _CLOSING = "\"“«'(‘", "\"”»')’"
_PARTICLES = frozenset(("بن", "ابن", "ابو", "ابي", "ام", "ال", "ولد", "بنت", "عبد", "آل"))
# Given names that are other words so often that they do not begin a name.
_LATER = word_set("خلف جمعه خميس كامل طالب باسم رحمه ايه مني لطيفه")
_NO_NAME = word_set(
    """من في علي الي عن ان انه انها قد لم لن لا ما مع بعد قبل منذ خلال حتي ثم او ام اذا عند لدي كان
    كانت يكون تكون ليس هو هي هم الذي التي الذين هذا هذه ذلك تلك كل بعض غير حول ضد بين تحت فوق امام
    وراء داخل خارج اثناء اثر عقب قرب نحو امس اليوم غدا الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه
    السبت صباح مساء فجر ليل حيث كما لكن بل ايضا فقط جدا عبر وفق بحسب حسب يوم عام شهر الماضي المقبل
    الجاري وهو وهي وكان وقد وقال برصاص بنيران قتل قتلت اصيب قال قالت اكد اعلن يذكر مؤكدا برفقه
    بعدما عندما بينما فيما متاثرا جراء نتيجه بسبب شمال جنوب شرق غرب وسط مدينه قريه بلده محافظه حي
    منطقه وزير رئيس قائد عاما عامه سنه سنوات السابق الحالي مقتولا وذلك اذ
    الملقب الملقبه المعروف والملقب والمعروف المكني البالغ المنحدر مصرعه حتفه"""
)
_LONGEST = 4
_CALLED = frozenset(("يدعي", "تدعي", "اسمه", "اسمها", "المدعو", "المدعوه", "يسمي", "وهو", "هو"))


def holder_name(lattice: Lattice, draft: Draft) -> None:
    """Read the name of whoever holds a title, with the ranks before it."""
    at = draft.last + 1
    while lattice.paused(at):
        noun = lattice.nouns.get(at)
        if noun is None:
            break
        if noun.proclitic:
            return
        if noun.term.kind == "actor" and noun.term.role in ("person", "state"):
            origin, sector = lattice.code(noun.term)
            draft.origin, draft.sector, draft.name = origin, sector, noun.term.name
            draft.kind, draft.settled = noun.term.role, True
            draft.naming = (at, noun.last)
            draft.last = noun.last
            draft.rule += "+name"
            return
        if noun.term.kind == "head" and noun.term.role == "rank" and lattice.gaps[at] == " ":
            draft.last = noun.last
            if draft.term.role == "rank" and not draft.sector:
                draft.sector = noun.term.sector
            at = noun.last + 1
            continue
        break
    if at < lattice.count and lattice.forms[at] in _CALLED:
        at += 1
    if not lattice.paused(at) or (lattice.gaps[at] != " " and at not in lattice.given):
        return
    if draft.term.body or draft.term.state:
        return
    last = _name_end(lattice, at, sure=at in lattice.given)
    if last is not None:
        draft.naming = (at, last)
        draft.last = last
        draft.rule += "+unknown name"
        if draft.kind != "people":
            draft.kind = "person"
        _apposition(lattice, draft)


def personal_name(lattice: Lattice, at: int) -> Draft | None:
    """Read a person's name that begins with a given name and goes on for a word at least."""
    last = _name_end(lattice, at, sure=True)
    if last is None or last == lattice.given[at].last:
        return None
    draft = lattice.draft(at, lattice.given[at], "person", "given name")
    draft.last, draft.sector, draft.name = last, "CVL", None
    _apposition(lattice, draft)
    return draft


def _apposition(lattice: Lattice, draft: Draft) -> None:
    """Let the office told after a name say whose person it is: فلان، قائد كتيبة …"""
    at = draft.last + 1
    noun = lattice.nouns.get(at)
    if draft.settled or noun is None or noun.proclitic or not lattice.paused(at):
        return
    if noun.term.kind != "head" or not (noun.term.titled or noun.term.role == "member"):
        return
    office = lattice.phrase(at, 1)
    if office is not None and office.settled:
        draft.naming = draft.naming or (draft.first, draft.last)
        draft.last = office.last
        draft.origin, draft.sector = office.origin, office.sector
        draft.settled = True
        draft.rule += "+apposition"


def _name_end(lattice: Lattice, at: int, sure: bool) -> int | None:
    """Find the last word of a name; unless ``sure``, its first word is unknown too."""
    forms, gaps, given = lattice.forms, lattice.gaps, lattice.given
    last = None
    words = 0
    i = at
    while i < lattice.count and words < _LONGEST and (i == at or gaps[i] == " "):
        word = forms[i]
        if i in given and (i == at or given[i].hit.before == ""):
            i = given[i].last
            last = i
            words += 1
        elif words and word in _LATER:
            last = i
            words += 1
        elif word in _PARTICLES:
            pass
        elif (
            word in _NO_NAME
            or word.isdigit()
            or len(word) < 3
            or lattice.verb_at(i)
            or (lattice.known(i) and not (words and word.startswith("ال") and word.endswith("ي")))
            or (word.endswith("ه") and not sure)
            or (words == 0 and word.startswith("ال"))
            or (word[0] in "لو" and len(word) > 4)
        ):
            break
        else:
            last = i
            words += 1
        i += 1
    if last is None or (not sure and words < 2):
        return None
    return last


def build_group(lattice: Lattice, draft: Draft) -> None:
    """Read the unknown name of a group: in quotes, a number, or one definite word."""
    at = draft.last + 1
    if at >= lattice.count or not lattice.paused(at):
        return
    gap, word = lattice.gaps[at], lattice.forms[at]
    if any(quote in gap for quote in _OPENING):
        for end in range(at, min(at + 5, lattice.count)):
            if any(quote in lattice.gaps[end + 1] for quote in _CLOSING):
                draft.last = end
                draft.echo = None
                draft.rule += "+quoted"
                return
    elif word.isdigit():
        draft.last = at
        draft.echo = None
        draft.rule += "+number"
    elif gap == " " and not draft.definite and len(bare(word)) > 2 and word.startswith("ال"):
        if at in lattice.nouns or at in lattice.adjectives or lattice.known(at):
            return
        draft.last = at
        draft.definite = True
        draft.echo = None
        draft.rule += "+built"
