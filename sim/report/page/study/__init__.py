"""The pages of studies: a comparison, a sweep, a sensitivity study, a search for the bottleneck."""
