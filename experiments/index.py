"""Write index.html over a folder of runs: each with its question, key figures and picture; every run renews it.

python experiments/index.py            over outputs/
python experiments/index.py ELSEWHERE  over another folder
"""

import sys
from pathlib import Path

from sim.entry import end_with
from sim.model.faults import Fault, Refused
from sim.report.page.index import write_index


def main() -> int:
    """Write the index, and say where."""
    words = sys.argv[1:] or ["outputs"]
    if {"-h", "--help"} & set(words):
        print(__doc__)
        return 0
    if len(words) > 1 or not Path(words[0]).is_dir():
        raise Refused([Fault(" ".join(words), "no such folder; needs one folder of runs")])
    print(f"written: {write_index(Path(words[0]))}")
    return 0


if __name__ == "__main__":
    end_with(main)
