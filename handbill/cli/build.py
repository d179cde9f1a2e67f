"""``handbill build``"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click._termui_impl import ProgressBar

from handbill.build import CampaignReport, build_campaign
from handbill.campaign import Campaign
from handbill.cli.options import (
    campaign_option,
    chosen,
    counted,
    day,
    fail_if,
    finding_lines,
    locale_option,
    opened,
    print_errors,
    print_findings,
    quiet_option,
    say_waiting,
    timestamp,
    today_option,
)
from handbill.cli.update import describe, stray_lines
from handbill.output import Report
from handbill.render.preflight import told

NAMED = 20
"""How many removed files are named one by one: when a deadline passes, it is most of them."""


class Meter:
    """Shows how far the work is: a bar on a terminal, plain lines elsewhere."""

    def __init__(self, *, quiet: bool, noun: str = "products") -> None:
        self.quiet = quiet
        self.noun = noun
        self.length = 0
        self.done = 0
        self.bar: ProgressBar[int] | None = None

    def total(self, length: int) -> None:
        """Say how many tasks there are."""
        self.length = length
        if self.quiet:
            return
        if sys.stderr.isatty():
            self.bar = click.progressbar(
                length=length, file=sys.stderr, show_pos=True, item_show_func=lambda _: self.label, width=24
            )
        else:
            noun = self.noun.removesuffix("s") if length == 1 else self.noun
            click.echo(f"{length} {noun} to look at", err=True)

    label = ""

    def advance(self, label: str) -> None:
        """Say that one is done."""
        self.done += 1
        self.label = label
        if self.bar:
            self.bar.update(1)
        elif not self.quiet and (self.done == self.length or self.done % max(25, self.length // 100) == 0):
            click.echo(f"{self.done} of {self.length}", err=True)

    @contextmanager
    def shown(self) -> Iterator[Meter]:
        """Leave a clean line behind; where the work is interrupted, say how far it is, and end."""
        stopped = False
        try:
            yield self
        except KeyboardInterrupt:
            stopped = True
        finally:
            if self.bar:
                self.bar.render_finish()
        if stopped:
            done = f"{self.done} of {self.length} {self.noun} are done" if self.length else "nothing was made yet"
            click.echo(f"Stopped: {done}. The same command goes on from there.", err=True)
            sys.exit(1)


@click.command("build")
@campaign_option
@locale_option
@today_option
@quiet_option
def command(folder: Path | None, locales: tuple[str, ...], today: dt.datetime | None, quiet: bool) -> None:
    """Make everything that is out of date: catalogs, flyers, letters, pages, copy.

    Sources and templates are read, the catalogs brought up to date and checked,
    and everything that depends on what changed is made again. What cannot be
    made is reported; the rest is made all the same.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=True)
    with Meter(quiet=quiet).shown() as meter:
        report = build_campaign(
            project,
            languages,
            timestamp=timestamp(),
            today=day(today),
            advance=meter.advance,
            total=meter.total,
            waiting=say_waiting,
        )
    print_errors(report.errors)
    print_findings(report.findings)
    for line in stray_lines(report.updating):
        click.echo(line, err=True)
    if not quiet:
        _print_catalogs(report)
        print_summary(report.build, project.campaign, str(project.output))
    fail_if(not report.good)


def _print_catalogs(report: CampaignReport) -> None:
    for each in report.updating.catalogs:
        if each.update.changed:
            click.echo(f"{each.path}: {describe(each)}")


def print_summary(report: Report, campaign: Campaign, output: str) -> None:
    """Say what was made, what was held back or goes out labelled, and why."""
    for line in notices(report, campaign, output):
        click.echo(line)
    done = [f"{len(report.made)} made", f"{report.unchanged} up to date"]
    if report.refused:
        done.append(f"{counted(report.refused, 'product')} refused")
    if report.left:
        done.append(f"{counted(report.left, 'product')} not come to")
    click.echo(f"{', '.join(done)} in {output}/")


def notices(report: Report, campaign: Campaign, output: str) -> Iterator[str]:
    """Give what people must know of what was made, a line each."""
    for label, found in (("held back", report.held_back), ("labelled", report.labelled)):
        for notice in found:
            yield f"{label}: {notice.domain} in {campaign.by_tag[notice.locale].name}: {notice.reason}"
    yield from (line for finding in report.findings for line in finding_lines(finding))
    yield from (f"warning: {flaw.line}. {flaw.hint}" for flaw in told(report.flaws))
    yield from (f"removed: {output}/{path}" for path in report.removed[:NAMED])
    if len(report.removed) > NAMED:
        yield f"removed: and {len(report.removed) - NAMED} more"
