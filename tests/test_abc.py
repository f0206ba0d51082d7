"""Approximate Bayesian computation over cases whose posterior is known."""

import numpy as np
import pytest
from scipy import stats

from sim.study.statistics.abc.excess import Intervals, Table, distance, excess, noise_of
from sim.study.statistics.abc.fitted import Effort, Fit, fitted
from sim.study.statistics.abc.misfit import misfit
from sim.study.statistics.abc.population import founded, logits_of, proposed, renewed, unit_of
from sim.study.statistics.abc.ranks import rank_of, ranked
from sim.study.statistics.chance import generator

EFFORT = Effort(400, 400, 4)
SLOPES = np.array([[120.0, -90.0, 0.0], [100.0, -110.0, 10.0], [0.0, 30.0, 80.0], [220.0, -200.0, 10.0]])
NOISE, WIDTH = np.array([12.0, 12.0, 7.0, 18.0]), np.array([20.0, 40.0, 6.0, 30.0])


def simulated(unit, chance, slopes=SLOPES, bend=0.0):
    """Figures of a linear model with normal days; `bend` turns the second of them down, as no such model does."""
    figures = unit @ slopes.T + chance.standard_normal((len(unit), len(slopes))) * NOISE[: len(slopes)]
    figures[:, 1] -= bend
    return np.round(figures)


def fit_of(known, chance, bend=0.0) -> tuple[Fit, Intervals]:
    """A fit of the model without a bend to figures made by known numbers with one."""
    low = simulated(known[None, :], chance, bend=bend)[0] - chance.random(4) * WIDTH
    reported = Intervals(low, low + WIDTH)
    unit = chance.random((2000, 3))
    first = Table(unit, simulated(unit, chance))
    return fitted(first, lambda points: simulated(points, chance), reported, EFFORT, chance), reported


def test_an_excess_is_counted_from_the_nearer_end_in_the_noise_of_the_figure():
    reported = Intervals(np.array([10.0, 0.0]), np.array([20.0, 5.0]))
    figures = np.array([[8.0, 3.0], [24.0, 5.0], [15.0, np.nan]])
    found = excess(figures, reported, np.array([2.0, 1.0]))
    assert found.tolist() == [[-1.0, 0.0], [2.0, 0.0], [0.0, np.inf]]
    assert distance(found).tolist() == [1.0, 2.0, np.inf]


def test_the_noise_is_what_the_numbers_do_not_explain_and_never_less_than_counting():
    chance = generator(1, "test")
    unit = chance.random((4000, 2))
    figures = np.column_stack([300 * unit[:, 0] + 4 * chance.standard_normal(4000), 50 * unit[:, 1] ** 2])
    assert noise_of(Table(unit, figures)) == pytest.approx([4.0, 0.5], rel=0.05)


def test_steps_never_leave_the_prior_and_logits_come_back():
    chance = generator(2, "test")
    unit = chance.random((300, 3))
    population = founded(unit, unit - 0.5, 100)
    assert ((proposed(population, 500, chance) > 0) & (proposed(population, 500, chance) < 1)).all()
    assert unit_of(logits_of(unit)) == pytest.approx(unit)


def test_a_population_keeps_the_nearest_of_old_and_new():
    chance = generator(3, "test")
    unit = chance.random((200, 1))
    population = founded(unit, unit - 0.5, 50)
    near = np.sort(np.abs(unit[:, 0] - 0.5))[:50]
    assert population.tolerance == near[-1]
    new = chance.random((80, 1))
    after = renewed(population, new, new - 0.5)
    both = np.sort(np.abs(np.concatenate([unit, new])[:, 0] - 0.5))
    assert len(after.weights) == 50
    assert after.tolerance <= population.tolerance
    assert set(distance(after.outside)) <= set(both)
    assert after.accepted == (np.abs(new[:, 0] - 0.5) <= population.tolerance).mean()


def test_the_posterior_of_a_normal_figure_known_to_an_interval_is_the_exact_one():
    """The figure 100 u + N(0, 5) is in 40 to 46: u has the density Phi((46 - 100 u) / 5) - Phi((40 - 100 u) / 5)."""
    chance = generator(4, "test")

    def simulate(unit):
        return 100 * unit + 5 * chance.standard_normal((len(unit), 1))

    unit = chance.random((4000, 1))
    reported = Intervals(np.array([40.0]), np.array([46.0]))
    found = fitted(Table(unit, simulate(unit)), simulate, reported, Effort(1000, 1000, 5), chance).posterior
    grid = np.linspace(0, 1, 4001)
    density = stats.norm.cdf((46 - 100 * grid) / 5) - stats.norm.cdf((40 - 100 * grid) / 5)
    density /= density.sum()
    mean = (grid * density).sum()
    spread = ((grid - mean) ** 2 * density).sum() ** 0.5
    mine = (found.unit[:, 0] * found.weights).sum()
    assert mine == pytest.approx(mean, abs=0.004)
    assert ((found.unit[:, 0] - mine) ** 2 * found.weights).sum() ** 0.5 == pytest.approx(spread, rel=0.08)


def test_a_number_that_no_figure_depends_on_keeps_its_prior():
    chance = generator(5, "test")

    def simulate(unit):
        return 100 * unit[:, :1] + 5 * chance.standard_normal((len(unit), 1))

    unit = chance.random((3000, 2))
    reported = Intervals(np.array([40.0]), np.array([46.0]))
    found = fitted(Table(unit, simulate(unit)), simulate, reported, Effort(800, 800, 3), chance).posterior
    below = [(found.weights * (found.unit[:, 1] < share)).sum() for share in (0.1, 0.25, 0.5, 0.75, 0.9)]
    assert below == pytest.approx([0.1, 0.25, 0.5, 0.75, 0.9], abs=0.06)


@pytest.fixture(scope="module")
def trials() -> list[tuple[np.ndarray, float]]:
    """Ranks and misfits of 120 sets of figures that the model made."""
    found = []
    for number in range(120):
        chance = generator(number, "trial")
        known = chance.random(3)
        fit, reported = fit_of(known, chance)
        found.append((rank_of(fit.posterior, known), misfit(fit, reported, chance)))
    return found


def test_known_numbers_are_held_as_often_as_the_intervals_say(trials):
    for at in range(3):
        one = ranked(np.array([ranks[at] for ranks, _ in trials]))
        assert one.covered_low <= 0.9 <= one.covered_high
        assert one.flat > 0.001


def test_a_true_model_is_seldom_called_wrong_and_a_wrong_one_mostly(trials):
    assert np.mean([share <= 0.05 for _, share in trials]) <= 0.06
    wrong = []
    for number in range(20):
        chance = generator(number, "wrong")
        wrong.append(misfit(*fit_of(chance.random(3), chance, bend=200.0), chance))
    assert np.mean(np.array(wrong) <= 0.05) >= 0.9


def test_ranks_that_are_not_flat_are_seen():
    assert ranked(np.linspace(0.3, 0.7, 200)).flat < 1e-6
    assert ranked(np.linspace(0.0, 1.0, 200)).covered == pytest.approx(0.9, abs=0.01)
