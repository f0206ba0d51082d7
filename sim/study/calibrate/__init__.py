"""Numbers of a scenario fitted to what was reported, and how well the model then foretells the rest."""
