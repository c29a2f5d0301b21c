"""A headless Chromium that a test drives through a pipe: no port, no network, no library."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

BINARY = shutil.which("chromium") or shutil.which("chromium-browser")
WHY_NOT = "chromium is not installed: apt-get install chromium"
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
_END = b"\0"


class Chromium:
    """One browser with one page, which shows a local file."""

    def __init__(self, page: Path, *, width: int = 1000, height: int = 1400) -> None:
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        down, self._write = os.pipe()
        self._read, up = os.pipe()

        def connect() -> None:
            # Chromium reads its orders from descriptor 3 and answers on 4.
            first, second = os.dup(down), os.dup(up)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self._process = subprocess.Popen(
            [str(BINARY), *_FLAGS, f"--user-data-dir={self._profile}", f"--window-size={width},{height}"],
            preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(down)
        os.close(up)
        self._number, self._rest = 0, b""
        self._events: list[dict[str, Any]] = []
        self._session = ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        self.send("Page.enable")
        self.size(width, height)
        self.open(page)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            os.close(self._write)
        self._process.terminate()
        self._process.wait(20)
        os.close(self._read)
        shutil.rmtree(self._profile, ignore_errors=True)

    def open(self, page: Path) -> None:
        """Show a file, and wait until it is loaded."""
        self._events.clear()
        self.send("Page.navigate", url=page.resolve().as_uri())
        self.wait("Page.loadEventFired")

    def size(self, width: int, height: int) -> None:
        """Give the page the size of a screen."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page, wait for its promise, and give what comes out."""
        found = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in found:
            raise AssertionError(found["exceptionDetails"])
        return found["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Press and release a key, by its name (a space for the bar) and its number."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        name = "Space" if key == " " else key
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent", type=kind, key=key, code=name, windowsVirtualKeyCode=code,
                text=text if kind == "keyDown" else "",
            )  # fmt: skip

    def wait(self, method: str) -> dict[str, Any]:
        """Wait until the browser tells of something, and give what it tells."""
        while True:
            for place, message in enumerate(self._events):
                if message["method"] == method:
                    del self._events[: place + 1]
                    found: dict[str, Any] = message["params"]
                    return found
            self._events.append(next(one for one in self._messages() if "method" in one))

    def picture(self, out: Path) -> None:
        """Draw the whole page as PNG."""
        found = self.send("Page.captureScreenshot", captureBeyondViewport=True)
        out.write_bytes(base64.b64decode(found["data"]))

    def send(self, method: str, **values: Any) -> Any:
        """Send an order and give its answer."""
        self._number += 1
        order: dict[str, Any] = {"id": self._number, "method": method, "params": values}
        if self._session:
            order["sessionId"] = self._session
        data = json.dumps(order).encode() + _END
        while data:
            data = data[os.write(self._write, data) :]
        for message in self._messages():
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
            if "method" in message:
                self._events.append(message)
        raise AssertionError("chromium ended")

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while _END in self._rest:
                one, _, self._rest = self._rest.partition(_END)
                yield json.loads(one)
            more = os.read(self._read, 1 << 20)
            if not more:
                raise AssertionError("chromium ended")
            self._rest += more


def as_script(data: bytes | None) -> str:
    """Write bytes as an expression of the page."""
    if data is None:
        return "null"
    return f"batterypass.parseBase64('{base64.b64encode(data).decode()}', 'test')"
