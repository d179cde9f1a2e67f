"""How extraction and update grow from 1,000 to 50,000 messages."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import inputs
from benchmarks.frame import Contender, Growth, Place, Scenario
from benchmarks.scenarios import markdown, updates

SIZES = (1_000, 5_000, 20_000, 50_000)


def extraction(place: Place) -> Sequence[Contender]:
    """Extract a document of `place.size` messages."""
    revision = inputs.revision(place.size, 0)
    return markdown.extractions(place, inputs.markdown(revision.old))


def update(place: Place) -> Sequence[Contender]:
    """Update one catalog of `place.size` messages."""
    return updates.changed(place, updates.LOCALES[:1])


SCENARIOS = (
    Scenario(
        "growth-extraction",
        "Extraction, from 1,000 to 50,000 messages",
        "As above; a message here is a paragraph of one to three sentences.",
        SIZES,
        extraction,
        runs=2,
        growth=Growth(5_000, 50_000, 1.5, memory=300),
    ),
    Scenario(
        "growth-update",
        "Update of one locale, from 1,000 to 50,000 messages",
        "A tenth of the messages changed.",
        SIZES,
        update,
        runs=2,
        growth=Growth(5_000, 50_000, 1.5, memory=300),
    ),
)
