"""Pictures and words for people."""
