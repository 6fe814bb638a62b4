"""What a file's own regions and districts are in the gazetteer in use."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hudna.gazetteer.index import Index, Place
from hudna.gazetteer.names import name_key
from hudna.gazetteer.records import PlaceKind

_UNIT_WORD = re.compile(r"^(?:محافظة|ولاية|شعبية|بلدية|منطقة|مركز|قضاء|مديرية|ناحية) ")


class FileUnits:
    """Learns a file's ids of regions and districts as its rows go by."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._admin1: dict[str, str] = {}
        self._admin2: dict[str, str] = {}

    def same(self, cc: str, kind: PlaceKind, names: Iterable[str]) -> Place | None:
        """Return the gazetteer's unit of this country and kind that bears one of the names."""
        for name in names:
            for bare in (name, _UNIT_WORD.sub("", name)):
                for row in self._index.rows(name_key(bare)):
                    place = self._index.place(row)
                    if (place.cc, place.kind) == (cc, kind):
                        return place
        return None

    def learn(self, kind: PlaceKind, own: str, same: Place | None, id_: str) -> None:
        """Remember what a file's own id of a region or district stands for."""
        if not own:
            return
        if kind == "admin1":
            self._admin1[own] = same.admin1 if same else ""
        else:
            self._admin2[own] = same.id if same else id_

    def admin1(self, own: str) -> str:
        """ISO 3166-2 code of a file's own region id or p-code; empty if unknown."""
        return self._admin1.get(own) or self._index.admin1_pcodes.get(own, "")

    def admin2(self, own: str) -> str:
        """Id of the district of a file's own district id or p-code; empty if unknown."""
        found = self._admin2.get(own)
        if found is None and own:
            ids = (f"ocha:{own}", f"wof:{own}")
            found = next((i for i in ids if self._index.unit(i) is not None), "")
            self._admin2[own] = found
        return found or ""
