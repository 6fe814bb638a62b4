"""The record held against accords: findings, ledgers, trends, and the talks beside them."""

from hudna.monitoring.findings import Monitor, findings, weigh
from hudna.monitoring.ledger import ledger
from hudna.monitoring.sensitivity import by_outlet_side
from hudna.monitoring.tracks import beside, follow
from hudna.monitoring.values import Finding, Ledger

__all__ = [
    "Finding", "Ledger", "Monitor", "beside", "by_outlet_side", "findings", "follow", "ledger",
    "weigh",
]  # fmt: skip
