"""The gate: from what a check found to a verdict. Which findings are asked for, which are known, and when a run fails.

Nothing is dropped in silence: what does not count moves aside inside the report, and every format says how much.
``config`` reads the file in which a project sets all this once.
"""
