"""Web: a page per language and document, and a chooser, from the campaign's Jinja2 templates.

Words are data: whatever a catalog holds is escaped, and only the markup that a
source's own Markdown makes reaches the page. A string that is not in the
reader's language carries its own ``lang`` and ``dir``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from handbill.campaign import INTERFACE, Campaign
from handbill.content.inline import plain
from handbill.content.parser import inline_html
from handbill.content.typed import isolated
from handbill.errors import TemplateError
from handbill.languages import Language
from handbill.localize import Lexicon, Localized, LocalizedDocument, LocalizedField
from handbill.model import Message, Origin, State
from handbill.plurals import form_index, is_plural_rule

PAGE, INDEX = "page.html", "index.html"
"""The templates that a campaign with pages has."""

LONE_PERCENT = re.compile(r"%%|%(?!\(\w+\)[a-z])")


@dataclass(frozen=True)
class Site:
    """What all pages of one build share."""

    campaign: Campaign
    templates: Mapping[str, str]
    """Sources by path inside the templates folder, styles included."""
    lexicons: Mapping[str, Lexicon]
    """By tag."""
    interface: Mapping[tuple[str | None, str], Message]
    """The messages of the templates, by key."""
    documents: Mapping[tuple[str, str], LocalizedDocument]
    """By tag and domain: what is released, and so has a page."""
    _environments: dict[str, SandboxedEnvironment] = field(default_factory=dict)

    def page(self, spoken: Language, domain: str) -> bytes:
        """Give the page of a document, as UTF-8."""
        document = self.documents[spoken.tag, domain]
        return self._render(PAGE, spoken, page=self._page(document), campaign=self._campaign())

    def index(self) -> bytes:
        """Give the page on which a reader chooses a language, as UTF-8."""
        choices = []
        for spoken in self.campaign.by_tag.values():
            if spoken.is_pseudo:
                continue
            domain = next((name for name in self.campaign.documents if (spoken.tag, name) in self.documents), None)
            if domain:
                choices.append(
                    {
                        **_language(spoken),
                        "href": f"{spoken.tag}/{domain}/index.html",
                        "title": _title(self.documents[spoken.tag, domain]),
                    }
                )
        page = {"languages": choices, **_language(self.campaign.source), "url": f"{self.campaign.site}/"}
        return self._render(INDEX, self.campaign.source, page=page, campaign=self._campaign())

    def _campaign(self) -> dict[str, str]:
        return {"name": self.campaign.name, "site": self.campaign.site}

    def _page(self, document: LocalizedDocument) -> dict[str, Any]:
        spoken, domain = document.language, document.document.domain
        made = [tag for tag, name in self.documents if name == domain and (tag == spoken.tag or not self._is_test(tag))]
        return {
            **_language(spoken),
            "domain": domain,
            "title": document.title,
            "summary": next((_plain(each) for each in document.fields if each.text.id == "summary"), ""),
            "fields": document.fields_by_key(lambda each: _field(each, spoken)),
            "body": lambda back_to_text="": _markup(document.html(str(back_to_text))),
            "has_heading": any(block.level == 1 for block in document.blocks),
            "url": self.campaign.page_url(spoken, domain),
            "alternates": [self._alternate(tag, domain, spoken) for tag in self.campaign.by_tag if tag in made],
            "documents": [
                {
                    "title": _title(self.documents[spoken.tag, name]),
                    "href": f"../{name}/index.html",
                    "current": name == domain,
                }
                for name in self.campaign.documents
                if (spoken.tag, name) in self.documents
            ],
            "is_test": spoken.is_pseudo,
            "is_source": spoken == self.campaign.source,
            "is_reviewed": document.state == State.REVIEWED,
            "is_machine": document.origin is Origin.MACHINE,
            "untranslated": document.untranslated,
        }

    def _is_test(self, tag: str) -> bool:
        return self.campaign.by_tag[tag].is_pseudo

    def _alternate(self, tag: str, domain: str, current: Language) -> dict[str, Any]:
        spoken = self.campaign.by_tag[tag]
        return {
            **_language(spoken),
            "href": f"../../{tag}/{domain}/index.html",
            "url": self.campaign.page_url(spoken, domain),
            "current": spoken == current,
        }

    def _render(self, name: str, spoken: Language, **values: object) -> bytes:
        try:
            return self._environment(spoken).get_template(name).render(**values).encode()
        except TemplateNotFound as error:
            path, line = self._place(error, self.campaign.templates)
            raise TemplateError(
                f"there is no template {error.name}",
                path=path,
                line=line,
                hint="handbill init DIR writes a set of templates to take it from.",
            ) from error
        except (JinjaError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
            # A template is the campaign's own, and so is whatever its expressions raise.
            path, line = self._place(error, self._path(name))
            raise TemplateError(f"Jinja2: {error}", path=path, line=line) from error

    def _path(self, name: str) -> str:
        return f"{self.campaign.templates}/{name}"

    def _place(self, error: BaseException, path: str) -> tuple[str, int | None]:
        """Give path and line of the innermost template in an error's traceback, where Jinja2 puts them."""
        paths = {self._path(name) for name in self.templates}
        trace, line = error.__traceback__, None
        while trace:
            if trace.tb_frame.f_code.co_filename in paths:
                path, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        return path, line

    def _load(self, name: str) -> tuple[str, str, None] | None:
        return (self.templates[name], self._path(name), None) if name in self.templates else None

    def _environment(self, spoken: Language) -> SandboxedEnvironment:
        """Give the environment of a language, which keeps the templates that it has compiled."""
        if spoken.tag not in self._environments:
            self._environments[spoken.tag] = self._new_environment(spoken)
        return self._environments[spoken.tag]

    def _new_environment(self, spoken: Language) -> SandboxedEnvironment:
        environment = SandboxedEnvironment(
            loader=FunctionLoader(self._load),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.policies["ext.i18n.trimmed"] = True
        words = _Words(self, spoken)
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext, npgettext=words.npgettext
        )
        return environment

    def found(self, spoken: Language, key: tuple[str | None, str], plural: str | None = None) -> Localized:
        """Give a template's string for a reader."""
        message = self.interface.get(key) or Message(key[1], key[0], plural)
        return self.lexicons[spoken.tag].find(INTERFACE, message)


@dataclass(frozen=True)
class _Words:
    """What Jinja2's gettext functions ask for, in one language."""

    site: Site
    spoken: Language

    def gettext(self, msgid: str) -> Markup:
        return self._one(None, msgid)

    def pgettext(self, context: str, msgid: str) -> Markup:
        return self._one(context, msgid)

    def ngettext(self, msgid: str, plural: str, count: int) -> Markup:
        return self._counted(None, msgid, plural, count)

    def npgettext(self, context: str, msgid: str, plural: str, count: int) -> Markup:
        return self._counted(context, msgid, plural, count)

    def _one(self, context: str | None, msgid: str) -> Markup:
        found = self.site.found(self.spoken, (context, msgid))
        return self._shown(found.text, found.language)

    def _counted(self, context: str | None, msgid: str, plural: str, count: int) -> Markup:
        found = self.site.found(self.spoken, (context, msgid), plural)
        index = plural_index(self.site.lexicons[self.spoken.tag], found.language)(count)
        form = found.forms[min(index, len(found.forms) - 1)]
        return self._shown(form, found.language)

    def _shown(self, text: str, language: Language) -> Markup:
        # Jinja2 formats every string with %; a percent sign that is no placeholder is just that, doubled or not.
        return _marked(LONE_PERCENT.sub("%%", isolated(text, language)), language, self.spoken)


def plural_index(lexicon: Lexicon, spoken: Language) -> Callable[[int], int]:
    """Give the plural rule of a language: its catalog's own where that is valid, else the table's."""
    catalog = lexicon.catalogs.get((spoken.tag, INTERFACE))
    said = catalog.fields.get("Plural-Forms", "") if catalog else ""
    return form_index(said if is_plural_rule(said) else spoken.plural)


def _markup(html: str) -> Markup:
    """Trust HTML: it was made by the Markdown renderer, which escapes whatever is not markup of the source."""
    return Markup(html)  # noqa: S704


def _marked(text: str, language: Language, spoken: Language) -> Markup:
    return escape(text) if language == spoken else _in_span(text, language)


def _in_span(text: str, language: Language) -> Markup:
    return Markup('<span lang="{}" dir="{}">{}</span>').format(language.tag, language.direction, text)


def _language(spoken: Language) -> dict[str, str]:
    return {"lang": spoken.tag, "dir": spoken.direction, "endonym": spoken.endonym, "name": spoken.name}


def _title(document: LocalizedDocument) -> Markup:
    """Give a document's title for a link to it, marked where it is in another language."""
    return _marked(document.title, document.title_language, document.language)


def _plain(field: LocalizedField) -> str:
    """Give front matter for an attribute, where there is no markup."""
    return plain(field.tokens, field.localized.language)


def _field(field: LocalizedField, spoken: Language) -> Markup:
    """Give front matter as HTML, marked where it is in another language than the page."""
    html, language = _markup(inline_html(field.tokens)), field.localized.language
    return html if language == spoken else _in_span(html, language)


def template_sources(sources: Mapping[str, str], folder: str) -> dict[str, str]:
    """Give templates by the name that ``{% include %}`` knows them by."""
    return {path.removeprefix(f"{folder}/"): text for path, text in sources.items()}
