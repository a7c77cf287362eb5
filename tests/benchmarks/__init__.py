"""How long the work takes, as ratios within one run, since machines differ: `python -m tests.benchmarks`.

Not a test: times on a busy machine prove nothing. Run it on a quiet one before and after a change.
"""
