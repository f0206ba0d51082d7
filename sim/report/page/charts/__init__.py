"""Charts as plain marks of SVG: each is drawn for a width, says its values, and computes nothing of the model."""
