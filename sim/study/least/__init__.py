"""The question backwards: the least of one or two levers such that a goal is met with a stated probability."""
