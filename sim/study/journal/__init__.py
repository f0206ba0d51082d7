"""The journal of a long study: its plan, its chunks, one writer, and how it goes on after whatever stopped it."""
