"""Where lists are checked so that nobody gets past: at no secondary, and not where a referral leads past (P4, P5)."""

from collections.abc import Mapping, Sequence

from sim.model.scenario import Desk, Station


def sure_checks(route: Sequence[str], stations: Mapping[str, Station]) -> list[str]:
    """The desks of a route that check lists and that everybody on it comes to."""
    desks = [(at, name, desk) for at, name in enumerate(route) if isinstance(desk := stations.get(name), Desk)]
    referrals = [(at, route.index(desk.refer.to)) for at, _, desk in desks if desk.refer and desk.refer.to in route]
    avoidable = {name for at, end in referrals for name in route[at + 1 : end + 1]}
    return [name for _, name, desk in desks if desk.checks_list and name not in avoidable]
