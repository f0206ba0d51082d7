"""Exact mean waits of the first customers of M/M/c from empty: a run of known end, and so of known mean."""

import numpy as np


def mean_waits(rate, mean_service, desks, customers):
    """E[wait] of each of the first customers (min), from empty (Kelton & Law 1985): the chain of the number found.

    Before the next one comes, from j there, some leave one by one: each time with chance d / (rate + d), where
    d = min(j, desks) / mean_service.
    """
    found, waits = np.zeros(customers + 1), []
    found[0] = 1
    for _ in range(customers):
        ahead = np.maximum(0, np.arange(customers + 1) - desks + 1)
        waits.append(float(found @ ahead) * mean_service / desks)
        after = np.zeros(customers + 1)
        leaving = 0.0
        for there in range(customers, -1, -1):
            leaving += found[there - 1] if there else 0.0
            after[there] = leaving * rate / (rate + min(there, desks) / mean_service)
            leaving -= after[there]
        found = after
    return waits
