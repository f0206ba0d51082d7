"""Numbers as functions of a log: flow, waits, occupancy, use."""
