"""``handbill which``"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from handbill.build import present_day
from handbill.campaign import Campaign
from handbill.cli.options import campaign_option, day, fail_if, opened, timestamp, today_option
from handbill.errors import UsageError
from handbill.localize import SOURCE_STATE
from handbill.which import LENGTH, Answer, Verdict, readings, which


@click.command("which")
@click.argument("words", nargs=-1, required=True, metavar="CODE")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="What to give.")
@campaign_option
@today_option
def command(words: tuple[str, ...], shape: str, folder: Path | None, today: dt.datetime | None) -> None:
    """Tell what a printed sheet is, by the code at its foot, and whether it is out of date and why.

    Capitals or not is all the same, and so is O for Q or I for L: codes have no
    signs that look alike. Exit status 0: the same sheet would be made now; 1: it is
    out of date, or nobody knows it.
    """
    project = opened(folder)
    code = " ".join(words)
    if not readings(code):
        raise UsageError(
            f"“{code}” is no version code",
            hint=f"It has {LENGTH} letters and digits and stands at the foot of a sheet.",
        )
    looked_at = day(today) or project.campaign.today or present_day()
    answer = which(project, code, timestamp=timestamp(), day=looked_at.isoformat())
    if shape == "json":
        click.echo(json.dumps(_data(answer), ensure_ascii=False, indent=2))
    else:
        for line in _lines(answer, project.campaign):
            click.echo(line)
    fail_if(not answer.current)


def _data(answer: Answer) -> dict[str, object]:
    sheets = []
    for verdict in answer.verdicts:
        entry = asdict(verdict.entry)
        if not verdict.registered:
            entry["released"] = None
        sheets.append({**entry, "current": verdict.current, "reasons": list(verdict.reasons)})
    return {"version": 1, "code": answer.code, "sheets": sheets, "near": answer.near}


def _lines(answer: Answer, campaign: Campaign) -> Iterator[str]:
    if not answer.verdicts:
        yield f"{answer.code}: neither the register {campaign.register} nor the campaign as it is now has such a sheet."
        if answer.near:
            yield f"Nearly the same: {', '.join(answer.near)}"
    for alike in _alike(answer.verdicts):
        yield from _told(alike, campaign)


def _alike(verdicts: Sequence[Verdict]) -> Iterable[Sequence[Verdict]]:
    """Put together what differs in its profile alone: a sheet has one code for all of them."""
    found: dict[tuple[object, ...], list[Verdict]] = {}
    for each in verdicts:
        entry = each.entry
        standing = (entry.state, entry.coverage, entry.origin, entry.own, sorted(entry.facts.items()))
        key = (entry.code, entry.product, entry.locale, entry.released, str(standing), each.registered, each.reasons)
        found.setdefault(key, []).append(each)
    return found.values()


def _told(alike: Sequence[Verdict], campaign: Campaign) -> Iterator[str]:
    verdict = alike[0]
    entry = verdict.entry
    spoken = campaign.by_tag.get(entry.locale)
    name = f"{spoken.name} ({entry.locale})" if spoken else entry.locale
    profiles = list(dict.fromkeys(each.entry.profile for each in alike))
    purpose = f", for {', '.join(profiles)}" if len(profiles) > 1 else ""
    released = f"released on {entry.released}" if verdict.registered else "not in the register on this machine"
    yield f"{entry.code}: {entry.product} in {name}{purpose}, {released}"
    if entry.state != SOURCE_STATE:
        by = f", written by: {entry.origin}" if entry.origin else ""
        yield f"  then {entry.state}, {entry.coverage:.0%} of its texts in its language{by}"
    for fact in entry.own:
        yield f"  its own {fact}: {entry.facts.get(fact, '')}"
    yield "  current: the same sheet would be made now" if verdict.current else "  out of date:"
    yield from (f"  - {reason}" for reason in verdict.reasons)
