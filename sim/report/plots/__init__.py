"""The pictures, one a file: each takes axes and gives them back, saves nothing, and comes with its text in words."""
