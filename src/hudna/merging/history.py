"""How an incident came to be known: the claims that changed what was known, as published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hudna.model import Bounds, Change, Claim


def history_of(claims: Sequence[Claim]) -> tuple[Change, ...]:
    """List what changed, claim by claim; the claims must be in the order of publication.

    A status is a change when it differs from the last that was asserted, a toll when it differs
    from the last that was told, and each denial of what was asserted before is one.
    """
    return tuple(_changes(claims))


def _changes(claims: Sequence[Claim]) -> Iterator[Change]:
    status: str | None = None
    tolls: dict[str, str | None] = {"killed": None, "injured": None}
    for claim in claims:
        event = claim.event
        if status is None:
            yield Change(claim.id, claim.published, "reported", None, event.status)
            status = event.status
        elif event.status == "denied" != status:
            yield Change(claim.id, claim.published, "denied", status, "denied")
        elif event.status != status and not (event.status == "planned" and status != "denied"):
            yield Change(claim.id, claim.published, "status", status, event.status)
            status = event.status
        toll = event.casualties
        for what, bounds in (("killed", toll.killed), ("injured", toll.injured)):
            told = count_text(bounds)
            if told is not None and told != tolls[what]:
                yield Change(claim.id, claim.published, what, tolls[what], told)  # type: ignore[arg-type]
                tolls[what] = told


def count_text(bounds: Bounds | None) -> str | None:
    """Write a count: ``5``, ``5-7``, ``20+``; None where it is not known."""
    if bounds is None:
        return None
    if bounds.high is None:
        return f"{bounds.low}+"
    return str(bounds.low) if bounds.low == bounds.high else f"{bounds.low}-{bounds.high}"
