"""A calibration told: in words, in pictures, and as a page."""
