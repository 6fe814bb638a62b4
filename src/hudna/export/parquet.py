"""Incidents as Parquet, with their claims nested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import IO

from hudna.export import LeftOut
from hudna.export.rows import Reviewed
from hudna.export.table import BATCH, record_of, schema


def write(items: Iterable[Reviewed], out: IO[bytes]) -> LeftOut:
    """Write incidents, a row each."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = schema()
    found = iter(items)
    with pq.ParquetWriter(out, columns, compression="zstd") as writer:
        while batch := [record_of(item) for item in islice(found, BATCH)]:
            writer.write_table(pa.Table.from_pylist(batch, columns))
    return Counter()
