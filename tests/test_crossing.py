"""A scenario's stations become those of the crossing, number by number (T1, S3, S5, S7, S8)."""

import numpy as np
from small import bus, cohort, desk, exponential, minutes, on_the_day, small_scenario

from sim.model.clock import DAY, HOUR, MINUTE, NEVER, UNLIMITED
from sim.model.crossing import (
    Closing,
    Crossing,
    Days,
    DeskStation,
    GateStation,
    ShuttleStation,
    Side,
    Yielding,
    as_planned,
    build,
)
from sim.model.draws import draw
from sim.model.faults import scenario_of
from sim.model.timetable import Timetable

TO = 17 * HOUR
NINE_TO_FIVE = [["09:00", "17:00"]]
TAKES_OVER, IN_TURN, AT_BOARDING = True, False, False


def gate(**changes):
    """A gate, open from nine to five."""
    return {"kind": "gate", "hours": NINE_TO_FIVE, "overtaking": True, "quota": 9, "yields_to": None, **changes}


def three(**changes):
    """A gate, a bus and an Egyptian desk, in which all numbers differ; two cohorts."""
    raw, route = small_scenario(), ["gate", "bus", "egypt"]
    riding = {
        **bus(),
        "seats": 11,
        "bays": 2,
        "vehicles": 3,
        "hall": 21,
        "patience": 2.5,
        "hours": NINE_TO_FIVE,
    }
    last = desk(4, minutes(exponential(3)), side="egyptian", closing="fits", hours=NINE_TO_FIVE, hall=13)
    raw |= {"order": route, "stations": {"gate": gate(), "bus": riding, "egypt": last}, "days": 2}
    raw["cohorts"] = {"aid": cohort(4, route, on_the_day(), listed=True)}
    raw["cohorts"]["others"] = cohort(5, ["bus", "egypt"], on_the_day(), listed=True)
    for key, value in changes.items():
        place = raw
        *inside, last_key = key.split("__")
        for part in inside:
            place = place[part]
        place[last_key] = value
    return scenario_of(raw)


def planned(**changes):
    """Its crossing, as planned."""
    return as_planned(three(**changes))


def on_duty(count, last=3):
    """So many on duty from nine to five, on so many days."""
    edges = [day + at for day in range(0, last * DAY, DAY) for at in (9 * HOUR, TO)]
    return Timetable((0, *edges), (0, *(count, 0) * last))


def days_known(crossing):
    """How many days its timetables tell."""
    return len(crossing.stations[0].timetable.breaks) // 2


def test_every_number_of_a_station_is_where_it_belongs():
    crossing = planned()
    known = days_known(crossing)
    of_days = Days(tuple(day * DAY + 9 * HOUR for day in range(known)), ())
    assert known > 2
    assert crossing == Crossing(
        (
            GateStation("gate", on_duty(1, known), of_days, TAKES_OVER, 9, None),
            ShuttleStation(
                "bus", Side.PALESTINIAN, on_duty(3, known), of_days, 21, IN_TURN, 11, 2, 150_000, AT_BOARDING
            ),
            DeskStation("egypt", Side.EGYPTIAN, on_duty(4, known), of_days, 13, IN_TURN, Closing.FITS),
        ),
        2 * DAY,
        (NEVER, NEVER),
    )
    assert crossing.names == ("gate", "bus", "egypt")


def test_what_has_no_limit_has_none():
    gate_, bus_, egypt = planned(
        stations__gate__quota="unlimited", stations__bus__hall="unlimited", stations__egypt__hall="unlimited",
        stations__bus__patience="unlimited", stations__bus__hall_freed="departure",
    ).stations  # fmt: skip
    assert (gate_.quota, bus_.hall, egypt.hall, bus_.patience) == (UNLIMITED,) * 4
    assert bus_.hall_freed_at_departure is True


def test_whom_a_gate_yields_to_is_told_by_number_and_until_when():
    plain = {"cohorts": ["others"], "left": "bus", "until": None}
    yields = [
        planned(stations__gate__yields_to={**plain, "until": until}).stations[0].yields for until in (None, "14:00")
    ]
    assert yields == [Yielding((1,), 1, NEVER), Yielding((1,), 1, 14 * HOUR)]


def test_the_street_goes_home_only_where_it_is_said():
    stays, returns = (planned(overnight=overnight).stations[0].days.evenings for overnight in ("stay", "return"))
    assert stays == ()
    assert returns[:2] == (TO, DAY + TO)


def test_a_deadline_is_told_in_milliseconds():
    assert planned(cohorts__aid__deadline=1.5).deadlines == (round(1.5 * MINUTE), NEVER)


def test_a_world_as_drawn_is_as_planned_where_nothing_is_drawn():
    scenario = three()
    assert build(scenario, draw(scenario, 1, 0)).stations[1].timetable.level_at(10 * HOUR) == 3
    assert np.array_equal(build(scenario, draw(scenario, 1, 0)).names, as_planned(scenario).names)
