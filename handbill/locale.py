"""Starting a language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import tomlkit
from tomlkit.items import Array

from handbill import workspace
from handbill.campaign import parse_campaign
from handbill.errors import CampaignError, UsageError
from handbill.languages import normalize_tag
from handbill.project import Project, open_project
from handbill.steps import Updating, extract, update_catalogs


def add_locales(project: Project, tags: Sequence[str], waiting: Callable[[], None]) -> Updating:
    """Add languages to handbill.toml, its layout and comments kept, and write their catalogs.

    A language that is there already is left as it is. An unknown one is wrong
    usage, and nothing is written.
    """
    wanted = list(dict.fromkeys(normalize_tag(tag) for tag in tags))
    new = [tag for tag in wanted if tag not in project.campaign.by_tag]
    path = project.root / workspace.CAMPAIGN_FILE
    text = workspace.read_text(path)
    changed = _with_locales(text, new)
    try:
        parse_campaign(changed, str(path))
    except CampaignError as error:
        raise UsageError(error.message, hint=error.hint) from error
    with project.locked(waiting):
        if new:
            workspace.write(path, changed.encode())
        project = open_project(project.root)
        extraction = extract(project)
        languages = [project.campaign.by_tag[tag] for tag in wanted if tag != project.campaign.source.tag]
        report = update_catalogs(project, extraction.messages, languages)
    report.errors[:0] = extraction.errors
    return report


def _with_locales(text: str, tags: Sequence[str]) -> str:
    if not tags:
        return text
    data = tomlkit.parse(text)
    locales = data["locales"]
    assert isinstance(locales, Array)
    for tag in tags:
        locales.append(tag)
    return tomlkit.dumps(data)
