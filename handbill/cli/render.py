"""``handbill render``"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from handbill.campaign import COPY_PRODUCT, MARKDOWN_PRODUCT, WEB_PRODUCT
from handbill.cli.build import Meter, print_summary
from handbill.cli.options import (
    campaign_option,
    chosen,
    chosen_profile,
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
from handbill.products import Profile
from handbill.project import Project
from handbill.render.web import PAGE
from handbill.workshop import Order, Workshop


@click.command("render")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@campaign_option
@locale_option
@click.option("--profile", "profiles", multiple=True, metavar="NAME", help="Only this profile; may be repeated.")
@today_option
@quiet_option
def command(
    *,
    products: tuple[str, ...],
    folder: Path | None,
    locales: tuple[str, ...],
    profiles: tuple[str, ...],
    today: dt.datetime | None,
    quiet: bool,
) -> None:
    """Make some products in some languages, all where none is named.

    A PRODUCT is a printed one of handbill.toml, such as flyer or letter, or web,
    copy or markdown. Catalogs are read as they are: to take in changed sources first,
    use build. With a profile (office, shop, office-bw, shop-bw) printed products alone
    are made, for that.
    """
    project = opened(folder)
    languages = chosen(project.campaign, locales, with_source=True)
    wanted = [chosen_profile(name) for name in profiles]
    order = Order(languages, _products(project, products, wanted), wanted or tuple(Profile), timestamp(), day(today))
    with Meter(quiet=quiet).shown() as meter:
        made = Workshop(project).render(order, advance=meter.advance, total=meter.total, waiting=say_waiting)
    print_errors(made.errors)
    print_findings(made.findings)
    if not quiet:
        print_summary(made.report, project.campaign, str(project.output))
    fail_if(not made.good)


def _products(project: Project, named: Sequence[str], profiles: Sequence[Profile]) -> Sequence[str]:
    """Give the products that were asked for; one that there is not, or not in a profile, is wrong usage."""
    known = [*project.campaign.products, WEB_PRODUCT, COPY_PRODUCT, MARKDOWN_PRODUCT]
    for name in named:
        if name not in known:
            raise UsageError(f"the campaign has no product “{name}”", hint=one_of(known))
    if WEB_PRODUCT in named and f"{project.campaign.templates}/{PAGE}" not in project.template_files.templates:
        raise TemplateError(
            "there is no such template, and web needs it",
            path=f"{project.campaign.templates}/{PAGE}",
            hint="handbill init DIR writes a set of templates to take it from.",
        )
    return _with_profiles(project, named, profiles) if profiles else named or known


def _with_profiles(project: Project, named: Sequence[str], profiles: Sequence[Profile]) -> Sequence[str]:
    printed = project.campaign.products
    for name in named:
        has = printed[name].profiles if name in printed else ()
        for profile in profiles:
            if profile not in has:
                hint = one_of([each.value for each in has]) if has else "Only printed products have any."
                raise UsageError(f"the product “{name}” has no profile “{profile.value}”", hint=hint)
    found = named or [each.name for each in printed.values() if not set(each.profiles).isdisjoint(profiles)]
    if not found:
        there = list(dict.fromkeys(profile.value for each in printed.values() for profile in each.profiles))
        said = " or ".join(f"“{profile.value}”" for profile in profiles)
        raise UsageError(f"no product of the campaign has the profile {said}", hint=one_of(there))
    return found
