"""One campaign's translations out and back: what is packed, what is taken, what is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from handbill import workspace
from handbill.errors import ExchangeError, HandbillError
from handbill.exchange.merging import merge
from handbill.exchange.outcome import Outcome, changed_keys
from handbill.exchange.packing import rows
from handbill.exchange.parcel import Label, Parcel, Returned, Row, Sheet
from handbill.keyed import one_of
from handbill.languages import Language
from handbill.memory.files import translation_memory
from handbill.model import Catalog, Finding, Message, State
from handbill.project import Project
from handbill.shelf import check_language, limits
from handbill.steps import update_catalogs
from handbill.tags import normalize_tag


class Only(Enum):
    """Which texts go out."""

    ALL = "all"
    UNTRANSLATED = "untranslated"
    NEEDS_WORK = "needs-work"
    UNFINISHED = "unfinished"
    """Those that are untranslated or need work."""

    def wants(self, row: Row) -> bool:
        """Say whether a row is to go out."""
        return self is Only.ALL or row.state in _STATES[self]


_STATES = {
    Only.UNTRANSLATED: {State.UNTRANSLATED},
    Only.NEEDS_WORK: {State.FUZZY},
    Only.UNFINISHED: {State.UNTRANSLATED, State.FUZZY},
}


@dataclass(slots=True)
class Packed:
    """A parcel, and what could not be put into it."""

    parcel: Parcel
    errors: list[HandbillError]


def pack(
    project: Project, messages: Mapping[str, Sequence[Message]], spoken: Language, domains: Sequence[str], only: Only
) -> Packed:
    """Give a parcel of some documents in one language, as they are after an update. Nothing is written."""
    campaign = project.campaign
    updating = update_catalogs(project, messages, [spoken], write=False)
    # What cannot be read is among the errors of the update already.
    memory = translation_memory(project, spoken, [])
    sheets = []
    for each in updating.catalogs:
        found = rows(
            each.domain,
            each.update.catalog,
            source=campaign.source,
            spoken=spoken,
            facts=campaign.facts,
            limits=limits(project, each.domain),
            memory=memory,
        )
        wanted = tuple(row for row in found if only.wants(row))
        if each.domain in domains and wanted:
            sheets.append(Sheet(each.domain, wanted))
    label = Label(spoken.tag, campaign.slug)
    return Packed(Parcel(label, campaign.name, campaign.source, spoken, tuple(sheets)), updating.errors)


@dataclass(slots=True)
class FileReport:
    """What became of one file."""

    name: str
    language: Language
    outcomes: list[Outcome]
    remarks: list[str]
    problems: list[str]


@dataclass(slots=True)
class Taking:
    """What came back, joined with the catalogs; nothing is written yet."""

    files: list[FileReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    errors: list[HandbillError] = field(default_factory=list)
    catalogs: dict[tuple[str, str], Catalog] = field(default_factory=dict)
    """The catalogs that change, by tag and domain."""


def take(
    project: Project,
    messages: Mapping[str, Sequence[Message]],
    files: Sequence[Returned],
    *,
    spoken: Language | None = None,
    machine: bool = False,
    force: bool = False,
) -> Taking:
    """Join files with the catalogs, one after the other. `spoken` is the language of those that do not say."""
    taking = Taking()
    before: dict[str, dict[str, Catalog]] = {}
    now: dict[str, dict[str, Catalog]] = {}
    for returned in files:
        try:
            language = _language(project, returned, spoken)
        except ExchangeError as error:
            taking.errors.append(error)
            continue
        if language.tag not in now:
            now[language.tag] = before[language.tag] = _catalogs(project, messages, language, taking.errors)
        merged = merge(now[language.tag], returned, language, machine=machine, force=force)
        now[language.tag] = merged.catalogs
        report = FileReport(
            returned.name, language, merged.outcomes, returned.remarks, [*returned.problems, *merged.problems]
        )
        taking.files.append(report)
    for tag, catalogs in now.items():
        _collect_changes(project, taking, project.campaign.by_tag[tag], before[tag], catalogs)
    return taking


def _language(project: Project, returned: Returned, spoken: Language | None) -> Language:
    campaign, label = project.campaign, returned.label
    if label is None and spoken is None:
        raise ExchangeError(
            "does not say which language it is in: the title of its reference column is gone",
            path=returned.name,
            hint="Say it: handbill import -l TAG FILE",
        )
    if label is not None and label.slug != campaign.slug:
        raise ExchangeError(
            f"belongs to another campaign, “{label.slug}”; this one is “{campaign.slug}”",
            path=returned.name,
            hint="Go to the folder of that campaign, or name it with --campaign DIR. If this one was called so when the"
            f' file went out, keep its short name in {workspace.CAMPAIGN_FILE}: slug = "{label.slug}".',
        )
    language = campaign.by_tag.get(normalize_tag(label.tag)) if label else spoken
    if language is None or language == campaign.source:
        raise ExchangeError(
            f"is in “{label.tag if label else ''}”, which this campaign is not translated into",
            path=returned.name,
            hint=one_of([each.tag for each in campaign.languages]),
        )
    if label is not None and spoken is not None and spoken != language:
        raise ExchangeError(
            f"is in {language.name}, not in {spoken.name}", path=returned.name, hint="Leave out the option -l."
        )
    return language


def _catalogs(
    project: Project, messages: Mapping[str, Sequence[Message]], language: Language, errors: list[HandbillError]
) -> dict[str, Catalog]:
    """Give the catalogs of a language as they are after an update."""
    updating = update_catalogs(project, messages, [language], write=False)
    errors += updating.errors
    return {each.domain: each.update.catalog for each in updating.catalogs}


def _collect_changes(
    project: Project, taking: Taking, spoken: Language, before: Mapping[str, Catalog], now: Mapping[str, Catalog]
) -> None:
    outcomes = [each for report in taking.files if report.language == spoken for each in report.outcomes]
    changed = {domain: changed_keys(outcomes, domain) for domain in now if now[domain] != before[domain]}
    taking.catalogs |= {(spoken.tag, domain): now[domain] for domain in changed}
    # All catalogs of the language are checked: the same text may be translated in two ways.
    taking.findings += [
        each for each in check_language(project, spoken, now) if each.key in changed.get(each.domain, ())
    ]


def put_away(project: Project, taking: Taking) -> list[str]:
    """Write the catalogs that change; give the paths of those whose bytes changed."""
    written = []
    for (tag, domain), catalog in taking.catalogs.items():
        spoken = project.campaign.by_tag[tag]
        if project.write_catalog(spoken, domain, catalog):
            written.append(project.shown(project.catalog_path(spoken, domain)))
    return written
