"""Bringing catalogs up to date with a changed source, and with one that did not change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import handbill, inputs
from benchmarks.frame import HANDBILL, Command, Contender, Place, Scenario, Target
from benchmarks.measure import once

LOCALES = (
    *("es", "fr", "de", "it", "pt", "ru", "uk", "pl", "cs", "ar"),
    *("he", "hi", "bn", "vi", "zh-Hans", "ja", "ko", "tr", "sw", "id"),
)
EXACT = "msgmerge --no-fuzzy-matching"
PATIENCE = 600.0


def laid_out(place: Place, revision: inputs.Revision, locales: Sequence[str]) -> tuple[Path, Path]:
    """Write a campaign whose catalogs belong to the old texts and whose source is the new one; and the same for others.

    Give the campaign's folder, and the one with ``old.po`` and ``new.pot``.
    """
    folder = place.folder / "campaign"
    handbill.campaign(folder, inputs.markdown(revision.old), locales)
    for locale in locales:
        inputs.write(handbill.catalog_path(folder, locale), inputs.catalog(revision.old, handbill.SOURCE, locale))
    # The catalogs of the strings in templates come with Handbill; they are not what is measured.
    once(Contender(HANDBILL, (handbill.command(folder, "update", "-q"),)), PATIENCE)
    inputs.write(folder / handbill.SOURCE, inputs.markdown(revision.new))
    others = place.folder / "others"
    inputs.write(others / "old.po", inputs.catalog(revision.old, handbill.SOURCE, locales[0]))
    inputs.write(others / "new.pot", inputs.catalog(revision.new, handbill.SOURCE))
    return folder, others


def _handbill(folder: Path) -> Contender:
    kept, catalogs = folder / "kept", folder / "locales"
    if not kept.exists():
        handbill.restore(catalogs, kept)
    return Contender(HANDBILL, (handbill.command(folder, "update", "-q"),), partial(handbill.restore, kept, catalogs))


def _msgmerge(place: Place, others: Path, name: str, *options: str, times: int) -> list[Contender]:
    program = place.peers.get("msgmerge")
    if program is None:
        return []
    made = others / f"made{len(options)}.po"
    command = Command((program, "-q", *options, "-o", made, "old.po", "new.pot"), others)
    return [Contender(name, (command,), made=(made,), times=times)]


def _toolkit(place: Place, others: Path, *options: str, times: int) -> list[Contender]:
    python = place.peers.get("translate-toolkit")
    if python is None:
        return []
    made = others / "pot2po.po"
    call = (python, "-m", "translate.convert.pot2po", "--progress=none", *options)
    command = Command((*call, "-t", "old.po", "-i", "new.pot", "-o", made), others)
    return [Contender("pot2po", (command,), partial(made.unlink, missing_ok=True), (made,), times)]


def changed(place: Place, locales: Sequence[str] = LOCALES) -> Sequence[Contender]:
    """Update catalogs of `place.size` messages of which a tenth changed."""
    folder, others = laid_out(place, inputs.revision(place.size), locales)
    times = len(locales)
    return [
        _handbill(folder),
        *_msgmerge(place, others, "msgmerge", "--previous", times=times),
        *_msgmerge(place, others, EXACT, "--no-fuzzy-matching", "--previous", times=times),
        *_toolkit(place, others, times=times),
    ]


def unchanged(place: Place) -> Sequence[Contender]:
    """Update catalogs of `place.size` messages of which none changed."""
    folder, others = laid_out(place, inputs.revision(place.size, 0), LOCALES)
    times = len(LOCALES)
    return [
        _handbill(folder),
        *_msgmerge(place, others, EXACT, "--no-fuzzy-matching", times=times),
        *_toolkit(place, others, "--nofuzzymatching", times=times),
    ]


SCENARIOS = (
    Scenario(
        "update",
        "Updating 20 locales of 5,000 messages, a tenth changed",
        "One `handbill update`, which reads the Markdown source, writes the template and then the catalogs, beside "
        "twenty runs of `msgmerge --previous` and of Translate Toolkit’s `pot2po` on a template that is there already. "
        "The twenty are alike, so one is measured and counted twenty times.",
        (5_000,),
        changed,
        runs=3,
        targets=(Target("msgmerge", 0.1),),
    ),
    Scenario(
        "no-change",
        "The same with nothing changed",
        "Again Handbill reads the source too, and the others begin with a template; twenty runs, counted as above.",
        (5_000,),
        unchanged,
        targets=(Target(EXACT, 1.0),),
    ),
)
