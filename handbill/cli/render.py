"""``handbill render``"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from handbill import workspace
from handbill.build import Build
from handbill.campaign import COPY_PRODUCT, MARKDOWN_PRODUCT, WEB_PRODUCT
from handbill.cli.build import Meter, print_summary
from handbill.cli.options import (
    campaign_option,
    chosen,
    day,
    fail_if,
    locale_option,
    opened,
    print_errors,
    print_findings,
    quiet_option,
    say_waiting,
    timestamp,
    today_option,
)
from handbill.errors import TemplateError, UsageError
from handbill.keyed import one_of
from handbill.model import Severity
from handbill.render.web import PAGE
from handbill.shelf import read_catalogs
from handbill.steps import collect


@click.command("render")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@campaign_option
@locale_option
@today_option
@quiet_option
def command(
    products: tuple[str, ...], folder: Path | None, locales: tuple[str, ...], today: dt.datetime | None, quiet: bool
) -> None:
    """Make some products in some languages, all where none is named.

    A PRODUCT is a printed one of handbill.toml, such as flyer or letter, or web,
    copy or markdown. Catalogs are read as they are: to take in changed sources first,
    use build.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=True)
    known = [*project.campaign.products, WEB_PRODUCT, COPY_PRODUCT, MARKDOWN_PRODUCT]
    for name in products:
        if name not in known:
            raise UsageError(f"the campaign has no product “{name}”", hint=one_of(known))
    if WEB_PRODUCT in products and f"{project.campaign.templates}/{PAGE}" not in project.templates:
        raise TemplateError(
            "there is no such template, and web needs it",
            path=f"{project.campaign.templates}/{PAGE}",
            hint="handbill init DIR writes a set of templates to take it from.",
        )
    with workspace.lock(project.output, say_waiting), Meter(quiet=quiet).shown() as meter:
        extraction = collect(project)
        shelf = read_catalogs(project, project.campaign.languages)
        build = Build(
            project,
            shelf,
            languages=languages,
            products=products or known,
            timestamp=timestamp(),
            today=day(today),
        )
        report = build.run(meter.advance, meter.total)
    asked = {spoken.tag for spoken in languages}
    damaged = [error for (tag, _), error in shelf.errors.items() if tag in asked]
    errors = list({str(error): error for error in (*extraction.errors, *damaged, *report.errors)}.values())
    findings = [finding for finding in shelf.findings if finding.locale in asked]
    print_errors(errors)
    print_findings(findings)
    if not quiet:
        print_summary(report, project.campaign, str(project.output))
    fail_if(bool(errors) or any(finding.severity is Severity.ERROR for finding in findings))
