"""The simulated days held against what was reported: figures with proper scores, and patterns that can fail."""
