"""What a layout is made of: a template, those that it imports, the library, pictures; as one digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from posixpath import normpath

from handbill.template_files import TemplateFiles


def imported(path: str, sources: Mapping[str, str]) -> Iterator[str]:
    """Give a template's path and those of the templates that it imports or includes, each once."""
    seen: list[str] = []
    queue = [path]
    while queue:
        current = queue.pop(0)
        if current in seen or current not in sources:
            continue
        seen.append(current)
        for found in re.finditer(r'(?:import|include)\s*\(?\s*"([^"@]+\.typ)"', sources[current]):
            queue.extend(_named(found[1], current, sources))
    yield from seen


def _named(name: str, current: str, sources: Mapping[str, str]) -> Iterator[str]:
    # A path that begins with a slash counts from the templates' folder, which every source's path begins with.
    if name.startswith("/"):
        yield from (each for each in sources if each.endswith(name))
    else:
        yield normpath(f"{current.rpartition('/')[0]}/{name}").removeprefix("/")


def layout_sources(template: str, files: TemplateFiles) -> Mapping[str, str]:
    """Give the sources of a template and of those that it imports, by path. What is wrong with one is raised."""
    known = {path: found if isinstance(found, str) else "" for path, found in files.templates.items()}
    return {path: files.source(path) for path in imported(template, known)}


def layout_digest(
    sources: Mapping[str, str], library: str, assets: Mapping[str, bytes], check: Callable[[str, str], None]
) -> str:
    """Give a digest of everything that a product's layout is made of; `check` is called with each source and path."""
    digest = hashlib.sha256(library.encode())
    for name, data in assets.items():
        # Which of them a template reads is known to Typst alone: a change of any counts.
        digest.update(name.encode() + data)
    for path, source in sources.items():
        check(source, path)
        digest.update(source.encode())
    return digest.hexdigest()
