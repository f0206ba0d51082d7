"""What is simulated: time, chance, people, the scenario, the crossing, the log."""
