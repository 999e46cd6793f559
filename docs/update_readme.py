"""Write the summary of the sample story into the README, between its two marks."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START, END = "<!-- report excerpt: start -->", "<!-- report excerpt: end -->"


def summary() -> str:
    """What `consistency check seeds/grok` prints, 80 columns wide."""
    command = [sys.executable, "-m", "consistency.cli", "check", "seeds/grok", "--format", "terminal"]
    environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 1:
        raise SystemExit(done.stderr)
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def main() -> None:
    """Replace what stands between the marks."""
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{START}\n```text\n{summary()}\n```\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
