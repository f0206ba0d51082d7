"""Approximate Bayesian computation: numbers fitted to reported intervals by simulating, without a likelihood.

Population Monte Carlo with as many simulations in each generation as was said (Lenormand, Jabot and Deffuant 2013,
Computational Statistics 28:2777), then a local linear regression that takes away what the last tolerance leaves
(Beaumont, Zhang and Balding 2002, Genetics 162:2025). A figure known only as an interval is one whose true value may be
anywhere in it, for which a simulation inside counts in full: with no tolerance left the posterior is that of this
reporting (Wilkinson 2013, Statistical Applications in Genetics and Molecular Biology 12:129).
"""
