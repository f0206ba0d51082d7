"""How often studies were right, as a page of the documentation."""

from collections.abc import Mapping, Sequence

from scipy import stats
from trials import Found

BEYOND_CHANCE = 0.001  # a study that keeps its word looks as if it did not so rarely

HEAD = """# How often studies are right

Written by `python tests/stated/run.py --write`. Every study is made over and over, by independent days, on plans of
known mean, and what it says is held against the exact answer. The plans are queues with an end: 50 customers, one a
minute in the mean, come to a hall that is empty when the first one comes; M/M/c with 1 to 4 desks, acted out by the
compiled engine. The exact mean waits come from the chain of the number found (Kelton and Law 1985), which
`tests/theory` holds against published values. These are terminating simulations: there is no warm-up to cut off.

*Kept*: as many are right as was stated, or fewer by what chance brings about once in a thousand times or more; else
**short**. The share is told with its standard error.
"""
TAIL = """
## What to make of it

- A day's mean wait is skewed, and Student's t is made for values that are not. With 30 replications the lines of plans
  "as fast" and of single means lie a point or two below 0.95: each alone could be chance, all of them together hardly.
  With 10 it is four points. That paired intervals are promised from 30 on, where the sequential rule begins too, was
  decided when the lines of 10 had been seen; `compare` does not refuse fewer.
- Two of the lines nearest to chance's limit are of the sequential rule at its coarsest and of every two plans at 30.
  A finer precision takes more days, and nothing of it is seen there.
- Where differences hang together, as between overloaded plans, Bonferroni's intervals hold more often than stated.
- On common days the procedure KN was right more often than stated, in cases as unfavourable as its proof knows. On days
  of each plan's own, which vary much and are skewed, it was right a little less often, which could be chance; its proof
  is for normal values. There, plans up to ten times as far apart took about as many replications.
- Intervals of indices are on the safe side: they add what other points and what other days would change. The three
  indices of a study are not independent, so the standard error told of their share is too small.
"""


def is_kept(found: Found) -> bool:
    """Whether the statement can be true: so few right, or fewer, come about more than once in a thousand times."""
    return bool(stats.binom.cdf(found.right, found.studies, found.stated) > BEYOND_CHANCE)


def written(sections: Mapping[str, Sequence[Found]]) -> str:
    """The page: a table a section."""
    return HEAD + "".join(_section(title, found) for title, found in sections.items()) + TAIL


def line(found: Found) -> str:
    """One line of a table: what, how many right, their share, what was stated, whether it is kept, and more."""
    share = found.right / found.studies
    error = (share * (1 - share) / found.studies) ** 0.5
    kept = "kept" if is_kept(found) else "**short**"
    return (
        f"| {found.what} | {found.right} of {found.studies} | {share:.3f} ± {error:.3f} | {found.stated:.2f} "
        f"| {kept} | {found.beside} |"
    )


def _section(title: str, found: Sequence[Found]) -> str:
    head = "| what | right | share | stated | | beside |\n|---|---|---|---|---|---|\n"
    return f"\n## {title}\n\n{head}" + "".join(f"{line(one)}\n" for one in found)
