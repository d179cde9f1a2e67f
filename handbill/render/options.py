"""Whether a template knows what ``[products.NAME.options]`` tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from handbill import workspace
from handbill.errors import CampaignError
from handbill.keyed import one_of
from handbill.products import ProductSettings

_OPTION = re.compile(r'(?<![\w-])option\(\s*"([^"\\]+)"')


def check_options(product: ProductSettings, sources: Sequence[str]) -> None:
    """Refuse an option that no source of the product's template asks for: it would be without effect."""
    known = {name for source in sources for name in _OPTION.findall(source)}
    for key in product.options:
        if key not in known:
            close = get_close_matches(key, known, n=1)
            raise CampaignError(
                f"products.{product.name}.options.{key}: {product.template} has no such option",
                path=workspace.CAMPAIGN_FILE,
                line=product.lines.get(key),
                hint=f"Did you mean “{close[0]}”?" if close else one_of(known) if known else "Delete it.",
            )
