"""Flyers with headless Chromium, fitted by JavaScript in the page; how long one takes is written to a file.

``HOW PROGRAM FLYERS.json FILE FOLDER``, where HOW is ``kept`` (one browser and
one tab for all of them, told what to do over the DevTools protocol) or
``each`` (a process for each, with ``--print-to-pdf``).
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu")
_FIT = """
const main = document.querySelector("main"), room = 96 * (11 - 2 * 0.4);
let low = %(low)d, high = %(high)d, best = low;
while (low <= high) {
  const middle = Math.floor((low + high) / 2);
  document.documentElement.style.fontSize = middle / 4 + "pt";
  if (main.scrollHeight <= room) { best = middle; low = middle + 1; } else { high = middle - 1; }
}
document.documentElement.style.fontSize = best / 4 + "pt";
"""


def ready(data: dict[str, Any]) -> list[str]:
    """Give the pages with the script that fits them."""
    script = _FIT % {"low": round(data["smallest"] * 4), "high": round(data["largest"] * 4)}
    waiting = f"<script>document.fonts.ready.then(() => {{ {script} window.fitted = true }})</script></body>"
    return [page.replace(data["mark"], str(data["smallest"])).replace("</body>", waiting) for page in data["pages"]]


class Tab:
    """A tab of a running browser."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.numbers = count(1)
        self.session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.frame = self.call("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method of the protocol and wait for its answer."""
        number = next(self.numbers)
        session = {"sessionId": self.session} if self.session else {}
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters, **session}))
        while (answer := json.loads(self.socket.recv())).get("id") != number:
            pass
        if "error" in answer:
            raise SystemExit(f"{method}: {answer['error']['message']}")
        found: dict[str, Any] = answer["result"]
        return found

    def pdf(self, page: str) -> bytes:
        """Give a page as a PDF, once it is fitted."""
        self.call("Runtime.evaluate", expression="window.fitted = false")
        self.call("Page.setDocumentContent", frameId=self.frame, html=page)
        waiting = "new Promise(done => { const look = () => window.fitted ? done() : setTimeout(look, 1); look() })"
        self.call("Runtime.evaluate", expression=waiting, awaitPromise=True)
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])


@contextmanager
def kept(program: str, _folder: Path) -> Iterator[Callable[[str], bytes]]:
    """Give what makes PDFs in one browser."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        call = [program, *_OPTIONS, "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
        browser = subprocess.Popen(call, stderr=subprocess.PIPE, text=True)
        assert browser.stderr is not None
        said = (re.search(r"ws://\S+", line) for line in browser.stderr)
        address = next(found[0] for found in said if found)
        with connect(address, max_size=None) as socket:
            tab = Tab(socket)
            yield tab.pdf
            tab.call("Browser.close")
        browser.wait()


@contextmanager
def each(program: str, folder: Path) -> Iterator[Callable[[str], bytes]]:
    """Give what makes each PDF in a process of its own."""
    source, made = folder / "flyer.html", folder / "flyer.pdf"
    call = [program, *_OPTIONS, "--no-pdf-header-footer", f"--print-to-pdf={made}", source.as_uri()]

    def pdf(page: str) -> bytes:
        source.write_text(page, "utf-8")
        made.unlink(missing_ok=True)
        subprocess.run(call, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return made.read_bytes()

    yield pdf


def main(how: str, program: str, flyers: Path, result: Path, folder: Path) -> None:
    """Make the flyers; the first one, which is not counted, starts the browser."""
    pages = ready(json.loads(flyers.read_text("utf-8")))
    with {"kept": kept, "each": each}[how](program, folder) as pdf:
        pdf(pages[0])
        began = time.perf_counter()
        for number, page in enumerate(pages):
            (folder / f"{number}.pdf").write_bytes(pdf(page))
        result.write_text(str((time.perf_counter() - began) / len(pages)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(Path, sys.argv[3:6]))
