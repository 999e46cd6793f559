"""What a cold run costs, as a ratio to importing three of its packages, measured in one run."""

import os
import subprocess
import sys
import time

RUNS = 7
LIMIT = 4.5


def quickest(command, root):
    """The quickest of several cold processes, in seconds: what disturbs a run only ever makes it slower."""
    best = float("inf")
    compiled = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as an installed package is
    for _ in range(RUNS):
        begun = time.perf_counter()
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, env=compiled)
        best = min(best, time.perf_counter() - begun)
        assert done.returncode in (0, 1), done.stderr.decode()
    return best


def test_a_cold_run_costs_little_more_than_its_imports(root):
    base = quickest([sys.executable, "-c", "import pydantic, dateparser, typer"], root)
    run = quickest([sys.executable, "-m", "consistency.cli", "check", "seeds/grok", "--format", "json"], root)
    assert run <= LIMIT * base, f"{run / base:.2f} times the imports"
