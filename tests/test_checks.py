"""Where lists are checked so that nobody gets past (P4, P5)."""

from small import constant, desk, minutes

from sim.model.checks import sure_checks
from sim.model.scenario import Desk

ROUTE = ("a", "b", "c", "d", "e")


def checking(**changes):
    """A desk that checks lists."""
    return Desk(**desk(1, minutes(constant(1)), checks_list=True, **changes))


def test_a_referral_leads_past_what_is_between_and_not_all_come_to_its_secondary():
    """From b some go to d: who does not skips d, who is referred may skip c; all come to a, b and e."""
    stations = {name: checking() for name in ROUTE} | {"b": checking(refer={"to": "d", "share": 0.5})}
    assert sure_checks(ROUTE, stations) == ["a", "b", "e"]


def test_only_desks_that_check_lists_are_told():
    stations = {name: checking() for name in ROUTE[:2]} | {"c": Desk(**desk(1, minutes(constant(1))))}
    assert sure_checks(ROUTE, stations) == ["a", "b"]
