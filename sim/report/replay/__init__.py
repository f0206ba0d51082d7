"""The replay: a day played on the map from its log, in one HTML file that opens anywhere."""
