"""``handbill review``"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from handbill.catalogs.review import needing_work, retranslated, with_kept_text_taken, with_note, without_kept_texts
from handbill.cli.case import shown
from handbill.cli.editor import Editor
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
from handbill.errors import HandbillError, UsageError
from handbill.languages import Language
from handbill.model import Unit
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
    languages = _reviewable(chosen(project.campaign, locales, with_source=False), named=bool(locales))
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


def _reviewable(languages: Sequence[Language], *, named: bool) -> list[Language]:
    """Leave out the languages that nobody speaks."""
    for each in languages:
        if each.is_pseudo and named:
            click.echo(f"{each.name}: there is nothing to review, it is written anew by each update")
    return [each for each in languages if not each.is_pseudo]


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
    editor = Editor()
    for number, where in enumerate(waiting, start=1):
        action = _one(desk, editor, where, f"{number} of {len(waiting)}")
        if action == "q":
            break
        signed += action == "a"
        decided += action in {"a", "w"}
    left = len(waiting) - decided
    click.echo(f"{signed} signed off; {left} still waiting" if waiting or desk.errors else "nothing waits for a review")


def _one(desk: Desk, editor: Editor, where: Waiting, place: str) -> str:
    """Go on about one unit until it is decided; give what was chosen last."""
    case = desk.case(where)
    while case is not None:
        for line in shown(case, place):
            click.echo(line)
        action = _asked(case)
        if action in {"s", "q"}:
            return action
        done = _carried_out(desk, editor, case, action)
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


def _carried_out(desk: Desk, editor: Editor, case: Case, action: str) -> bool:
    if action == "a" and (case.errors or not all(case.unit.msgstr)):
        click.echo("It cannot be signed off: readers do not get it as it is. Edit it, or mark it as needing work.")
        return False
    match action:
        case "a":
            new = desk.accept(case)
        case "e":
            new = _edited(desk, editor, case)
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
        kept = "what you typed is kept beside it" if action == "e" else "nothing was written"
        click.echo(f"Somebody has changed it meanwhile; {kept}. Here it is as it is now.")
    return new is not None


def _edited(desk: Desk, editor: Editor, case: Case) -> Unit | None:
    """Let the reviewer translate otherwise. What was typed ends in the catalog, or stays in its file and is named."""
    try:
        forms = editor.forms(case)
    except HandbillError as error:
        click.echo(f"error: {error}")
        return case.unit
    if forms is None:
        return case.unit
    try:
        new = desk.decide(case, lambda unit: retranslated(unit, forms))
        kept = new is not None or desk.keep(case, forms)
    except HandbillError:
        click.echo(f"What you typed lies in {editor.draft(case)}", err=True)
        raise
    if kept:
        editor.close(case)
    else:
        click.echo(f"The text is no longer in the catalog. What you typed lies in {editor.draft(case)}")
    return new
