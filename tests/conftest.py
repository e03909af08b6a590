"""Settings for all tests: hypothesis finds the same examples on every machine and in every run, and never judges by the clock."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("deterministic", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("deterministic")
