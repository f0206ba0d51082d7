"""The clocks of the two sides: the model knows one, and for some weeks of a year there were two."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sim.model.scenario import Scenario

SIDES = ("Asia/Gaza", "Africa/Cairo")


def two_clocks(scenario: Scenario) -> Iterator[str]:
    """Days whose clocks differ between the sides at midnight, or are put forward or back on either."""
    first = date.fromisoformat(scenario.date)
    try:
        days = [day for number in range(scenario.days) if _is_odd(day := first + timedelta(days=number))]
    except (ZoneInfoNotFoundError, OverflowError):
        return  # this system does not know the zones, or the calendar ends
    if days:
        told = f"{days[0]}" if len(days) == 1 else f"{len(days)} days from {days[0]} on"
        yield f"date: on {told} the clocks of the two sides differed or were changed; the model has one clock"


def _is_odd(day: date) -> bool:
    begin = datetime.combine(day, time())
    return len({_offset(zone, moment) for zone in SIDES for moment in (begin, begin + timedelta(days=1))}) > 1


def _offset(zone: str, moment: datetime) -> timedelta | None:
    """How far a zone's clock is ahead of UTC when it shows that."""
    return moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
