"""What a question backwards found, in words, a picture and a page."""
