"""XES (IEEE 1849): an event log as XML, a trace a party, written as it comes.

The extensions are those of the standard: concept, time, lifecycle (its transactional model) and organizational.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import TextIO
from xml.sax.saxutils import quoteattr

from sim.study.export.rows import Activity

ZONE = "+02:00"  # of Gaza and Egypt in November 2023: both had ended summer time in the last days of October
EXTENSIONS = {"Concept": "concept", "Time": "time", "Lifecycle": "lifecycle", "Organizational": "org"}
NEEDED = "\n".join(
    f'<extension name="{name}" prefix="{prefix}" uri="http://www.xes-standard.org/{prefix}.xesext"/>'
    for name, prefix in EXTENSIONS.items()
)
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
{NEEDED}
<global scope="trace">
<string key="concept:name" value="unknown"/>
</global>
<global scope="event">
<string key="concept:name" value="unknown"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000{ZONE}"/>
<string key="lifecycle:transition" value="complete"/>
</global>
<classifier name="Activity" scope="event" keys="concept:name"/>
<classifier name="ActivityAndTransition" scope="event" keys="concept:name lifecycle:transition"/>
"""


def write_xes(name: str, rows: Iterable[Activity], file: TextIO) -> None:
    """Write activities, those of a party together, as the log of this name: start and complete of each."""
    file.write(HEAD)
    file.write(_text("concept:name", name) + _text("lifecycle:model", "standard"))
    for (replication, case), own in groupby(rows, key=lambda row: (row.replication, row.case)):
        file.write(_trace(replication, case, list(own)))
    file.write("</log>\n")


def _trace(replication: int, case: int, rows: list[Activity]) -> str:
    about = [_text("concept:name", f"{replication}-{case}"), _text("cohort", rows[0].cohort),
             _whole("persons", rows[0].persons), _whole("replication", replication)]  # fmt: skip
    return "".join(["<trace>\n", *about, *(_event(*event) for row in rows for event in _events(row)), "</trace>\n"])


def _events(row: Activity) -> list[tuple[Activity, str, datetime]]:
    """What takes no time is complete at once, and has no start."""
    ended = [] if row.end is None else [(row, "complete", row.end)]
    return ended if row.end == row.start and not row.resource else [(row, "start", row.start), *ended]


def _event(row: Activity, transition: str, moment: datetime) -> str:
    resource = _text("org:resource", row.resource) if row.resource else ""
    stamp = f'<date key="time:timestamp" value="{moment.isoformat(timespec="milliseconds")}{ZONE}"/>\n'
    told = _text("concept:name", row.activity) + _text("lifecycle:transition", transition)
    return f"<event>\n{told}{stamp}{resource}</event>\n"


def _text(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(_xml(value))}/>\n'


def _whole(key: str, value: int) -> str:
    return f'<int key="{key}" value="{value}"/>\n'


def _xml(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return "".join(letter for letter in text if letter in "\t\n\r" or " " <= letter <= "\ud7ff" or letter >= "\ue000")
