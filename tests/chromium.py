"""A page in a real headless Chromium, spoken to over the pipe of its DevTools protocol; no library is needed."""

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ALONE = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe",
         "--host-resolver-rules=MAP * ~NOTFOUND")  # fmt: skip
KEYS = {" ": "Space"}


class Page:
    """One page; `faults` are its errors, warnings and violations of its policy, `asked` every address it asked for."""

    def __init__(self, profile: Path, width: int = 1280, height: int = 800):
        self._number, self.faults, self.asked = 0, [], []
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        three, four = (os.dup2(to_read, 63), os.dup2(to_write, 64))
        command = f'exec 3<&{three} 4>&{four} {three}<&- {four}>&-; exec "$@"'
        self._browser = subprocess.Popen(
            ["bash", "-c", command, "chromium", str(BROWSER), *ALONE, f"--user-data-dir={profile}"],
            pass_fds=(three, four), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for end in (to_read, to_write, three, four):
            os.close(end)
        self._told = b""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for room in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{room}.enable")
        self.resize(width, height)

    def resize(self, width: int, height: int, ratio: float = 1) -> None:
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=ratio, mobile=False)

    def prefers(self, **features: str) -> None:
        """Media features, underscores for hyphens: prefers(prefers_reduced_motion="reduce")."""
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self._ask("Emulation.setEmulatedMedia", features=told)

    def open(self, address: str) -> None:
        self._ask("Page.navigate", url="about:blank")
        self._ask("Page.navigate", url=address)
        self.run("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))")

    def run(self, script: str) -> Any:
        """The value of a script in the page, awaited where it is a promise."""
        told = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise AssertionError(told["exceptionDetails"])
        return told["result"].get("value")

    def press(self, key: str, shift: int = 0) -> None:
        about = {"key": key, "code": KEYS.get(key, key), "modifiers": 8 * shift,
                 "windowsVirtualKeyCode": {" ": 32, "Tab": 9}.get(key, 0)}  # fmt: skip
        text = {"text": key} if len(key) == 1 else {}
        self._ask("Input.dispatchKeyEvent", type="keyDown", **about, **text)
        self._ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def picture(self, path: Path) -> None:
        told = self._ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(told["data"]))

    def close(self) -> None:
        self._ask("Browser.close")
        self._browser.wait(10)
        os.close(self._write)
        os.close(self._read)

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        order = {"id": self._number, "method": method, "params": parameters}
        if hasattr(self, "_session") and not method.startswith(("Target.", "Browser.")):
            order["sessionId"] = self._session
        os.write(self._write, json.dumps(order).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, (method, told["error"])
                return told["result"]
            self._note(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._told:
            part = os.read(self._read, 1 << 20)
            assert part, "the browser has ended"
            self._told += part
        one, _, self._told = self._told.partition(b"\0")
        return json.loads(one)

    def _note(self, told: dict[str, Any]) -> None:
        method, about = told.get("method", ""), told.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.faults.append(about["exceptionDetails"]["text"] + str(about["exceptionDetails"].get("exception", "")))
        if method == "Log.entryAdded":
            self.faults.append(about["entry"]["text"])
        if method == "Runtime.consoleAPICalled":
            self.faults.append(str(about["args"]))
        if method == "Network.requestWillBeSent":
            self.asked.append(about["request"]["url"])
