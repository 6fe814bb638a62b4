"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes depends on the machine and on what else it does.
settings.register_profile("hudna", deadline=None)
settings.load_profile("hudna")
