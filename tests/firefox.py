"""Firefox, whose reader of PDFs is pdf.js, driven by the protocol that it brings along (Marionette)."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = ("firefox-esr", "firefox")
PATIENCE = 60  # seconds until it has started
# In the page that shows a PDF; `document` is what pdf.js made of the file.
IN_PDF = """const [done] = [...arguments].slice(-1), app = window.PDFViewerApplication;
(async () => {
  while (!app.pdfDocument || app.pdfDocument.loadingTask.destroyed) await new Promise(go => setTimeout(go, 20));
  const document = app.pdfDocument; %s
})().then(value => done([value, ""]), error => done([null, `${error}`]))"""


class Firefox:
    """Shows one PDF at a time."""

    def __init__(self, port: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", port))
        self.answers = self.line.makefile("rb")
        self._answer()  # who it is
        self("NewSession")

    def __call__(self, command: str, **given: Any) -> Any:
        message = json.dumps([0, 1, f"WebDriver:{command}", given]).encode()
        self.line.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._answer()
        assert not error, error
        return result

    def in_pdf(self, pdf: Path, script: str) -> Any:
        """What a script returns that runs in the page of a PDF, with `document` for the PDF."""
        self("Navigate", url=pdf.as_uri())
        value, error = self("ExecuteAsyncScript", script=IN_PDF % script, args=[], sandbox=None)["value"]
        assert not error, error
        return value

    def _answer(self) -> Any:
        length = b""
        while (digit := self.answers.read(1)) != b":":
            assert digit, "Firefox has ended"
            length += digit
        return json.loads(self.answers.read(int(length)))


def program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def firefox() -> Iterator[Firefox]:
    """A Firefox of its own, with a profile that nobody else has."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        told = Path(folder, "MarionetteActivePort")
        Path(folder, "user.js").write_text('user_pref("marionette.port", 0);\n')
        command = [str(program()), "--headless", "--marionette", "--no-remote", "--profile", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + PATIENCE
            while not (told.exists() and told.read_text()):
                assert time.monotonic() < until and process.poll() is None, "Firefox does not start"
                time.sleep(0.05)
            yield Firefox(int(told.read_text()))
        finally:
            process.terminate()
            process.wait()
