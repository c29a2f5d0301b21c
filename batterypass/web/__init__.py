"""What runs in a browser: the verifier page."""
