"""Starting a language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import tomlkit
from tomlkit.items import Array

from handbill import workspace
from handbill.campaign import parse_campaign
from handbill.errors import CampaignError, UsageError
from handbill.languages import tag_of
from handbill.project import Project, open_project
from handbill.steps import Updating, extract, update_catalogs
from handbill.tags import is_tag, normalize_tag

TAG_HINT = "A tag is language, script and region, as far as they are needed: es, zh-Hans, pt-BR."
BYTE_ORDER_MARK = "\ufeff"


def add_locales(project: Project, tags: Sequence[str], waiting: Callable[[], None]) -> Updating:
    """Add languages to handbill.toml, its layout and comments kept, and write their catalogs.

    A language that is there already is left as it is. An unknown one is wrong
    usage, and nothing is written.
    """
    wanted = list(dict.fromkeys(normalize_tag(tag) for tag in tags))
    for tag in wanted:
        if not is_tag(tag):
            known = tag_of(tag)
            raise UsageError(f"“{tag}” is not a language tag", hint=f"Its tag is {known}." if known else TAG_HINT)
    with project.locked(waiting):
        # Read anew: another run may have added a language while this one waited.
        project = open_project(project.root)
        _add(project, [tag for tag in wanted if tag not in project.campaign.by_tag])
        project = open_project(project.root)
        extraction = extract(project)
        languages = [project.campaign.by_tag[tag] for tag in wanted if tag != project.campaign.source.tag]
        report = update_catalogs(project, extraction.messages, languages)
    report.errors[:0] = extraction.errors
    return report


def _add(project: Project, tags: Sequence[str]) -> None:
    path = project.root / workspace.CAMPAIGN_FILE
    # Not read_text(): line ends and a byte order mark are the user's layout too.
    text = workspace.read_bytes(path).decode()
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    changed = _with_locales(text.removeprefix(mark), tags)
    try:
        parse_campaign(changed, str(path))
    except CampaignError as error:
        raise UsageError(error.message, hint=error.hint) from error
    workspace.write(path, (mark + changed).encode())


def _with_locales(text: str, tags: Sequence[str]) -> str:
    data = tomlkit.parse(text)
    locales = data["locales"]
    assert isinstance(locales, Array)
    for tag in tags:
        locales.append(tag)
    return tomlkit.dumps(data)
