"""The steps from words to catalogs: extract, update, check, compile. One campaign in, a report out.

A source or a catalog that cannot be used stops what depends on it and nothing
else: the error is kept in the report, and the rest goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handbill import workspace
from handbill.campaign import INTERFACE
from handbill.catalogs.memory import Memory
from handbill.catalogs.minor import Minor
from handbill.catalogs.new import new_catalog
from handbill.catalogs.outcome import Fate, Update
from handbill.catalogs.po import parse, serialize
from handbill.catalogs.similarity import Similarity
from handbill.catalogs.update import update
from handbill.errors import HandbillError, SourceError, UsageError
from handbill.glossary import with_terms
from handbill.languages import Language
from handbill.model import Catalog, Message, Severity
from handbill.plurals import forms_of
from handbill.progress.count import Tally, tally
from handbill.project import Project
from handbill.pseudo.fill import filled
from handbill.shelf import Shelf, limits
from handbill.starter import shipped_interface


@dataclass(slots=True)
class Extraction:
    """The messages of each domain, and the sources that could not be read."""

    messages: dict[str, tuple[Message, ...]] = field(default_factory=dict)
    errors: list[HandbillError] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    """The templates whose bytes changed."""


def collect(project: Project) -> Extraction:
    """Read the messages of every domain."""
    extraction = Extraction()
    for domain in project.campaign.domains:
        try:
            extraction.messages[domain] = project.messages(domain)
        except HandbillError as error:
            extraction.errors.append(error)
    return extraction


def extract(project: Project) -> Extraction:
    """Write the template of every domain."""
    extraction = collect(project)
    for domain, messages in extraction.messages.items():
        if project.write_template(domain, with_terms(messages, project.glossary)):
            extraction.written.append(f"{project.campaign.locales}/{domain}.pot")
    return extraction


@dataclass(frozen=True, slots=True)
class CatalogUpdate:
    """What an update did to one catalog."""

    language: Language
    domain: str
    path: str
    update: Update
    created: bool
    written: bool


@dataclass(slots=True)
class Updating:
    """What an update did to all catalogs, and the catalogs that could not be read."""

    catalogs: list[CatalogUpdate] = field(default_factory=list)
    errors: list[HandbillError] = field(default_factory=list)
    """The changes that cannot be minor included."""
    orphans: list[str] = field(default_factory=list)
    """The catalogs that lie there and belong to no document any more; their translations are reused."""
    strays: Sequence[str] = ()
    """The folders of catalogs that are of no language of the campaign."""


def update_catalogs(
    project: Project,
    messages: Mapping[str, Sequence[Message]],
    languages: Sequence[Language],
    *,
    minor: Minor | None = None,
    write: bool = True,
) -> Updating:
    """Bring the catalogs of some languages up to date with the messages; create those that are missing.

    Without `write` nothing is written, and the report is of what would be.
    """
    report = Updating(strays=project.strays())
    similarity = Similarity()
    for spoken in languages:
        known = _known_catalogs(project, spoken, report.errors)
        memory = _memory(project, spoken, known, messages, report)
        for domain in messages:
            # What could not be read has been reported, and stays untouched.
            if domain in known:
                catalog = known[domain] or _first_catalog(project, spoken, domain, messages[domain])
                done = update(
                    catalog,
                    with_terms(messages[domain], project.glossary, spoken),
                    similarity,
                    plural_count=plural_count(catalog, spoken),
                    domain=domain,
                    memory=memory,
                    minor=minor,
                    # Of a pseudo-locale a changed text is written anew, not offered for correction.
                    match_fuzzy=not spoken.is_pseudo,
                )
                if spoken.is_pseudo:
                    done = replace(done, catalog=filled(done.catalog, spoken, limits(project, domain)))
                each = _written(project, spoken, domain, done, created=known[domain] is None, write=write)
                report.catalogs.append(each)
    report.errors += _refused(report.catalogs)
    if minor is not None:
        report.errors += _without_effect(report.catalogs, messages, minor)
    return report


def _known_catalogs(project: Project, spoken: Language, errors: list[HandbillError]) -> dict[str, Catalog | None]:
    """Read the catalogs of a language, nothing for those that are not there; what cannot be read is left out."""
    known = {}
    for domain in project.campaign.domains:
        try:
            known[domain] = project.catalog(spoken, domain)
        except HandbillError as error:
            errors.append(error)
    if known and (misnamed := project.misnamed(spoken)):
        errors.append(misnamed)
    return known


def _memory(
    project: Project,
    spoken: Language,
    known: Mapping[str, Catalog | None],
    messages: Mapping[str, Sequence[Message]],
    report: Updating,
) -> Memory:
    """Give what is translated into a language, in documents that were renamed or deleted too."""
    orphans: dict[str, Catalog] = {}
    for domain in project.orphaned_domains(spoken):
        try:
            catalog = project.catalog(spoken, domain)
        except HandbillError as error:
            report.errors.append(error)
            continue
        if catalog:
            orphans[domain] = catalog
            report.orphans.append(project.shown(project.catalog_path(spoken, domain)))
    catalogs = {domain: catalog for domain, catalog in known.items() if catalog}
    # No source wants them any longer: whatever is taken from them has moved.
    return Memory(catalogs | orphans, {**messages, **dict.fromkeys(orphans, ())})


def _written(
    project: Project, spoken: Language, domain: str, done: Update, *, created: bool, write: bool
) -> CatalogUpdate:
    path = project.catalog_path(spoken, domain)
    if write:
        written = project.write_catalog(spoken, domain, done.catalog)
    else:
        written = created or workspace.read_bytes(path) != serialize(done.catalog)
    return CatalogUpdate(spoken, domain, project.shown(path), done, created=created, written=written)


def _refused(catalogs: Iterable[CatalogUpdate]) -> list[HandbillError]:
    """Give each change that cannot be minor once, whichever the languages."""
    refusals = dict.fromkeys(refusal for each in catalogs for refusal in each.update.refusals)
    hint = "Its translations wait for a translator, as after any other change."
    return [_at(refusal.message, f"the change is not a minor one: {refusal.reason}", hint) for refusal in refusals]


def _without_effect(
    catalogs: Iterable[CatalogUpdate], messages: Mapping[str, Sequence[Message]], minor: Minor
) -> list[HandbillError]:
    """Give the texts that were named as changed and have no translation of an earlier text."""
    met = {refusal.message.msgid for each in catalogs for refusal in each.update.refusals}
    met |= {unit.message.msgid for each in catalogs for unit in each.update.units(Fate.MINOR)}
    named = {message.msgid: message for each in messages.values() for message in each}
    hint = "Either it has not changed, or a translator has been at work on it since."
    return [
        _at(named[msgid], "no finished translation was made from an earlier version of this text", hint)
        for msgid in sorted(minor.msgids - met)
    ]


def _at(message: Message, said: str, hint: str) -> SourceError:
    path, _, line = (message.references or ("",))[0].rpartition(":")
    return SourceError(said, path=path or None, line=int(line) if line.isdecimal() else None, hint=hint)


def minor_changes(
    project: Project, messages: Mapping[str, Sequence[Message]], *, every: bool, texts: Sequence[str]
) -> Minor:
    """Give which changes to accept. Each text is a message as it is now, or enough of it to tell it from others."""
    msgids = list(dict.fromkeys(message.msgid for each in messages.values() for message in each))
    return Minor(project.campaign.source, every, frozenset(_named(text, msgids) for text in texts))


def _named(text: str, msgids: Sequence[str]) -> str:
    found = [text] if text in msgids else [msgid for msgid in msgids if text.strip() and text in msgid]
    if not found:
        raise UsageError(f"no message has the text “{text}”", hint="Give a part of the text as it is now.")
    if len(found) > 1:
        raise UsageError(f"{len(found)} messages have the text “{text}”", hint="Give more of the one that you mean.")
    return found[0]


def _first_catalog(project: Project, spoken: Language, domain: str, messages: Sequence[Message]) -> Catalog:
    """Give an empty catalog; for the templates that come with Handbill, with the translations that come with them."""
    catalog = new_catalog(domain, project.campaign.slug, spoken, begun=dt.datetime.now(dt.UTC))
    shipped = shipped_interface(spoken.locale) if domain == INTERFACE else None
    if shipped is None:
        return catalog
    wanted = {message.key for message in messages}
    units = [unit for unit in parse(shipped, "interface.po").by_key.values() if unit.key in wanted]
    # A campaign can have a plural rule of its own; forms made for another one are of no use there.
    fitting = [unit for unit in units if unit.message.plural is None or len(unit.msgstr) == spoken.plural_count]
    return replace(catalog, units=tuple(fitting))


def plural_count(catalog: Catalog, spoken: Language) -> int:
    """Give how many plural forms a catalog has: what its header says, else what is known of the language."""
    return forms_of(catalog.fields.get("Plural-Forms", "")) or spoken.plural_count


def compiled_path(spoken: Language, domain: str) -> str:
    """Where a compiled catalog lies, relative to the output folder."""
    return f"locale/{spoken.locale}/LC_MESSAGES/{domain}.mo"


def progress(extraction: Extraction, shelf: Shelf, languages: Sequence[Language]) -> dict[str, dict[str, Tally]]:
    """Give how far each language is, by tag and domain, where both source and catalog can be read."""
    found = shelf.by_place()

    def counted(place: tuple[str, str], messages: Sequence[Message]) -> Tally:
        errors = [each.key for each in found.get(place, ()) if each.severity is Severity.ERROR]
        warnings = len(found.get(place, ())) - len(errors)
        return replace(tally(messages, shelf.catalogs.get(place), errors), errors=len(errors), warnings=warnings)

    return {
        spoken.tag: {
            domain: counted((spoken.tag, domain), messages)
            for domain, messages in extraction.messages.items()
            if (spoken.tag, domain) not in shelf.errors
        }
        for spoken in languages
    }
