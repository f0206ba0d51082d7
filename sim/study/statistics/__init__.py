"""Statistics of studies, as functions of arrays: no engine, no file and no configuration is known here.

values: (R, P) one output of R replications of P plans; (P, R, K) K outputs of R replications at P points of a design.
"""
