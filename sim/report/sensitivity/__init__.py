"""What moves the outputs, in words and pictures."""
