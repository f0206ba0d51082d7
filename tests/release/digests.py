"""python tests/release/digests.py [--replications N]: a run and a sweep by 1, 2 and 7 workers, each in a new folder.

Prints the SHA-256 of their tables and words, and exits with 1 where they are not the same for any number of workers.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKERS = (1, 2, 7)
REPLICATIONS = 150  # more than a worker is given at once
COMMANDS = {"run": "workers={}", "sweep": "executor.workers={}"}  # of experiments/, and how workers are asked for


def main(arguments: Sequence[str]) -> int:
    """Carry them out, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replications", type=int, default=REPLICATIONS)
    asked = parser.parse_args(arguments)
    found = {name: [_shown(name, workers, asked.replications) for workers in WORKERS] for name in COMMANDS}
    alike = all(len(set(digests)) == 1 for digests in found.values())
    told = ", ".join(f"{name} {digests[0][:16]}" for name, digests in found.items())
    print(f"by 1, 2 and 7 workers {'one digest each: ' if alike else 'NOT the same tables; by one '}{told}")
    return 0 if alike else 1


def _shown(name: str, workers: int, replications: int) -> str:
    found = digest_of(name, workers, replications)
    print(f"{name:6} {workers} workers  {found}", flush=True)
    return found


def digest_of(name: str, workers: int, replications: int) -> str:
    """The SHA-256 of the tables (.csv) and words that a command leaves, by their names."""
    with tempfile.TemporaryDirectory() as room:
        words = [f"replications={replications}", COMMANDS[name].format(workers)]
        command = [sys.executable, str(ROOT / "experiments" / f"{name}.py"), *words]
        paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        subprocess.run(
            command, cwd=room, env={**os.environ, "PYTHONPATH": paths}, check=True, stdout=subprocess.DEVNULL
        )
        left = sorted(path for path in Path(room).rglob("*") if path.suffix == ".csv" or path.name == "summary.txt")
        if len(left) < 2:
            raise SystemExit(f"{name} left no tables")
        return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in left)).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
