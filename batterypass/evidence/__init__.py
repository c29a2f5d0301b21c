"""What a file or a paper must carry so that a stranger can judge it."""
