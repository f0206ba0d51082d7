"""What the schema of XES has against a log."""

from pathlib import Path

from lxml import etree

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "xes.xsd"))


def faults_in(content: bytes) -> list[str]:
    """Every fault, in words; none in a log that is valid."""
    SCHEMA.validate(etree.fromstring(content))
    return [str(fault.message) for fault in SCHEMA.error_log]
