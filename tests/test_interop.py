"""Beside other tools: they read what we write, and what they write is read back without loss."""

from __future__ import annotations

import gettext
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handbill.catalogs.mo import compile_catalog
from handbill.catalogs.po import parse, serialize
from handbill.content.templates import TYPST_SUFFIX
from handbill.interop import extract_markdown, extract_typst
from handbill.model import Catalog, Key, Message, Previous, State, Unit
from handbill.project import Project, open_project

SOME = "[aez]*"
"""For tools that are slow to start: Arabic with its six plural forms, Spanish, Chinese."""

TOOLS = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
"""Where tools are looked for: beside this Python first."""


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool, path=TOOLS) is None, reason=f"{tool} is not installed")


def call(tool: str, *arguments: object, folder: Path) -> bytes:
    found = shutil.which(tool, path=TOOLS)
    assert found
    command = [found, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def mapping(project: Project) -> str:
    """Give the mapping file of a campaign, as docs/catalogs.md shows it."""
    sections = [
        f"[handbill_markdown: {document.source}]\nfields = {', '.join(document.fields)}\ndomain = {domain}"
        for domain, document in project.campaign.documents.items()
    ]
    jinja = "[jinja2: templates/*.html]\ntrimmed = true\nnewstyle_gettext = true\nsilent = false"
    return "\n\n".join([*sections, "[handbill_typst: templates/*.typ]", jinja]) + "\n"


def plural_key(message: Message) -> tuple[Key, str | None]:
    return message.key, message.plural


def test_pybabel_extracts_from_a_campaign_the_messages_that_handbill_does(campaign: Path) -> None:
    project = open_project(campaign)
    (campaign / "babel.cfg").write_text(mapping(project))
    call("pybabel", "-q", "extract", "-F", "babel.cfg", "-o", "all.pot", ".", folder=campaign)
    theirs = parse((campaign / "all.pot").read_bytes(), "all.pot").units
    ours = [message for domain in project.campaign.documents for message in project.messages(domain)]
    ours += [message for path in project.templates for message in project.template_messages(path)]
    assert {plural_key(unit.message) for unit in theirs} == {plural_key(message) for message in ours}
    # The notes on fields stand in handbill.toml, which Babel does not read.
    prose = [message for message in project.messages("petition") if message.context is None]
    # Babel wraps comments.
    comments = {unit.key: " ".join(unit.message.comments) for unit in theirs}
    assert all(comment in comments[message.key] for message in prose for comment in message.comments)


SOURCE = b"\xef\xbb\xbf---\r\ntitle: Now\r\nslug: now\r\n---\r\n\r\nOne\r\ntwo *three*\r\n"
PROSE = (6, None, "One two *three*", ["paragraph"])
TITLE = (2, "pgettext", ("leaflet:title", "Now"), ["front matter › title"])


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, [PROSE]),
        ({"fields": "title, headline"}, [TITLE, PROSE]),
        ({"fields": ["title"]}, [TITLE, PROSE]),
        ({"fields": "title", "domain": "faq"}, [(2, "pgettext", ("faq:title", "Now"), TITLE[3]), PROSE]),
    ],
)
def test_the_fields_of_the_front_matter_are_those_that_the_mapping_lists(
    options: dict[str, object], found: list[object]
) -> None:
    source = io.BytesIO(SOURCE)
    source.name = "source/leaflet.md"
    assert list(extract_markdown(source, ["pgettext"], [], options)) == found


def test_strings_of_typst_come_with_their_context_and_comment() -> None:
    source = io.BytesIO(b'// translators: on the foot\n#tr("Sign by")\n#tr("Date", scope: "letter")\n')
    source.name = f"flyer{TYPST_SUFFIX}"
    assert list(extract_typst(source, ["pgettext"], [], {})) == [
        (2, None, "Sign by", ["on the foot"]),
        (3, "pgettext", ("letter", "Date"), []),
    ]


def catalogs(folder: Path, locales: str = "*") -> Iterator[tuple[Path, Catalog]]:
    for path in sorted(folder.glob(f"locales/{locales}/LC_MESSAGES/*.po")):
        yield path, parse(path.read_bytes(), path.name)


def busy(catalog: Catalog) -> Catalog:
    """Give a catalog in the midst of work: something fuzzy, something obsolete, comments and flags of others."""
    first, second, third, *others = catalog.units
    fuzzy = replace(first, fuzzy=True, previous=Previous("Before", first.message.context))
    noted = replace(second, comments=("Rosa: is this right?", *second.comments))
    gone = Unit(Message("Gone", "then"), ("Ido",), comments=("kept for later",), obsolete=True)
    return replace(catalog, units=(fuzzy, noted, third, *others, gone))


@pytest.fixture
def busy_campaign(campaign: Path) -> Path:
    """The campaign of this repository with translators at work on every catalog."""
    for path, catalog in catalogs(campaign):
        path.write_bytes(serialize(busy(catalog)))
    return campaign


def work(unit: Unit) -> tuple[object, ...]:
    """Give what somebody wrote in a unit, and what it is about."""
    return unit.key, unit.message.plural, unit.msgstr, unit.comments, unit.fuzzy, unit.obsolete, unit.previous


FILTERS: dict[str, Callable[[Unit], bool]] = {
    "": lambda unit: True,
    "--translated": lambda unit: unit.state is not State.UNTRANSLATED,
    "--untranslated": lambda unit: unit.state is State.UNTRANSLATED,
    "--only-fuzzy": lambda unit: unit.state is State.FUZZY,
    "--no-obsolete": lambda unit: not unit.obsolete,
    "--only-obsolete": lambda unit: unit.obsolete,
}


@needs("msgattrib")
@pytest.mark.parametrize("option", FILTERS)
def test_what_msgattrib_picks_out_is_read_as_it_was_written(busy_campaign: Path, option: str) -> None:
    for path, catalog in catalogs(busy_campaign):
        written = call("msgattrib", *option.split(), path, folder=busy_campaign)
        expected = [work(unit) for unit in catalog.units if FILTERS[option](unit)]
        # Where nothing is picked out, nothing is written, not even a header.
        found = parse(written, path.name).units if written else ()
        assert [work(unit) for unit in found] == expected


@needs("msgmerge")
def test_what_msgmerge_updates_is_read_as_it_was_written(busy_campaign: Path) -> None:
    for path, catalog in catalogs(busy_campaign):
        template = busy_campaign / "locales" / f"{path.stem}.pot"
        written = call("msgmerge", "-q", "--previous", path, template, folder=busy_campaign)
        assert [work(unit) for unit in parse(written, path.name).units] == [work(unit) for unit in catalog.units]


@needs("msgmerge")
def test_what_msgmerge_guessed_is_read_with_what_it_was_guessed_from(busy_campaign: Path) -> None:
    path = busy_campaign / "locales" / "es" / "LC_MESSAGES" / "petition.po"
    template = busy_campaign / "locales" / "petition.pot"
    old = "An arrest should not mean deportation"
    template.write_text(template.read_text().replace(old, f"{old} at all"))
    known = {unit.message.msgid: unit for unit in parse(path.read_bytes(), path.name).units}
    written = call("msgmerge", "-q", "--previous", path, template, folder=busy_campaign)
    guessed = {unit.message.msgid: unit for unit in parse(written, path.name).units}[f"{old} at all"]
    assert (guessed.msgstr, guessed.fuzzy) == (known[old].msgstr, True)
    assert guessed.previous == Previous(old, known[old].message.context)


def test_what_pybabel_updates_is_read_with_every_translation_and_comment(busy_campaign: Path) -> None:
    for path, catalog in catalogs(busy_campaign, SOME):
        template = busy_campaign / "locales" / f"{path.stem}.pot"
        locale = path.parent.parent.name
        arguments = ("-i", template, "-o", path, "-l", locale, "--ignore-pot-creation-date", "-w", 10_000)
        call("pybabel", "-q", "update", *arguments, folder=busy_campaign)
        kept = {work(as_by_babel(unit)) for unit in catalog.units}
        assert {work(unit) for unit in parse(path.read_bytes(), path.name).units} == kept


def as_by_babel(unit: Unit) -> Unit:
    """Give a unit as Babel reads it: previous msgids are comments of the translator."""
    if unit.previous is None:
        return unit
    context = [f'| msgctxt "{unit.previous.context}"'] if unit.previous.context else []
    before = (*unit.comments, *context, f'| msgid "{unit.previous.msgid}"')
    return replace(unit, comments=before, previous=None)


def test_what_pybabel_compiles_says_the_same_as_what_we_compile(busy_campaign: Path) -> None:
    for path, catalog in catalogs(busy_campaign, SOME):
        compiled = path.with_suffix(".mo")
        call(
            "pybabel", "-q", "compile", "-i", path, "-o", compiled, "-l", path.parent.parent.name, folder=busy_campaign
        )
        theirs = gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
        ours = gettext.GNUTranslations(io.BytesIO(compile_catalog(catalog)))
        for unit in catalog.by_key.values():
            context, msgid = unit.key
            for count in (0, 1, 2, 3, 11, 100):
                asked = (context or "", msgid, unit.message.plural or msgid, count)
                assert theirs.npgettext(*asked) == ours.npgettext(*asked)


@needs("pofilter")
def test_what_pofilter_complains_of_is_read_with_its_complaint(busy_campaign: Path) -> None:
    complaints = 0
    for path, catalog in catalogs(busy_campaign, SOME):
        checked = path.with_suffix(".checked")
        call("pofilter", "--progress=none", path, checked, folder=busy_campaign)
        known = {unit.key: unit for unit in catalog.units}
        # Where there is nothing to complain of, nothing is written.
        for unit in parse(checked.read_bytes(), path.name).units if checked.exists() else ():
            old = known[unit.key]
            assert set(old.comments) < set(unit.comments)
            assert work(replace(unit, comments=old.comments)) == work(old)
            complaints += 1
    assert complaints
