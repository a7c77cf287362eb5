"""Firefox and WebKit as Debian has them, driven by WebDriver: nothing in them is patched, and nothing is downloaded."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
MINI_BROWSER = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))), None)
SOON = 30  # seconds for a browser to start


class Marionette(RemoteConnection):
    """Hands commands on to Firefox, which knows them by other names: geckodriver does so, which Debian has not."""

    NAMES: Mapping[str, str] = {
        Command.NEW_SESSION: "NewSession", Command.QUIT: "DeleteSession", Command.GET: "Navigate",
        Command.FIND_ELEMENT: "FindElement", Command.FIND_ELEMENTS: "FindElements",
        Command.CLICK_ELEMENT: "ElementClick", Command.SEND_KEYS_TO_ELEMENT: "ElementSendKeys",
        Command.W3C_EXECUTE_SCRIPT: "ExecuteScript", Command.W3C_EXECUTE_SCRIPT_ASYNC: "ExecuteAsyncScript",
        Command.GET_CURRENT_URL: "GetCurrentURL",
        Command.W3C_GET_WINDOW_HANDLES: "GetWindowHandles", Command.W3C_GET_CURRENT_WINDOW_HANDLE: "GetWindowHandle",
        Command.SWITCH_TO_WINDOW: "SwitchToWindow", Command.CLOSE: "CloseWindow",
        Command.SET_WINDOW_RECT: "SetWindowRect", Command.SCREENSHOT: "TakeScreenshot",
    }  # fmt: skip

    def __init__(self, port: int) -> None:
        super().__init__(client_config=ClientConfig(f"http://127.0.0.1:{port}"))
        self.wire = socket.create_connection(("127.0.0.1", port), SOON)
        self._read()  # what it is, and which protocol it speaks

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """A command, and what Firefox answers."""
        message = json.dumps([0, 1, f"WebDriver:{self.NAMES[command]}", params])
        self.wire.sendall(f"{len(message.encode())}:{message}".encode())
        _, _, error, value = self._read()
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        return value if isinstance(value, dict) and "value" in value else {"value": value}

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.wire.recv(1)
        message = b""
        while len(message) < int(length[:-1]):
            message += self.wire.recv(1 << 16)
        return json.loads(message)


@contextmanager
def firefox(folder: Path) -> Iterator[WebDriver]:
    """Firefox without windows; `folder` is for its profile."""
    (folder / "user.js").write_text('user_pref("marionette.port", 0);\n')
    command = [FIREFOX or "", "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with _running(command, folder, {"MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900"}):
        told = folder / "MarionetteActivePort"
        end = time.monotonic() + SOON
        while not (told.exists() and told.read_text()):
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.05)
        driver = webdriver.Remote(Marionette(int(told.read_text())), options=ArgOptions())
        yield driver


@contextmanager
def webkit(folder: Path) -> Iterator[WebDriver]:
    """WebKit, as GNOME has it, on a screen that nobody sees."""
    read, write = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with _running(screen, folder, {}, pass_fds=(write,)):
        display = os.read(read, 20).decode().strip()
        options = Options()
        options.binary_location = str(MINI_BROWSER)
        options.add_argument("--automation")
        env = {**os.environ, "DISPLAY": f":{display}", "NO_AT_BRIDGE": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
        driver = webdriver.WebKitGTK(options=options, service=Service(shutil.which("WebKitWebDriver"), env=env))
        try:
            yield driver
        finally:
            driver.quit()


ENGINES = {"firefox": firefox, "webkit": webkit}
NEEDS: Mapping[str, Mapping[str, object]] = {
    "firefox": {"firefox-esr": FIREFOX},
    "webkit": {"webkit2gtk-driver": shutil.which("WebKitWebDriver") and MINI_BROWSER, "xvfb": shutil.which("Xvfb")},
}


@contextmanager
def _running(command: list[str], folder: Path, env: dict[str, str], **more: Any) -> Iterator[None]:
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, **env}, stdout=log, stderr=log, **more)
        try:
            yield
        finally:
            process.terminate()
            process.wait(SOON)
