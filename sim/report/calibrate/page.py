"""The page of a calibration."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.report.calibrate.words import question_of, verdict
from sim.report.page.parts import Figure, Page, Prose, Section, Table
from sim.report.page.study.estimates import Estimate, changes_chart
from sim.report.page.writing import picture_of
from sim.report.plots.parameters import in_a_sentence, name_of
from sim.report.plots.words import counted, in_unit, listed, percent, plain
from sim.study.calibrate.calibrated import Calibrated
from sim.study.calibrate.rows import (
    HARDLY,
    HELD,
    Fitted,
    Foretold,
    called_wrong,
    fitted_rows,
    foretold_rows,
    generation_rows,
    pair_rows,
    rate_rows,
    synthetic_rows,
)  # fmt: skip


def calibrated_page(found: Calibrated, folder: Path, closing: Sequence[Section]) -> Page:
    """Whether the model fits, what it then foretells, and what the figures say of its numbers."""
    name = plain(found.fitting.study.name)
    rows, numbers = list(foretold_rows(found)), list(fitted_rows(found))
    sections = [_figures(rows, folder), _numbers(found, numbers, folder), *_synthetic(found, folder), _rounds(found)]
    return Page(f"Calibration of {name}", question_of(found), list(_answer(found, rows, numbers)),
                list(_key(rows, found)), [*sections, *closing], [_note(found)])  # fmt: skip


def _answer(found: Calibrated, rows: Sequence[Foretold], numbers: Sequence[Fitted]) -> Iterator[str]:
    said = verdict(found)
    yield f"{said[:1].upper()}{said[1:]}."
    later = [row for row in rows if row.used == "foretold"]
    held = sum(row.covered == HELD[True] for row in later)
    if later:
        count = counted(len(later), "figure")
        yield f"Of {count} of later days, to which nothing was fitted, its intervals hold {held}."
    else:
        yield "No later day of the scenario has a reported figure, so nothing tests what it foretells."
    known = listed([in_a_sentence(row.number) for row in numbers if row.said != HARDLY])
    left = listed([in_a_sentence(row.number) for row in numbers if row.said == HARDLY])
    yield f"The figures narrow {known or 'none of the numbers'}; they hardly say anything of {left or 'no other'}."


def _key(rows: Sequence[Foretold], found: Calibrated) -> Iterator[Figure]:
    for used, head in (("fitted", "Fitted figures held"), ("foretold", "Foretold figures held")):
        mine = [row for row in rows if row.used == used]
        held = sum(row.covered == HELD[True] for row in mine)
        yield Figure(head, f"{held} of {len(mine)}", "", "best reported value within 95 % of the model's days", held)
    yield Figure("Own days as far", percent(found.misfit), "", "small would call the model wrong", found.misfit)
    for rate in rate_rows(found):
        span = f"{rate.low:.0f} to {rate.high:.0f}"
        yield Figure(
            plain(rate.station), f"{rate.median:.0f} an hour", span, "persons, over all its officers", rate.median
        )


def _note(found: Calibrated) -> str:
    fitted = f"Fitted by approximate Bayesian computation, seed {found.fitting.study.seed}"
    priors = "priors are uniform over the ranges of seeds/"
    return f"{fitted}; {priors}. Brackets of numbers hold 0.9, of figures 0.95 of the probability."


def _figures(rows: Sequence[Foretold], folder: Path) -> Section:
    heads = ("Figure", "Of", "Used", "Reported", "Low to high", "The model's days", "From", "To", "")
    cells = [(plain(row.what), row.date, row.used, in_unit(row.best, row.unit),
              f"{in_unit(row.low, row.unit)} to {in_unit(row.high, row.unit)}",
              *("" if end is None else in_unit(end, row.unit) for end in (row.median, row.day_low, row.day_high)),
              row.covered) for row in rows]  # fmt: skip
    table = Table("Figures", heads, cells, (3, 4, 5, 6, 7), folded=True)
    picture = picture_of(folder, "figures", "Fitted, and foretold")
    return Section("figures", "Reported figures beside the fitted model's", [picture, table])


def _numbers(found: Calibrated, rows: Sequence[Fitted], folder: Path) -> Section:
    """Each number over its range, as shares of it, and which of them go together."""
    shares = [_within(row) for row in rows]
    heads = ("Number", "Basis", "Range", "As it is", "Median", "From", "To", "Width, of the range's", "")
    cells = [(row.number, row.basis, f"{row.low:.3g} to {row.high:.3g}",
              *(f"{end:.3g}" for end in (row.as_it_is, row.median, row.posterior_low, row.posterior_high)),
              percent(row.width), row.said) for row in rows]  # fmt: skip
    pairs = [(name_of(row.first), name_of(row.second), f"{row.correlation:+.2f}", row.said) for row in pair_rows(found)]
    return Section("numbers", "What the figures say of the numbers", [
        picture_of(folder, "posterior", "Posteriors and priors"),
        changes_chart("Each number within its range", shares, "0: low end, 100 %: high end of the range", percent),
        Table("Numbers", heads, cells, (3, 4, 5, 6, 7), folded=True),
        Prose("Numbers that go together in the posterior cannot be told apart by these figures."),
        Table("Pairs of numbers", ("One", "Other", "Rank correlation", ""), pairs, (2,), folded=True),
    ])  # fmt: skip


def _within(row: Fitted) -> Estimate:
    """A number's posterior as shares of its range, its value in words at the right."""
    median, low, high = ((end - row.low) / (row.high - row.low) for end in
                         (row.median, row.posterior_low, row.posterior_high))  # fmt: skip
    said = f"{row.median:.3g} ({row.posterior_low:.3g} to {row.posterior_high:.3g})"
    return Estimate(name_of(row.number), median, low, high, said, row.said != HARDLY)


def _synthetic(found: Calibrated, folder: Path) -> list[Section]:
    rows, wrong = list(synthetic_rows(found)), called_wrong(found)
    if not rows or wrong is None:
        return []
    said = (f"{counted(rows[0].sets, 'set')} of figures were made by known numbers, and fitted the same way. "
            f"{percent(wrong)} of them were called wrong.")  # fmt: skip
    heads = ("Number", "Held by 90 % intervals", "From", "To", "Ranks as uneven")
    cells = [(name_of(row.number), *(percent(end) for end in (row.covered, row.covered_low, row.covered_high)),
              f"{row.flat:.2f}") for row in rows]  # fmt: skip
    return [Section("synthetic", "Does the fitting itself work?", [
        Prose(said), picture_of(folder, "ranks", "Where known numbers stood"),
        Table("Synthetic figures", heads, cells, (1, 2, 3, 4)),
    ])]  # fmt: skip


def _rounds(found: Calibrated) -> Section:
    heads = ("Round", "Runs", "Tolerance", "Within the one before", "Worth draws")
    cells = [(str(row.generation), f"{row.simulations:,}", f"{row.tolerance:.2f}", percent(row.accepted),
              f"{row.effective:,.0f}") for row in generation_rows(found)]  # fmt: skip
    said = "Distances are counted in each figure's own spread between days; the tolerance is the largest that is kept."
    return Section("rounds", "How the fit came about", [Prose(said), Table("Rounds", heads, cells, (0, 1, 2, 3, 4))])
