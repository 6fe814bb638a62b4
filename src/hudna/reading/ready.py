"""Getting ready to read for long: everything is loaded at once, and then left in peace.

The word lists, the gazetteer and the weights are some hundred thousand objects that live as long as
the process. Python's collector of cycles walks all of them at each of its full passes, which it
begins in the middle of some article or other: that one is then read in twice its time, and nothing
is ever found. :func:`gc.freeze` sets them apart. But it sets apart whatever else is alive, and it
is the process's own affair, so :func:`hudna.read` never calls it: whoever owns the process does, as
the verbs of ``hudna`` do.
"""

from __future__ import annotations

import gc
from datetime import date
from functools import cache

from hudna.model import Article
from hudna.reading.reader import read

REPORT = Article(
    "مقتل مدنيين بقصف على ريف حماة\n\n"
    "أفادت وكالة الأنباء بأن قوات النظام قصفت صباح الاثنين 19 تشرين الثاني بلدة اللطامنة بريف"
    " حماة الشمالي بأكثر من خمسين قذيفة، ما أسفر عن مقتل ثلاثة مدنيين وإصابة ما لا يقل عن عشرة"
    " آخرين، بحسب المرصد السوري لحقوق الإنسان. وتأتي هذه الهجمات قبيل الجولة الحادية عشرة من"
    " محادثات أستانة التي عقدت قبل أسبوع.",
    published=date(2018, 11, 19),
)
"""A report that asks something of every room, so that all of them load what they need."""


@cache
def make_ready() -> None:
    """Load all that reading needs, and set what is alive apart from the collector of cycles.

    It takes the half second that the first article would take otherwise. Call it once at the start
    of a process that reads many articles, before the work makes objects of its own; in a parent
    that forks its workers, before they are forked, so that they share the tables. Calling it again
    does nothing. ``gc.unfreeze()`` undoes it.
    """
    enabled = gc.isenabled()
    # What is loaded stays: a pass in the meantime would look it through for nothing. Nor is there
    # one before the freezing: it would let go of the reading's memories of words, which would come
    # under the collector again as they grow.
    gc.disable()
    try:
        read(REPORT)
        gc.freeze()
    finally:
        if enabled:
            gc.enable()
