"""The parts of the drawing of a crossing: its ways, where each station stands on paper, its boxes and its lines."""
