"""The excerpt in the README is what the program prints today."""

import subprocess
import sys

START, END = "<!-- report excerpt: start -->", "<!-- report excerpt: end -->"


def summary(root):
    """The terminal summary of the sample story."""
    command = [sys.executable, "-m", "consistency.cli", "check", "seeds/grok", "--format", "terminal"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={"COLUMNS": "80", "PYTHONPATH": str(root)})
    assert done.returncode == 1, done.stderr
    return done.stdout.strip()


def test_readme_shows_a_real_report(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    shown = text.split(START)[1].split(END)[0].strip().removeprefix("```text").removesuffix("```").strip()
    assert shown == summary(root), "the summary changed: run `make readme`"
