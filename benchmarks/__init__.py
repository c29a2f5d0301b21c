"""Speed as ratios against yardsticks measured in the same run; ``python -m benchmarks``."""
