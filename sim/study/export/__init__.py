"""The log for other tools: as activities for process mining, as events for queue animation, and as XES."""
