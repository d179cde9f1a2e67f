"""``handbill review``"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from handbill.catalogs.review import needing_work, retranslated, with_kept_text_taken, with_note, without_kept_texts
from handbill.cli.case import edited, shown
from handbill.cli.options import (
    campaign_option,
    chosen,
    chosen_domains,
    fail_if,
    locale_option,
    opened,
    print_errors,
    print_findings,
    quiet_option,
)
from handbill.errors import UsageError
from handbill.languages import Language
from handbill.review import Case, Desk, Waiting

ACTIONS = {
    "a": "accept: sign it off",
    "e": "edit the translation in $EDITOR",
    "w": "needs work: back to a translator",
    "n": "leave a note for translators",
    "s": "skip it for now",
    "q": "quit; what was decided stays",
}


@click.command("review")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@campaign_option
@locale_option
@click.option("--by", metavar="NAME", help="Write this name beside each sign-off; without it nobody is named.")
@click.option("--accept-all", is_flag=True, help="Sign off everything that is translated, without a look at each.")
@click.option("--needs-work", "needs_work", is_flag=True, help="Look at what needs work or is untranslated too.")
@quiet_option
def command(
    *,
    documents: tuple[str, ...],
    folder: Path | None,
    locales: tuple[str, ...],
    by: str | None,
    accept_all: bool,
    needs_work: bool,
    quiet: bool,
) -> None:
    """Walk through the translations that nobody has signed off yet, and decide on each.

    Shown are the source, the translation, what changed since it was last
    reviewed, and what the checks found. Each decision is written at once: quit
    whenever you like, and go on later. A sign-off lapses by itself when the
    source or the translation changes, in whatever editor.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=False)
    domains = chosen_domains(project.campaign, documents)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    desk = Desk(project, today, _name(by), needing_work=needs_work)
    if accept_all:
        held = _accept_all(desk, languages, domains, quiet=quiet)
    else:
        held = False
        _walk(desk, desk.waiting(languages, domains))
    print_errors(desk.errors)
    fail_if(bool(desk.errors) or held)


def _name(by: str | None) -> str | None:
    if by is not None and (not by.strip() or not by.isprintable()):
        raise UsageError("--by wants a name", hint='Such as --by "Rosa M.", or leave it out: nobody need be named.')
    return by.strip() if by else None


def _accept_all(desk: Desk, languages: Sequence[Language], domains: Sequence[str], *, quiet: bool) -> bool:
    held: list[Case] = []
    for spoken in languages:
        for domain in domains:
            signed, wrong = desk.accept_all(spoken, domain)
            held += wrong
            if not quiet and (signed or wrong):
                click.echo(f"{domain} in {spoken.name}: {signed} signed off, {len(wrong)} with an error")
    print_findings(finding for case in held for finding in case.errors)
    return bool(held)


def _walk(desk: Desk, waiting: Sequence[Waiting]) -> None:
    signed = decided = 0
    for number, where in enumerate(waiting, start=1):
        action = _one(desk, where, f"{number} of {len(waiting)}")
        if action == "q":
            break
        signed += action == "a"
        decided += action in {"a", "w"}
    left = len(waiting) - decided
    click.echo(f"{signed} signed off; {left} still waiting" if waiting else "nothing waits for a review")


def _one(desk: Desk, where: Waiting, place: str) -> str:
    """Go on about one unit until it is decided; give what was chosen last."""
    case = desk.case(where)
    while case is not None:
        for line in shown(case, place):
            click.echo(line)
        action = _asked(case)
        if action in {"s", "q"}:
            return action
        done = _carried_out(desk, case, action)
        if done and action in {"a", "w"}:
            return action
        case = desk.case(where)
    return "s"


def _asked(case: Case) -> str:
    others = [str(number) for number in range(1, len(case.others) + 1)]
    actions = ACTIONS | ({"d": "drop the other texts"} if others else {})
    while True:
        said = _prompted(f"[{'/'.join([*actions, *others])}], ? for help")
        action = "q" if said is None else said.lower()
        if action in {*actions, *others}:
            return action
        for letter, meaning in actions.items():
            click.echo(f"  {letter}  {meaning}")
        if others:
            click.echo(f"  {others[0]}  take the other text of that number as the translation")


def _prompted(said: str) -> str | None:
    """Ask for a line; nothing where the input has ended."""
    try:
        return str(click.prompt(said, default="", show_default=False)).strip()
    except click.Abort:
        click.echo()
        return None


def _carried_out(desk: Desk, case: Case, action: str) -> bool:
    if action == "a" and (case.errors or not all(case.unit.msgstr)):
        click.echo("It cannot be signed off: readers do not get it as it is. Edit it, or mark it as needing work.")
        return False
    match action:
        case "a":
            new = desk.accept(case)
        case "e":
            wanted = edited(case.unit)
            new = desk.decide(case, lambda unit: retranslated(unit, wanted)) if wanted else case.unit
        case "w":
            new = desk.decide(case, needing_work)
        case "n":
            note = _prompted("note") or ""
            new = desk.decide(case, lambda unit: with_note(unit, note))
        case "d":
            new = desk.decide(case, without_kept_texts)
        case _:
            new = desk.decide(case, lambda unit: with_kept_text_taken(unit, int(action) - 1))
    if new is None:
        click.echo("Somebody has changed it meanwhile; nothing was written. Here it is as it is now.")
    return new is not None
