"""Where the lines, points and words of a plot stand, for the window and for paper. Knows no colour, draws nothing."""
