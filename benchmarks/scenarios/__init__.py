"""All that is measured, in the order of the report."""

from __future__ import annotations

from benchmarks.frame import Scenario
from benchmarks.scenarios import growth, markdown, printing, startup, updates

ALL: tuple[Scenario, ...] = (
    *markdown.SCENARIOS,
    *updates.SCENARIOS,
    *growth.SCENARIOS,
    *printing.SCENARIOS,
    *startup.SCENARIOS,
)
