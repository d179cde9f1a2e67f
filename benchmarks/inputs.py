"""The input that all contenders share: Markdown documents, and the texts of catalogs before and after a change."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks import words

SEED = 2011
CHANGED = 0.1
"""The part of the messages that a revision changes."""
COLUMNS = 78


def document(size: int) -> str:
    """Give `size` bytes of Markdown, or a little more, of what every tool here can read.

    Headings, wrapped paragraphs with links and emphasis, lists, quotations,
    tables and code.
    """
    chance = random.Random(SEED)
    texts = words.texts(chance)
    blocks, written = ["# A guide to the neighborhood"], 0
    while written < size:
        blocks.append(_block(texts, chance))
        written += len(blocks[-1].encode()) + 2
    return "\n\n".join(blocks) + "\n"


def _block(texts: Iterator[str], chance: random.Random) -> str:
    what = chance.random()
    if what < 0.12:
        return f"{'#' * chance.randint(2, 4)} {words.heading(chance)}"
    if what < 0.30:
        mark = chance.choice(["- ", "1. "])
        return "\n".join(_wrapped(_marked(next(texts), chance), mark) for _ in range(chance.randint(3, 6)))
    if what < 0.35:
        return _wrapped(next(texts), "> ", "> ")
    if what < 0.39:
        rows = "\n".join(f"| {next(texts)} | {next(texts)} |" for _ in range(chance.randint(3, 6)))
        return f"| {words.heading(chance)} | {words.heading(chance)} |\n| --- | --- |\n{rows}"
    if what < 0.41:
        return "```\nmake build\nopen build/index.html\n```"
    return _wrapped(" ".join(_marked(next(texts), chance) for _ in range(chance.randint(1, 4))))


def _marked(text: str, chance: random.Random) -> str:
    """Give a text with a link or some emphasis in half of the cases."""
    pieces = text.split(" ")
    place = chance.randrange(len(pieces) - 1)
    match chance.randrange(6):
        case 0:
            pieces[place] = f"**{pieces[place]}**"
        case 1:
            pieces[place] = f"*{pieces[place]}*"
        case 2:
            pieces[place] = f"[{pieces[place]}](https://example.org/{chance.randrange(1000)})"
    return " ".join(pieces)


def _wrapped(text: str, first: str = "", further: str | None = None) -> str:
    """Give a text on lines that a person would write; no line begins with what is a mark there."""
    further = " " * len(first) if further is None else further
    lines, line = [], first
    for word in text.split(" "):
        if len(line) + len(word) > COLUMNS and line.strip():
            lines.append(line.rstrip())
            line = further
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()])


@dataclass(frozen=True, slots=True)
class Revision:
    """The texts of a document before and after its authors changed some of them."""

    old: Sequence[str]
    new: Sequence[str]


def revision(size: int, changed: float = CHANGED) -> Revision:
    """Give a document of `size` messages: of those that change most are edited, some come and some go."""
    chance = random.Random(SEED)
    texts = words.texts(chance)
    old = list(islice(texts, size))
    seen = set(old)
    new = []
    for text in old:
        what = chance.random() / changed if changed else 1.0
        if what < 0.8:
            after = words.edited(text, chance)
            new.append(after if after not in seen else text)
            seen.add(after)
        elif what < 0.9:
            new.append(next(texts))
        elif what >= 1.0:
            new.append(text)
    return Revision(old, list(dict.fromkeys(new)))


def markdown(texts: Sequence[str]) -> str:
    """Give texts as the paragraphs of a document."""
    return "\n\n".join(texts) + "\n"


_HEADER = (
    "Project-Id-Version: benchmark guide\\n",
    "Report-Msgid-Bugs-To: \\n",
    "PO-Revision-Date: 2011-08-01 12:00+0000\\n",
    "Last-Translator: \\n",
    "Language-Team: none\\n",
    "MIME-Version: 1.0\\n",
    "Content-Type: text/plain; charset=UTF-8\\n",
    "Content-Transfer-Encoding: 8bit\\n",
)


def catalog(texts: Sequence[str], source: str, locale: str = "") -> str:
    """Give a PO file of texts that are the paragraphs of `source`: translated, or a template where no locale is named.

    It is what Handbill itself would write, and in the layout of gettext's own tools.
    """
    language = (f"Language: {locale}\\n", "Plural-Forms: nplurals=2; plural=(n != 1);\\n") if locale else ()
    lines = ['msgid ""', 'msgstr ""', *(f'"{line}"' for line in (*_HEADER, *language))]
    for number, text in enumerate(texts):
        translation = words.translated(text) if locale else ""
        lines += ["", "#. paragraph", f"#: {source}:{2 * number + 1}", f'msgid "{text}"', f'msgstr "{translation}"']
    return "\n".join(lines) + "\n"


def write(path: Path, text: str) -> Path:
    """Write a text, with the folders above it, and give its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
