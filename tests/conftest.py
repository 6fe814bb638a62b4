"""What every test shares: a gazetteer of their own, never the user's."""

from __future__ import annotations

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests' gazetteer in pytest's cache, so that it is compiled once a checkout."""
    cache = config.cache
    assert cache is not None
    os.environ["HUDNA_HOME"] = str(cache.mkdir("hudna-home"))
