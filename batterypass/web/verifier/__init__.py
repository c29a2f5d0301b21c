"""The verifier in one page: a second implementation, in JavaScript, of what a stranger checks (decision 35)."""
