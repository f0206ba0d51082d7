"""A headless Chromium by its debugging pipe: opens a file with the network off, and tells all that happens there."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOUND = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe",
)  # fmt: skip
PATIENCE = 30  # s
ASKED_BY_US = ("file:", "data:", "blob:")


class Tab:
    """One page. `events` are all that Chromium has told, in order, as (method, parameters)."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing, self._left, self._number = reading, writing, b"", 0
        self._session: str | None = None
        self.events: list[tuple[str, dict[str, Any]]] = []

    def attach(self) -> None:
        """Open a tab, and be told of its console, its faults and its requests."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.send("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask for something, and its answer; raises RuntimeError where Chromium refuses."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        os.write(
            self._writing,
            json.dumps(message | ({"sessionId": self._session} if self._session else {})).encode() + b"\0",
        )
        number = self._number
        while True:
            told = self._next()
            if told.get("id") == number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']}")
                return dict(told["result"])

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._left:
            if not select.select([self._reading], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError("Chromium does not answer")
            more = os.read(self._reading, 1 << 20)
            if not more:
                raise RuntimeError("Chromium has ended")
            self._left += more
        message, self._left = self._left.split(b"\0", 1)
        told = dict(json.loads(message))
        if "method" in told:
            self.events.append((told["method"], told.get("params", {})))
        return told

    def open(self, path: Path) -> None:
        """Open a file, and wait until it is loaded."""
        self.events.clear()
        self.send("Page.navigate", url=path.resolve().as_uri())
        while not any(method == "Page.loadEventFired" for method, _ in self.events):
            self._next()

    def tell(self, expression: str) -> Any:
        """The value of an expression in the page; raises RuntimeError for a fault in it."""
        told = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise RuntimeError(str(told["exceptionDetails"]))
        return told["result"].get("value")

    def size(self, width: int, height: int = 900) -> None:
        """Make the window so many CSS pixels wide."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def scheme(self, scheme: str) -> None:
        """Ask for "light" or "dark"."""
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def point(self, x: float, y: float) -> None:
        """Move the pointer there."""
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        codes = {"Tab": 9, "ArrowRight": 39, "ArrowLeft": 37, "ArrowDown": 40, "Escape": 27, "Enter": 13, " ": 32}
        text = {"Enter": "\r", " ": " "}.get(key, "")  # without it a button is not pressed
        about = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": codes[key]}
        self.send("Input.dispatchKeyEvent", type="keyDown", **about, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **about)

    def screenshot(self, path: Path) -> None:
        """A picture of the whole page."""
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        told = self.send("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(told["data"]))

    def printed(self, path: Path) -> None:
        """The page as a PDF on A4."""
        told = self.send("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def complaints(self) -> list[str]:
        """Every error and warning of the console, and every fault that nobody caught."""
        self.tell("0")
        found = []
        for method, told in self.events:
            if method == "Runtime.exceptionThrown":
                found.append(str(told["exceptionDetails"].get("exception", told)))
            elif method == "Log.entryAdded" and told["entry"]["level"] in {"error", "warning"}:
                found.append(told["entry"]["text"])
            elif method == "Runtime.consoleAPICalled" and told["type"] in {"error", "warning", "assert"}:
                found.append(str(told["args"]))
        return found

    def asked_outside(self) -> list[str]:
        """The address of every request that is not for a file or for what the page itself holds."""
        asked = [told["request"]["url"] for method, told in self.events if method == "Network.requestWillBeSent"]
        return [url for url in asked if not url.startswith(ASKED_BY_US)]


@contextmanager
def chromium() -> Iterator[Tab]:
    """A tab of a Chromium of its own, with a fresh profile."""
    assert FOUND
    hears, to_it = os.pipe()
    from_it, speaks = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # Chromium reads at descriptor 3 and writes at 4: the shell puts them there, whatever their numbers are here
        script = f'exec "$@" 3<&{hears} 4>&{speaks}'
        command = ["bash", "-c", script, "chromium", FOUND, *QUIET, f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            command, pass_fds=(hears, speaks), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(hears)
        os.close(speaks)
        try:
            tab = Tab(from_it, to_it)
            tab.attach()
            yield tab
        finally:
            process.terminate()
            process.wait(PATIENCE)
            os.close(from_it)
            os.close(to_it)
