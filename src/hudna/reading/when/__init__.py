"""When: the phrases of an article that say when, each resolved to an interval of whole days.

:func:`find_times` reads the phrases off the lexicon's hits of kind ``time``: :mod:`.tokens` makes
them a row of tokens, :mod:`.grammar` parses phrases into the nodes of :mod:`.nodes`, which resolve
themselves against the day of publication with the arithmetic of :mod:`.calendar`.
"""

from hudna.reading.when.find import find_times
from hudna.reading.when.phrase import Granularity, Opening, TimePhrase

__all__ = ["Granularity", "Opening", "TimePhrase", "find_times"]
