"""A headless Chromium for tests, driven through chromedriver's plain HTTP; nothing but the standard library."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --hide-scrollbars --disable-dev-shm-usage"
)
MISSING = "needs chromium and chromedriver on the PATH"


def installed() -> bool:
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class Browser:
    """One tab."""

    def __init__(self, port: int, session: str) -> None:
        self._base = f"http://127.0.0.1:{port}/session/{session}"

    def open(self, path: Path) -> None:
        call(f"{self._base}/url", {"url": path.as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a function's body in the page and return what it returns."""
        return call(f"{self._base}/execute/sync", {"script": script, "args": list(arguments)})

    def devtools(self, command: str, **parameters: Any) -> Any:
        return call(f"{self._base}/goog/cdp/execute", {"cmd": command, "params": parameters})

    def logs(self, kind: str) -> list[dict[str, Any]]:
        return call(f"{self._base}/se/log", {"type": kind})  # type: ignore[no-any-return]

    def look(self, *, width: int, scheme: str = "light", media: str = "screen") -> None:
        """Set the window's width in CSS pixels, the colour scheme and the medium."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.devtools("Emulation.setEmulatedMedia", media=media, features=[feature])

    def press(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            text = {"text": key} if len(key) == 1 and kind == "keyDown" else {}
            self.devtools("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text)

    def picture(self, path: Path, **parameters: Any) -> None:
        data = self.devtools("Page.captureScreenshot", format="png", **parameters)["data"]
        path.write_bytes(base64.b64decode(data))


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser, and end it and its driver."""
    port = _free_port()
    driver = subprocess.Popen(
        [str(shutil.which("chromedriver")), f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        try:
            _wait(port)
            session = call(f"http://127.0.0.1:{port}/session", _capabilities(profile))["sessionId"]
            yield Browser(port, session)
            with suppress(OSError):
                call(f"http://127.0.0.1:{port}/session/{session}", None, method="DELETE")
        finally:
            driver.terminate()
            driver.wait(10)


def call(url: str, body: Any, *, method: str = "POST") -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)["value"]


def _capabilities(profile: str) -> dict[str, Any]:
    options = {"args": [*ARGUMENTS.split(), f"--user-data-dir={profile}"], "binary": shutil.which("chromium")}
    wanted = {
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
    }
    return {"capabilities": {"alwaysMatch": wanted}}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with suppress(OSError):
            call(f"http://127.0.0.1:{port}/status", None, method="GET")
            return
        time.sleep(0.05)
    raise TimeoutError("chromedriver did not answer within 20 s")
