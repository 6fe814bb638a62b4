"""What the record holds, in the forms that others work with: one file a format.

Each format's module has one function, ``write(items, out)``, which goes through the items once, so
that memory is flat, and returns how many it left out, by the reason. What fills each column from
what is told in ``docs/exports.md``. Unknown stays empty: no format gets a zero, a date or a name
that no report gave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import IO, Any, NamedTuple

LeftOut = Counter[str]
"""How many items a format could not hold, by the reason."""


class Format(NamedTuple):
    """One form of export."""

    module: str
    of: str
    """``incidents`` or ``articles``: what it is made of."""
    binary: bool
    what: str
    """One line for the help."""

    @property
    def write(self) -> Callable[[Iterable[Any], IO[Any]], LeftOut]:
        """Its writer; what it needs is imported only now."""
        writer: Callable[[Iterable[Any], IO[Any]], LeftOut] = import_module(self.module).write
        return writer


FORMATS: dict[str, Format] = {
    "acled": Format("hudna.export.acled", "incidents", False, "ACLED's 31 columns, CSV"),
    "ged": Format("hudna.export.ged", "incidents", False, "UCDP GED's 49 columns, CSV"),
    "hapi": Format("hudna.export.hapi", "incidents", False, "OCHA HAPI monthly counts, CSV"),
    "hxl": Format("hudna.export.hxl", "incidents", False, "CSV with HXL tags; the review sheet"),
    "geojson": Format("hudna.export.geojson", "incidents", False, "GeoJSON, RFC 7946"),
    "geoparquet": Format("hudna.export.geoparquet", "incidents", True, "GeoParquet 1.1"),
    "parquet": Format("hudna.export.parquet", "incidents", True, "Parquet, claims nested"),
    "plover": Format("hudna.export.plover", "incidents", False, "PLOVER records, JSON"),
    "label_studio": Format("hudna.export.label_studio", "articles", False, "Label Studio tasks"),
    "web_annotation": Format(
        "hudna.export.web_annotation", "articles", False, "W3C Web Annotation, JSON-LD"
    ),
}
"""Each format by the name that the command line gives it."""
