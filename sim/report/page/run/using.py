"""How much officers, vehicles and seats are used, and how full each trip goes."""

import numpy as np

from sim.model.clock import DAY
from sim.model.crossing import ShuttleStation
from sim.report.page.charts.axis import amounts, clock_times, percents
from sim.report.page.charts.marks import NARROW, WIDE, hatch_of, ink_of
from sim.report.page.charts.points import Level, Point, points_drawn
from sim.report.page.charts.rows import Bar, Row, rows_drawn
from sim.report.page.parts import Chart, Key, Section, Table
from sim.report.page.run.spans import moment
from sim.report.plots.ink import AT_WORK, BLOCKED, IDLE, REASONS, SEATS, VEHICLES, Fill
from sim.report.plots.loads import WORDS, Loads, hours_of_trips, loads, loads_title, loads_words, trips_of
from sim.report.plots.use import Share, desk_shares, shuttle_shares, use_title, use_words
from sim.report.plots.words import percent, plain
from sim.study.replicate import Results

MOST = 300  # points, and rows of their table


def using_section(results: Results) -> Section:
    """Desks and shuttles, then a chart of loads for each of the shuttles that take most persons."""
    return Section("use", "How much officers and vehicles are used", [
        _shares(results), *(_loads(results, at) for at in loads(results)),
    ])  # fmt: skip


def _shares(results: Results) -> Chart:
    desks, shuttles = desk_shares(results), shuttle_shares(results)
    rows = [_desk(share) for share in desks] + [_shuttle(share) for share in shuttles]
    wide, narrow = (
        rows_drawn(rows, percents("share of time on duty; of seats: of all trips"), width) for width in (WIDE, NARROW)
    )
    keys = (
        [_key(AT_WORK, "officers at work"), _key(BLOCKED, "blocked: their party cannot go on"), _key(IDLE, "idle")]
        if desks
        else []
    )
    keys += [_key(VEHICLES, "vehicles in use"), _key(SEATS, "seats taken")] if shuttles else []
    cells = [
        (plain(share.station), "at work, blocked", percent(share.first or 0), percent(share.second or 0))
        for share in desks
    ]
    cells += [
        (plain(share.station), "in use, seats taken", percent(share.first or 0), _taken(share)) for share in shuttles
    ]
    table = Table("Shares, means of days", ("Station", "Shares", "First", "Second"), cells, (2, 3))
    return Chart(use_title(results), use_words(results), wide, narrow, table, keys)


def _key(fill: Fill, text: str) -> Key:
    return Key(ink_of(fill.colour), hatch_of(fill), text)


def _taken(share: Share) -> str:
    return "no trips" if share.second is None else percent(share.second)


def _bar(fill: Fill, start: float, length: float, says: str) -> Bar:
    return Bar(start, length, ink_of(fill.colour), hatch_of(fill), says)


def _desk(share: Share) -> Row:
    work, blocked, name = share.first or 0.0, share.second or 0.0, plain(share.station)
    parts = [
        (AT_WORK, 0.0, work, "at work"),
        (BLOCKED, work, blocked, "blocked"),
        (IDLE, work + blocked, max(0.0, 1 - work - blocked), "idle"),
    ]
    bars = [
        _bar(fill, start, length, f"{name}\nofficers {words} {percent(length)}")
        for fill, start, length, words in parts
        if length
    ]
    return Row(name, percent(work), [bars])


def _shuttle(share: Share) -> Row:
    used, name = share.first or 0.0, plain(share.station)
    lanes = [[_bar(VEHICLES, 0.0, used, f"{name}\nvehicles in use {percent(used)}")]]
    lanes.append([_bar(SEATS, 0.0, share.second or 0.0, f"{name}\nseats taken {_taken(share)}")])
    return Row(name, f"{percent(used)}, {_taken(share)}", lanes)


def _loads(results: Results, at: int) -> Chart:
    """A point for each trip, of as many replications as make no more than `MOST` points."""
    station, trips = results.crossing.stations[at], trips_of(results, at)
    seats, name = station.seats if isinstance(station, ShuttleStation) else 0, plain(station.name)
    shown = Loads(*(column[:MOST] for column in trips))
    upright, span, horizon = amounts(seats * 1.1, "persons"), hours_of_trips(results), results.crossing.horizon
    title = "clock of departure (HH:MM)" if horizon == DAY else "day, and clock of departure"
    points = [_point(name, *trip) for trip in zip(*(column.tolist() for column in shown), strict=True)]
    wide, narrow = (
        points_drawn(
            points, Level(seats, f"{seats} seats"), clock_times(span, horizon, title, marks), upright, (width, 260)
        )
        for width, marks in ((WIDE, 8), (NARROW, 4))
    )
    keys = [
        Key(ink_of(colour), "", WORDS[reason])
        for reason, (colour, _) in REASONS.items()
        if np.any(shown.reason == reason)
    ]
    some = f" Shown are the first {MOST} of {trips.persons.size:,} trips." if trips.persons.size > MOST else ""
    heading = loads_title(results) if at == loads(results)[0] else f"{name}: persons a trip"
    return Chart(heading, f"{loads_words(results)}{some}", wide, narrow, _table(name, shown), keys)


def _point(name: str, departed: int, persons: int, reason: int) -> Point:
    why = next(each for each in WORDS if each == reason)
    colour, shape = REASONS[why]
    says = f"{name}, {moment(departed)}: {persons} persons\nleft: {WORDS[why]}"
    return Point(departed, persons, shape, f"faint {ink_of(colour)}", says)


def _table(name: str, shown: Loads) -> Table:
    words = {int(reason): text for reason, text in WORDS.items()}
    rows = [(moment(departed), str(persons), words[reason]) for departed, persons, reason in
            zip(*(column.tolist() for column in shown), strict=True)]  # fmt: skip
    return Table(f"Trips of {name}", ("Departure", "Persons", "Reason of leaving"), rows, (1,))
