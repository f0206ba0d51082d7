"""What a study of what to find out leaves: words, one picture, and a page."""
