"""The excerpt in the README is what the program prints today."""

import importlib.util


def test_readme_shows_a_real_report(root):
    spec = importlib.util.spec_from_file_location("update_readme", root / "docs" / "update_readme.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    shown = (root / "README.md").read_text(encoding="utf-8").split(tool.START)[1].split(tool.END)[0]
    assert shown == f"\n```text\n{tool.summary()}\n```\n", "the summary changed: run `make readme`"
