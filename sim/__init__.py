"""A discrete-event model of the evacuation through the Rafah crossing."""
