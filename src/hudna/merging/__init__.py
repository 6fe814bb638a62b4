"""Events of many articles become incidents, every claim beside the others."""

from hudna.merging.cluster import Decisions
from hudna.merging.compare import Reason, Score, compare
from hudna.merging.groups import Known
from hudna.merging.keys import held, sought
from hudna.merging.merge import merge, merge_new
from hudna.merging.sketch import Told, told

__all__ = [
    "Decisions", "Known", "Reason", "Score", "Told", "compare", "held", "merge", "merge_new",
    "sought", "told",
]  # fmt: skip
