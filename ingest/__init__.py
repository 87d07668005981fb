"""Documents in, a searchable library out. Read first: types, then library, then sync."""
