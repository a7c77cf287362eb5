"""What Lighthouse says of every page, as on a phone: `python -m tests.browser.lighthouse SITE`. Not a test.

It is a program of its own, which nothing here needs: `npm install -g lighthouse@12`. Exit status 1 below a goal.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import yaml

GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
NOT_FOR_SEARCH_ENGINES = {"desk.html", "404.html"}  # and c/: they say so themselves
CHROMIUM = "--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
SITE = Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()
WEBSITE = yaml.safe_load(Path("docs/content/clinic.yaml").read_text("utf-8"))["website"]
FOLDER = urlsplit(WEBSITE).path.strip("/")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers as a web host does: packed, below the folder of the website."""

    def do_GET(self) -> None:
        file = SITE / urlsplit(self.path).path.strip("/").removeprefix(FOLDER).strip("/")
        if not file.is_file():
            self.send_error(404)
            return
        data = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


def scores(address: str) -> dict[str, int]:
    """Points of 100 for each goal."""
    flags = ["--quiet", "--output=json", f"--chrome-flags={CHROMIUM}", f"--only-categories={','.join(GOALS)}"]
    surroundings = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    ran = subprocess.run(["lighthouse", address, *flags], capture_output=True, check=True, env=surroundings)
    return {name: round(100 * each["score"]) for name, each in json.loads(ran.stdout)["categories"].items()}


def pages() -> Iterator[str]:
    """Every page, but one for each kind of code page is enough."""
    found = [path.relative_to(SITE).as_posix() for path in sorted(SITE.rglob("*.html"))]
    codes = [path for path in found if path.startswith("c/")]
    yield from (path for path in found if path not in codes[1:] and path != "404.html")


def main() -> int:
    """Print a line for each page."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    missed = 0
    for path in pages():
        found = scores(f"http://127.0.0.1:{server.server_port}/{FOLDER}/{path}")
        hidden = path in NOT_FOR_SEARCH_ENGINES or path.startswith("c/")
        low = [name for name, goal in GOALS.items() if found[name] < goal and not (hidden and name == "seo")]
        missed += bool(low)
        print(f"{path:40}", *(f"{name} {found[name]}" for name in GOALS), "BELOW THE GOAL" if low else "", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
