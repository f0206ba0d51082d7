"""How fast a replay is played here: frames a second and the work of a frame, in a headless Chromium without a GPU.

python tests/browser/frames.py outputs/RUN/replay.html [SECONDS]
"""

import sys
from pathlib import Path

from chromium import chromium

PLACES = {"from the start": 0.0, "from a quarter": 0.25, "from the middle": 0.5}  # share of the simulated time
PLAYED = """new Promise(done => {
    const began = [], work = [], whole = frame;
    frame = moment => {
        const start = performance.now();
        whole(moment);
        began.push(start);
        work.push(performance.now() - start);
    };
    stop();
    speed = SPEED || speed;
    seek(day.raw.start + SHARE * (day.raw.end - day.raw.start));
    play();
    setTimeout(() => {
        stop();
        frame = whole;
        const between = began.slice(1).map((start, at) => start - began[at]);
        const at = (values, share) => values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];
        done({ parties: day.count, speed, persons: persons.reduce((sum, each) => sum + each, 0),
            frames: began.length, seconds: (began[began.length - 1] - began[0]) / 1000,
            between: [at(between, 0.5), at(between, 0.95), at(between, 1)],
            work: [at(work, 0.5), at(work, 0.95), at(work, 1)] });
    }, SECONDS * 1000);
})"""


def played(path: Path, seconds: float) -> None:
    """Play parts of a replay, at the speed it chooses and at an hour a second, and say how it went."""
    with chromium() as tab:
        tab.size(1280)
        tab.open(path)
        for name, share in PLACES.items():
            for speed in (0, 60):
                asked = PLAYED.replace("SHARE", str(share)).replace("SPEED", str(speed))
                told = tab.tell(asked.replace("SECONDS", str(seconds)))
                between, work = (" / ".join(f"{value:.1f}" for value in told[key]) for key in ("between", "work"))
                rate = (told["frames"] - 1) / told["seconds"]
                sys.stdout.write(
                    f"{name}, {told['parties']} parties, {told['speed']} min/s: {rate:.0f} frames a second; "
                    f"ms from frame to frame {between}, of work {work} (median / 95 % / longest)\n"
                )


if __name__ == "__main__":
    played(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 5.0)
