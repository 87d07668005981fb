"""A question in, a cited answer out. Read first: types, then answer."""
