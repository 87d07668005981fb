"""How good the answers are, measured by cases with known answers. Read in the order of use: cases, run, score, report."""
