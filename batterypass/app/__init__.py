"""Use cases: one function each, one order of steps."""
