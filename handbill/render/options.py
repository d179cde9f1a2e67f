"""Whether a template knows what ``[products.NAME.options]`` tells it, and can do something with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from handbill import workspace
from handbill.errors import CampaignError
from handbill.keyed import one_of
from handbill.products import Option, ProductSettings

_NUMBER = r"-?\d+(?:\.\d+)?"
_ASKED = re.compile(
    r'(?<![\w-])option\(\s*"(?P<name>[^"\\]+)"'
    rf'(?:,\s*default:\s*(?P<default>true|false|"[^"\\]*"|{_NUMBER})(?=\s*[,)]))?'
    rf"(?:,\s*least:\s*(?P<least>{_NUMBER}))?"
)
"""``option("tabs", default: 9, least: 1)``. What a template reckons is known to Typst alone."""

_KINDS: dict[type, tuple[tuple[type, ...], str]] = {
    bool: ((bool,), "true or false"),
    int: ((int,), "a whole number"),
    float: ((int, float), "a number"),
    str: ((str,), "a text"),
}
"""By the type of the default: which values will do, and what they are called."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a template asks for with ``option``."""

    name: str
    default: Option | None
    least: float | None

    def refuses(self, value: Option) -> str:
        """Say what is wanted in place of a value; nothing where the template can take it."""
        types, called = _KINDS.get(type(self.default), ((), ""))
        bounded = self.least is not None and isinstance(value, int | float) and value < self.least
        # True is a whole number to Python.
        foreign = types and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types))
        if not foreign and not bounded:
            return ""
        return f"{called or 'a number'}{f' of {self.least:g} or more' if self.least is not None else ''}"


def check_options(product: ProductSettings, sources: Sequence[str]) -> None:
    """Refuse an option that no source of the product's template asks for, which would be without effect, and a value
    that the template can do nothing with.
    """
    known = {asked.name: asked for source in sources for asked in _asked(source)}
    for key, value in product.options.items():
        if key not in known:
            close = get_close_matches(key, known, n=1)
            hint = f"Did you mean “{close[0]}”?" if close else one_of(known) if known else "Delete it."
            raise _error(product, key, f"{product.template} has no such option", hint)
        if wanted := known[key].refuses(value):
            raise _error(product, key, f"{product.template} can do nothing with {_shown(value)}", f"Write {wanted}.")


def _asked(source: str) -> Iterator[Asked]:
    for found in _ASKED.finditer(source):
        default, least = found["default"], found["least"]
        yield Asked(
            found["name"],
            # The four kinds are written as in TOML.
            tomllib.loads(f"it = {default}")["it"] if default else None,
            float(least) if least else None,
        )


def _error(product: ProductSettings, key: str, message: str, hint: str) -> CampaignError:
    return CampaignError(
        f"products.{product.name}.options.{key}: {message}",
        path=workspace.CAMPAIGN_FILE,
        line=product.lines.get(key),
        hint=hint,
    )


def _shown(value: Option) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value).lower()
