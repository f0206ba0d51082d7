"""What a validation leaves: words, one picture, and a page."""
