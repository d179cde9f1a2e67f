"""One task: what is made of one product in one language, from what, and how far its translation is.

A task knows a digest of everything that it is made from before it is carried
out, so that what is up to date need not be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from handbill.campaign import INTERFACE
from handbill.languages import Language
from handbill.localize import SOURCE_STATE, Localized, LocalizedDocument
from handbill.manifest import Standing, TaskKey
from handbill.model import Catalog, Finding, State, origin_of
from handbill.register import Entry, Words
from handbill.render.preflight import Flaw

Files = Mapping[str, bytes]
"""By path relative to the output folder."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task."""

    files: Files
    findings: Sequence[Finding] = ()
    """What is to be told of its texts."""
    flaws: Sequence[Flaw] = ()
    """What preflight has to say of it; with an error among them there would be no files."""


@dataclass(frozen=True, slots=True)
class Released:
    """A version of a sheet, for the register."""

    entry: Entry
    words: Words


@dataclass(frozen=True)
class Task:
    """One product in one language."""

    product: str
    locale: str
    domains: tuple[str, ...]
    standing: Standing
    version: str
    inputs: str
    run: Callable[[], Made]
    profile: str | None = None
    """What a printed product is made for."""
    stem: str | None = None
    """The name of its files, if not the product's."""
    released: Released | None = None
    """What the register says of it; nothing where it carries no code."""

    @property
    def key(self) -> TaskKey:
        """What the task is known by in the manifest."""
        return (self.product, self.locale, self.domains, self.profile)

    @property
    def label(self) -> str:
        """For people: ``flyer km``, ``flyer-shop km``."""
        return f"{self.stem or self.product} {self.locale}"


def task_of(product: str, document: LocalizedDocument, version: str, inputs: str, run: Callable[[], Made]) -> Task:
    """Give the task of a product that is made from one document in one language."""
    return Task(
        product,
        document.language.tag,
        (document.document.domain, INTERFACE),
        standing_of(document.localized, document.language),
        version,
        inputs,
        run,
    )


def standing_of(found: Sequence[Localized], spoken: Language) -> Standing:
    """Give how far some texts are for readers of one language."""
    states = [each.state for each in found if each.state is not None]
    own = sum(each.language == spoken for each in found)
    origin = origin_of(each.origin for each in found)
    return Standing(
        str(min(states)) if states else SOURCE_STATE,
        round(own / len(found), 4) if found else 1.0,
        origin.value if origin else None,
    )


def standing_of_catalog(catalog: Catalog) -> Standing:
    """Give how far a whole catalog is."""
    states = [unit.state for unit in catalog.by_key.values()]
    done = sum(state >= State.TRANSLATED for state in states)
    origin = origin_of(unit.origin for unit in catalog.by_key.values())
    return Standing(
        str(min(states, default=State.UNTRANSLATED)),
        round(done / len(states), 4) if states else 1.0,
        origin.value if origin else None,
    )


def constant(files: Files) -> Callable[[], Made]:
    """Give what to run where the files are there already."""
    return lambda: Made(files)
