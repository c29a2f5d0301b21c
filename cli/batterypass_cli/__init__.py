"""The command line of batterypass: parse, call one use case, print."""
