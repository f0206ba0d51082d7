"""What moves the outputs of a scenario, how much, and what that rests on."""
