"""What to find out next: what knowing a number is worth for the choice between plans."""
