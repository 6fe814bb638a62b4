"""One field of an incident by its path, and the incident with that field set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hudna.errors import DataError, InputError
from hudna.model import Incident
from hudna.store.codec import from_json, to_json

_PATH = re.compile(r"([A-Za-z_]+)((?:\[\d+\])*)(?:\.|$)")
_FIXED = ("id", "claims")
"""What no correction changes: merging and splitting do."""


def corrected(incident: Incident, path: str, value: Any) -> Incident:
    """Return an incident with one field set.

    ``path`` is the field's name, with the names and places below it: ``status``, ``killed.best``,
    ``places[0].lat``; ``value`` is what JSON holds. Nothing but the field changes.

    Raises:
        InputError: there is no such field, or it does not hold such a value.
    """
    record = to_json(incident)
    steps = _steps(path)
    if steps[0] in _FIXED:
        raise InputError(f"{path}: cannot be corrected; merge or split incidents instead")
    holder: Any = record
    for step in steps[:-1]:
        holder = _below(holder, step, path)
    _below(holder, steps[-1], path)
    holder[steps[-1]] = value
    try:
        return from_json(Incident, record)
    except DataError as error:
        raise InputError(f"{path}: {error}") from error


def _steps(path: str) -> list[str | int]:
    out: list[str | int] = []
    at = 0
    while at < len(path):
        found = _PATH.match(path, at)
        if found is None:
            break
        out.append(found[1])
        out += [int(number) for number in re.findall(r"\d+", found[2])]
        at = found.end()
    if not out or at < len(path) or path.endswith("."):
        raise InputError(f"{path}: write a field as status, killed.best or places[0].lat")
    return out


def _below(holder: Any, step: str | int, path: str) -> Any:
    if isinstance(holder, dict) and step in holder:
        return holder[step]
    if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        return holder[step]
    raise InputError(f"{path}: there is no {step!r} here; there is {_known(holder)}")


def _known(holder: Any) -> str:
    if isinstance(holder, dict):
        return ", ".join(key for key in holder if key not in _FIXED)
    if isinstance(holder, Sequence) and not isinstance(holder, str) and holder:
        return f"0 to {len(holder) - 1}"
    return "nothing below it"
