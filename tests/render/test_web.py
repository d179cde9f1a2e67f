"""Web: what a reader, a search engine and a screen reader find in the built pages."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbill.build import Build
from handbill.catalogs.po import parse, serialize
from handbill.errors import TemplateError
from handbill.facts import format_fact
from handbill.languages import Language
from handbill.localize import Lexicon
from handbill.model import Catalog, Message, Unit, shows
from handbill.output import Report
from handbill.placeholders import placeholders
from handbill.project import open_project
from handbill.render.web import Site, plural_index
from handbill.shelf import read_catalogs
from tests.conftest import REPOSITORY, copied

COMPLETE = ("es", "zh-Hans", "vi", "km", "ar", "ht")
DOCUMENTS = ("petition", "letter", "faq")
SITE = "https://example.org/protect-philly"
VOID = {"meta", "link", "br", "img", "hr"}


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str]
    lang: str
    """Its language, or that of what it stands in."""
    dir: str
    text: str = ""
    """All text in it."""


@dataclass
class Page(HTMLParser):
    """A page as a browser reads it."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        around = self.open[-1] if self.open else Element("", {}, "", "")
        element = Element(tag, attributes, attributes.get("lang", around.lang), attributes.get("dir", around.dir))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        if not any(each.attributes.get("class") == "footnote-ref" for each in self.open):
            for each in self.open:
                each.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            each
            for each in self.elements
            if each.tag == tag and all(each.attributes.get(name) == value for name, value in attributes.items())
        ]

    def with_text(self, text: str) -> Element:
        """Give the innermost element that has a text."""
        return [each for each in self.elements if text in squeezed(each.text)][-1]

    @property
    def text(self) -> str:
        return squeezed(self.elements[0].text)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def page_of(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    assert not page.open
    return page


def rendered(folder: Path, *tags: str) -> Report:
    """Make the pages of some languages, of all where none is named."""
    project = open_project(folder)
    shelf = read_catalogs(project, project.campaign.languages)
    languages = [each for tag, each in project.campaign.by_tag.items() if tag in tags or not tags]
    build = Build(project, shelf, languages=languages, products=["web"])
    return build.run(lambda _: None, lambda _: None)


def translated(folder: Path, tag: str, domain: str, changed: dict[str, str]) -> None:
    """Write other translations of some msgids into a catalog."""
    path = folder / "locales" / tag.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
    catalog = parse(path.read_bytes(), str(path))
    assert set(changed) <= {unit.message.msgid for unit in catalog.units}

    def with_change(unit: Unit) -> Unit:
        text = changed.get(unit.message.msgid)
        return unit if text is None else replace(unit, msgstr=(text,) * len(unit.msgstr), fuzzy=False)

    path.write_bytes(serialize(replace(catalog, units=tuple(map(with_change, catalog.units)))))


def without_last(folder: Path, tag: str, domain: str, count: int) -> None:
    """Take away the last translations of a catalog."""
    path = folder / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"
    catalog = parse(path.read_bytes(), str(path))
    kept = len(catalog.units) - count
    units = tuple(
        unit if number < kept else replace(unit, msgstr=("",) * len(unit.msgstr))
        for number, unit in enumerate(catalog.units)
    )
    path.write_bytes(serialize(replace(catalog, units=units)))


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign of this repository, its pages made."""
    folder = copied(tmp_path_factory.mktemp("web") / "campaign")
    report = rendered(folder)
    assert report.errors == []
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    """The folder of the pages."""
    return folder / "build/web"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Every page by its path in the site."""
    return {path.relative_to(site).as_posix(): page_of(path) for path in sorted(site.rglob("*.html"))}


def test_every_released_document_has_a_page_and_the_site_a_chooser(pages: dict[str, Page]) -> None:
    tags = ("en", *COMPLETE)
    wanted = {f"{tag}/{domain}/index.html" for tag in tags for domain in DOCUMENTS}
    # The Russian questions and answers are not far enough to be released.
    assert set(pages) == wanted | {"index.html", "ru/petition/index.html", "ru/letter/index.html"}


def test_every_page_says_its_language_and_direction(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        tag = path.split("/")[0] if "/" in path else "en"
        root = page.elements[0]
        assert (root.tag, root.lang, root.dir) == ("html", tag, "rtl" if tag == "ar" else "ltr")


def test_alternates_name_every_language_of_the_document_and_the_chooser(pages: dict[str, Page]) -> None:
    found = {
        each.attributes["hreflang"]: each.attributes["href"]
        for each in pages["km/faq/index.html"].all("link", rel="alternate")
    }
    assert found == {tag: f"{SITE}/{tag}/faq/" for tag in ("en", *COMPLETE)} | {"x-default": f"{SITE}/"}


def test_every_page_is_its_own_canonical_address(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        (canonical,) = page.all("link", rel="canonical")
        assert canonical.attributes["href"] == f"{SITE}/{path.removesuffix('index.html')}"


@pytest.mark.parametrize("path", ["ar/petition/index.html", "en/letter/index.html"])
def test_the_switcher_names_each_language_in_itself(pages: dict[str, Page], path: str) -> None:
    names = {
        each.text: (each.lang, each.dir)
        for each in pages[path].elements
        if each.tag in {"a", "span"}
        and ("hreflang" in each.attributes or each.attributes.get("aria-current") == "true")
    }
    assert names == {
        "English": ("en", "ltr"), "Español": ("es", "ltr"), "简体中文": ("zh-Hans", "ltr"), "Tiếng Việt": ("vi", "ltr"),
        "ភាសាខ្មែរ": ("km", "ltr"), "العربية": ("ar", "rtl"), "Kreyòl ayisyen": ("ht", "ltr"), "Русский": ("ru", "ltr"),
    }  # fmt: skip


def test_the_chooser_leads_to_every_language_in_its_own_words(pages: dict[str, Page]) -> None:
    links = pages["index.html"].all("a")
    assert [link.lang for link in links] == ["en", "es", "zh-Hans", "vi", "km", "ar", "ht", "ru"]
    arabic = links[5]
    assert (arabic.attributes["href"], arabic.dir) == ("ar/petition/index.html", "rtl")
    assert arabic.text == "العربية أنهوا اتفاقية PARS"


def test_no_page_needs_or_has_a_script(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.all("script") == []
        assert not [name for each in page.elements for name in each.attributes if name.startswith("on")]


def test_no_page_asks_another_host_for_anything(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert not [each for each in page.elements if "src" in each.attributes]
        assert {each.attributes["rel"] for each in page.all("link")} == {"canonical", "alternate"}


def test_no_page_is_larger_than_100_kilobytes(site: Path) -> None:
    assert [path for path in site.rglob("*.html") if path.stat().st_size > 100_000] == []


def test_every_link_within_the_site_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    followed = 0
    for path, page in pages.items():
        for link in page.all("a"):
            href = link.attributes["href"]
            if re.match(r"https?:|tel:|mailto:", href):
                continue
            target, _, fragment = href.partition("#")
            found = ((site / path).parent / target).resolve() if target else (site / path).resolve()
            name = found.relative_to(site.resolve()).as_posix()
            assert name in pages, f"{path}: {href}"
            assert not fragment or [each for each in pages[name].elements if each.attributes.get("id") == fragment]
            followed += 1
    assert followed > 200


def test_no_id_stands_twice_on_a_page(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
        assert len(ids) == len(set(ids)), path


def test_every_page_has_one_heading_of_the_first_level(pages: dict[str, Page]) -> None:
    assert {path: len(page.all("h1")) for path, page in pages.items()} == dict.fromkeys(pages, 1)


@pytest.mark.parametrize("domain", DOCUMENTS)
def test_ids_of_headings_are_the_same_in_every_language(pages: dict[str, Page], domain: str) -> None:
    def ids(page: Page) -> list[str]:
        return [
            each.attributes["id"]
            for each in page.elements
            if re.fullmatch("h[1-6]", each.tag) and "id" in each.attributes
        ]

    same = [ids(page) for path, page in pages.items() if path.split("/")[1:2] == [domain]]
    assert len(same) >= 7
    assert all(each == same[0] for each in same)


def shown(msgstr: str, folder: Path, spoken: Language) -> str:
    """Give a translation as a reader sees it, without markup and with the facts filled in."""
    facts = open_project(folder).campaign.facts
    for found in reversed(placeholders(msgstr)):
        text = format_fact(facts[found[1]], spoken, found[2]).text
        msgstr = msgstr[: found.start()] + text + msgstr[found.end() :]
    return squeezed(re.sub(r"\*\*|\[\^\w+\]|\]\([^)]*\)|\[|\\(?=\n)", "", msgstr))


@pytest.mark.parametrize("tag", COMPLETE)
@pytest.mark.parametrize("domain", DOCUMENTS)
def test_every_translation_of_a_complete_language_is_on_its_page(
    folder: Path, pages: dict[str, Page], tag: str, domain: str
) -> None:
    project = open_project(folder)
    spoken = project.campaign.by_tag[tag]
    catalog = project.catalog(spoken, domain)
    assert catalog is not None
    text = pages[f"{tag}/{domain}/index.html"].text
    description = " ".join(
        each.attributes.get("content", "") for each in pages[f"{tag}/{domain}/index.html"].all("meta")
    )
    texts = [shown(unit.msgstr[0], folder, spoken) for unit in catalog.by_key.values()]
    assert [each for each in texts if each not in text and each not in description] == []


def test_phone_and_address_are_isolated_and_can_be_called(pages: dict[str, Page]) -> None:
    page = pages["ar/petition/index.html"]
    (phone,) = page.all("a", href="tel:+1-215-555-0142")
    (mail,) = page.all("a", href="mailto:hello@example.org")
    isolated = {each.text: each.dir for each in page.all("bdi")}
    assert isolated[phone.text] == isolated[mail.text] == "ltr"


def test_dates_are_written_for_people_and_for_machines(pages: dict[str, Page]) -> None:
    time = pages["es/petition/index.html"].all("time")[0]
    assert (time.text, time.attributes["datetime"]) == ("31 de agosto de 2011", "2011-08-31")


# Notices


def test_a_page_that_nobody_reviewed_says_so_in_its_language(pages: dict[str, Page]) -> None:
    notice = pages["es/petition/index.html"].all("div", role="note")[0]
    assert "todavía" in notice.text or "aún" in notice.text
    assert pages["en/petition/index.html"].all("div", role="note") == []


@pytest.mark.parametrize(
    ("tag", "count", "notice"),
    [
        ("ar", 1, "مقطع واحد في هذه الصفحة لم يُترجم بعد ويظهر بلغة أخرى."),
        ("ar", 2, "مقطعان في هذه الصفحة لم يُترجما بعد ويظهران بلغة أخرى."),
        ("ar", 3, "3 مقاطع في هذه الصفحة لم تُترجم بعد وتظهر بلغة أخرى."),
        ("ar", 11, "11 مقطعًا في هذه الصفحة لم تُترجم بعد وتظهر بلغة أخرى."),
        ("vi", 1, "1 "),
    ],
)
def test_a_partly_translated_page_counts_what_is_missing(tmp_path: Path, tag: str, count: int, notice: str) -> None:
    folder = copied(tmp_path / "campaign")
    without_last(folder, tag, "petition", count)
    rendered(folder, tag)
    texts = [squeezed(each.text) for each in page_of(folder / f"build/web/{tag}/petition/index.html").all("p")]
    assert [text for text in texts if text.startswith(notice)]


def test_russian_counts_with_its_own_forms(folder: Path, pages: dict[str, Page]) -> None:
    catalog = open_project(folder).catalog(open_project(folder).campaign.by_tag["ru"], "interface")
    assert catalog is not None
    forms = next(unit.msgstr for unit in catalog.by_key.values() if unit.message.plural)
    assert len(set(forms)) == 3
    # Nine texts of the petition and eight of the letter are not in Russian.
    assert forms[2] % {"num": 9} in pages["ru/petition/index.html"].text
    assert forms[2] % {"num": 8} in pages["ru/letter/index.html"].text


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("ru", {1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1, 112: 2}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5}),
        ("es", {0: 1, 1: 0, 2: 1}),
        ("km", {0: 0, 1: 0, 2: 0}),
    ],
)
def test_the_plural_form_follows_the_catalog(folder: Path, tag: str, forms: dict[int, int]) -> None:
    project = open_project(folder)
    spoken = project.campaign.by_tag[tag]
    rule = plural_index(read_catalogs(project, [spoken]).lexicon(project, spoken), spoken)
    assert {count: rule(count) for count in forms} == forms


@pytest.mark.parametrize("said", ["", "nplurals=2; plural=(n != 1", "nplurals=2; plural=n+;", "nonsense"])
def test_a_plural_rule_that_cannot_be_read_gives_way_to_the_language_s_own(folder: Path, said: str) -> None:
    spoken = open_project(folder).campaign.by_tag["es"]
    catalog = Catalog(Unit(Message(""), ("",))).with_field("Plural-Forms", said)
    lexicon = Lexicon(spoken, (spoken,), {("es", "interface"): catalog}, frozenset())
    assert [plural_index(lexicon, spoken)(count) for count in (0, 1, 2)] == [1, 0, 1]


# Fallback


def test_what_is_not_translated_stands_there_marked_with_its_own_language(tmp_path: Path) -> None:
    folder = copied(tmp_path / "campaign")
    paragraph = "Everyone’s safety suffers, not only the safety of immigrants."
    changed = dict.fromkeys(
        ("End the PARS agreement", paragraph, "a traffic violation,", "An arrest should not mean deportation"), ""
    )
    translated(folder, "ar", "petition", changed)
    translated(folder, "ar", "interface", {"At a glance": ""})
    rendered(folder, "ar")
    page = page_of(folder / "build/web/ar/petition/index.html")
    for text in (*changed, "At a glance"):
        found = page.with_text(text)
        assert (found.lang, found.dir) == ("en", "ltr"), text
    assert (page.with_text("فيلادلفيا تستطيع أن تختار").lang) == "ar"
    for path in ("ar/letter/index.html", "index.html"):
        links = [
            each for each in page_of(folder / "build/web" / path).elements if each.text == "End the PARS agreement"
        ]
        assert [(each.lang, each.dir) for each in links if each.tag == "span"] in ([("en", "ltr")], [])
        assert links


# Words are data


MARKUP = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "&lt;b&gt; & 'quotes'"]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_a_translation_is_shown_as_the_text_that_it_is(tmp_path: Path, markup: str) -> None:
    folder = copied(tmp_path / "campaign")
    # Checks find some of it; where a campaign switches them off, it is text all the same.
    campaign = folder / "handbill.toml"
    campaign.write_text(f'{campaign.read_text("utf-8")}\n[checks]\noff = ["markup", "placeholders"]\n', "utf-8")
    words = ("End the PARS agreement", "Sign the petition and share it", "What PARS is", "a traffic violation,")
    # Markdown reads character references in texts; what a reader sees is what they stand for.
    text = markup.replace("&lt;b&gt;", "‹b›")
    translated(folder, "es", "petition", dict.fromkeys(words, f"Hola {text}"))
    translated(folder, "es", "interface", {"At a glance": f"Hola {markup}", "Languages": f"Hola {markup}"})
    rendered(folder, "es")
    page = page_of(folder / "build/web/es/petition/index.html")
    assert page.all("script") == page.all("img") == []
    assert f"Hola {markup}" in page.all("h2", id="page_points")[0].text
    assert f"Hola {text}" in page.all("h2", id="what-pars-is")[0].text
    assert f"Hola {text}" in page.all("p", **{"class": "action"})[0].text


@pytest.mark.parametrize("percent", ["100% gratis", "50 %(gratis", "%", "5%s 6%d"])
def test_a_percent_sign_in_a_template_string_is_a_percent_sign(tmp_path: Path, percent: str) -> None:
    folder = copied(tmp_path / "campaign")
    translated(folder, "es", "interface", {"At a glance": percent})
    rendered(folder, "es")
    assert page_of(folder / "build/web/es/petition/index.html").all("h2", id="page_points")[0].text == percent


@pytest.mark.parametrize(
    "source", ['{{ _("100% sure") }}', "{% trans %}100% sure{% endtrans %}", '{{ ngettext("100% sure", "x", 1) }}']
)
def test_a_percent_sign_in_a_template_is_a_percent_sign(tmp_path: Path, source: str) -> None:
    folder = copied(tmp_path / "campaign")
    edited(folder / "templates/page.html", "<footer>", f"<footer>{source}")
    report = rendered(folder, "en")
    assert report.errors == []
    assert page_of(folder / "build/web/en/petition/index.html").all("footer")[0].text.startswith("100% sure")


def test_a_percent_sign_beside_a_placeholder_breaks_no_page(tmp_path: Path) -> None:
    folder = copied(tmp_path / "campaign")
    without_last(folder, "es", "petition", 2)
    counted = "%(num)s passage on this page is not translated yet and appears in another language."
    translated(folder, "es", "interface", {counted: "100% de %(num)s"})
    report = rendered(folder, "es")
    assert report.errors == []
    assert "100% de 2" in page_of(folder / "build/web/es/petition/index.html").text


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).filter(shows))
def test_any_text_of_a_template_reaches_the_page_unharmed(text: str) -> None:
    project = open_project(REPOSITORY)
    spoken = project.campaign.by_tag["es"]
    message = Message("x")
    catalog = Catalog(Unit(Message("")), (Unit(message, (text,)),))
    lexicon = Lexicon(spoken, (spoken, project.campaign.source), {("es", "interface"): catalog}, frozenset())
    site = Site(project.campaign, {"page.html": "<p>{{ _('x') }}</p>"}, {"es": lexicon}, {message.key: message}, {})
    page = Page()
    page.feed(site._render("page.html", spoken).decode())
    page.close()
    assert [each.tag for each in page.elements] == ["p"]
    assert page.elements[0].text == re.sub("%%", "%", text)


# Templates


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("<!doctype html>", "\n{{ page.nosuch }}", 2, "no attribute 'nosuch'"),
        ("<!doctype html>", "\n\n{{ nosuch }}", 3, "'nosuch' is undefined"),
        ("<!doctype html>", "\n{{ 1 / 0 }}", 2, "division by zero"),
        ("<!doctype html>", "\n{{ page.title|nosuch }}", 2, "nosuch"),
        ("<!doctype html>", "\n{{ page.title + 1 }}", 2, "str"),
        ("<!doctype html>", '\n{{ "".__class__.mro() }}', 2, "unsafe"),
        ("<!doctype html>", '\n\n{% include "nosuch.html" %}', 3, "there is no template nosuch.html"),
        ("<!doctype html>", "\n\n{% if %}", 3, "Expected an expression"),
        ("<!doctype html>", '\n{% include "part.html" %}', 4, "'nosuch' is undefined"),
    ],
)
def test_what_is_wrong_with_a_template_names_its_path_and_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    folder = copied(tmp_path / "campaign")
    (folder / "templates/part.html").write_text("\n\n\n{{ nosuch }}")
    edited(folder / "templates/page.html", old, new)
    (folder / "templates/index.html").unlink()
    errors = rendered(folder, "en").errors
    assert len(errors) == 1
    assert isinstance(errors[0], TemplateError)
    assert errors[0].path == ("templates/part.html" if "part.html" in new else "templates/page.html")
    assert errors[0].line == line
    assert message in errors[0].message


def test_a_campaign_without_page_templates_has_no_pages(tmp_path: Path) -> None:
    folder = copied(tmp_path / "campaign")
    for path in (folder / "templates").glob("*.html"):
        path.unlink()
    report = rendered(folder)
    assert (report.errors, report.made) == ([], [])


def test_the_same_campaign_gives_the_same_pages(folder: Path, site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(folder, again, ignore=shutil.ignore_patterns("build", ".lock"))
    rendered(again)
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*.html")}
    assert {
        path.relative_to(again / "build/web"): path.read_bytes() for path in (again / "build/web").rglob("*.html")
    } == first


def test_the_manifest_knows_every_page(folder: Path, pages: dict[str, Page]) -> None:
    artifacts = json.loads((folder / "build/manifest.json").read_text("utf-8"))["artifacts"]
    assert {each["path"].removeprefix("web/") for each in artifacts} == set(pages)
