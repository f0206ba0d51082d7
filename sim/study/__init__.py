"""Many replications, and the intervals they allow."""
