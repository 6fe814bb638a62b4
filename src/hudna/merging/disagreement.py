"""Where the claims of one incident say different things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hudna.merging.history import count_text
from hudna.model import Claim, Incident


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question that the claims answer differently."""

    question: str
    """``type``, ``status``, ``time``, ``killed``, ``injured``, ``actors``."""
    answers: Mapping[str, tuple[str, ...]]
    """For each answer the ids of the claims that give it; who does not say is not among them."""


def disagreements(incident: Incident) -> list[Disagreement]:
    """List the questions to which the claims give more than one answer."""
    out = []
    for question, answer in _QUESTIONS.items():
        answers: dict[str, list[str]] = {}
        for claim in incident.claims:
            told = answer(claim)
            if told is not None:
                answers.setdefault(told, []).append(claim.id)
        if len(answers) > 1:
            out.append(Disagreement(question, {a: tuple(ids) for a, ids in answers.items()}))
    return out


def _time(claim: Claim) -> str | None:
    time = claim.event.time
    if time is None or time.inferred:
        return None
    start, end = time.start.isoformat(), time.end.isoformat()
    return start if start == end else f"{start}/{end}"


def _actors(claim: Claim) -> str | None:
    codes: Iterator[str] = iter(sorted({actor.code for actor in claim.event.actors}))
    return ", ".join(codes) or None


_QUESTIONS: Mapping[str, Callable[[Claim], str | None]] = {
    "type": lambda claim: claim.event.type,
    "status": lambda claim: claim.event.status,
    "time": _time,
    "killed": lambda claim: count_text(claim.event.casualties.killed),
    "injured": lambda claim: count_text(claim.event.casualties.injured),
    "actors": _actors,
}
