"""The hook, the action and the workflows, run as those who use them do."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ("claims", "consistency", "reports", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "action.yml")
"""What an installation needs of the project."""
UNREACHABLE = re.compile(r"NewConnectionError|Max retries|Temporary failure|No matching distribution|ConnectTimeout|getaddrinfo")
CACHES = shutil.ignore_patterns("__pycache__")


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "PYTHON"))}
    return subprocess.run(
        command, cwd=folder, env=kept | environment, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


def needs_packages(done: subprocess.CompletedProcess[str]) -> None:
    """Skip where packages cannot be had, unless a run of CI may not skip."""
    if done.returncode and UNREACHABLE.search(done.stdout + done.stderr) and not os.environ.get("REQUIRE_PACKAGES"):
        pytest.skip("packages cannot be installed here")


def committed(folder: Path) -> Path:
    """A folder made a git repository of one commit."""
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "all"]):
        done = run([*git, *command], folder, HOME=str(folder))
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the project as it stands, whatever is committed of it."""
    folder = tmp_path_factory.mktemp("project")
    for name in PACKAGE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=CACHES)
        else:
            shutil.copy(ROOT / name, folder / name)
    return committed(folder)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A repository with two stories and a README."""
    shutil.copytree(ROOT / "seeds" / "grok", tmp_path / "desk" / "grok")
    (tmp_path / "desk" / "calm").mkdir()
    (tmp_path / "desk" / "calm" / "a.md").write_text("Le conseil se réunit le 3 mars 2026.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("Le 4 mai 2020, 300 personnes.\n", encoding="utf-8")
    return committed(tmp_path)


# ---- pre-commit


@pytest.mark.packages
def test_the_hook_checks_the_whole_story_of_a_file(project: Path, desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("pre_commit")
    home = str(tmp_path_factory.mktemp("pre-commit"))

    def hook(*files: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "try-repo", str(project), "consistency", "--verbose", "--files", *files]
        return run(command, desk, PRE_COMMIT_HOME=home)

    done = hook("desk/grok/01-synthese.md", "README.md", "desk/calm/a.md")
    needs_packages(done)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "dans 5 articles" in done.stdout
    assert "README.md: stands in no story's folder" in done.stdout
    calm = hook("desk/calm/a.md")
    assert (calm.returncode, "Cohérence des sources : calm" in calm.stdout) == (0, True), calm.stdout


def test_the_hook_s_file_is_what_pre_commit_reads() -> None:
    pytest.importorskip("pre_commit")
    done = run([sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"], ROOT)
    assert done.returncode == 0, done.stdout


# ---- the action


class Runner:
    """The steps of a composite action, run one after the other as GitHub's runner does."""

    def __init__(self, action: Path, workspace: Path, temporary: Path) -> None:
        self.action, self.workspace, self.temporary = action, workspace, temporary
        self.told = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
        self.outputs: dict[str, dict[str, str]] = {"python": {"python-path": sys.executable}}

    def run(self, step: Mapping[str, Any], **inputs: str) -> subprocess.CompletedProcess[str]:
        """One `run` step, with files for what it tells the runner; its outputs are kept by the step's id."""
        defaults = {name: str(given.get("default", "")) for name, given in self.told["inputs"].items()}
        script, output = self.temporary / "step.sh", self.temporary / "output"
        script.write_text(step["run"], encoding="utf-8")
        output.write_text("", encoding="utf-8")
        environment = {name: self.value(str(value), defaults | inputs) for name, value in step.get("env", {}).items()}
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "what a workflow gives must come through the environment"
        done = run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            self.workspace,
            RUNNER_TEMP=str(self.temporary),
            GITHUB_OUTPUT=str(output),
            GITHUB_STEP_SUMMARY=str(self.temporary / "summary.md"),
            **environment,
        )
        if "id" in step:
            lines = output.read_text(encoding="utf-8").splitlines()
            self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)
        return done

    def value(self, told: str, inputs: Mapping[str, str]) -> str:
        """A text with its expressions worked out: inputs, outputs of steps and the folder of the action are all there is."""

        def one(match: re.Match[str]) -> str:
            kind, _, name = match[1].partition(".")
            if kind == "inputs":
                return inputs[name]
            if kind == "steps":
                step, _, output = name.partition(".outputs.")
                return self.outputs[step].get(output, "")
            assert match[1] == "github.action_path"
            return str(self.action)

        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", one, told)

    @property
    def result(self) -> dict[str, str]:
        """The outputs of the action."""
        return {name: self.value(output["value"], {}) for name, output in self.told["outputs"].items()}


@pytest.fixture
def action(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the program of this project is where the action's first steps would install it."""
    temporary = tmp_path_factory.mktemp("runner")
    program(temporary / "source-consistency" / "bin")
    return Runner(ROOT, desk, temporary)


def program(folder: Path) -> None:
    """Put the program of this project into a folder, as an installation would."""
    folder.mkdir(parents=True)
    file = folder / "consistency"
    file.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m consistency.cli "$@"\n', encoding="utf-8")
    file.chmod(0o755)


@pytest.mark.packages
def test_the_action_installs_the_program_and_runs_it(project: Path, desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    runner = Runner(project, desk, tmp_path_factory.mktemp("runner"))
    python, install, last = runner.told["runs"]["steps"]
    assert python["uses"].startswith("actions/setup-python@")
    done = runner.run(install)
    needs_packages(done)
    assert done.returncode == 0, done.stderr
    assert runner.run(last, paths="desk/grok").returncode == 1
    assert Path(runner.result["sarif"]).is_file()


def check(runner: Runner, **inputs: str) -> subprocess.CompletedProcess[str]:
    return runner.run(runner.told["runs"]["steps"][-1], **{name.replace("_", "-"): value for name, value in inputs.items()})


def test_the_action_annotates_summarises_and_writes_files(action: Runner) -> None:
    done = check(action, paths="desk/grok", formats="sarif junit markdown jsonl")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=desk/grok/")
    assert (action.temporary / "summary.md").read_text(encoding="utf-8").startswith("# Cohérence")
    told = action.result
    assert told["status"] == "1"
    assert json.loads(Path(told["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert len(JUnitXml.fromfile(told["junit"])) == 1
    assert Path(told["markdown"]).read_text(encoding="utf-8").startswith("# Cohérence")
    assert sorted(p.suffix for p in Path(told["folder"]).iterdir()) == [".jsonl", ".md", ".sarif", ".xml"]


def test_the_action_s_inputs_reach_the_program(action: Runner) -> None:
    done = check(action, paths="desk/grok", fail_on="never", report_language="en", no_excerpts="true", formats="")
    assert (done.returncode, action.result["status"], action.result["sarif"]) == (0, "0", ""), done.stderr
    summary = (action.temporary / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("# Source consistency")
    assert "Musk" not in summary
    assert "Musk" not in done.stdout


def test_the_action_takes_several_paths_with_spaces_and_nothing_as_an_option(action: Runner, desk: Path) -> None:
    (desk / "desk" / "calm").rename(desk / "desk" / "--calm 'a; exit 9'")
    done = check(action, paths="desk/--calm 'a; exit 9'\ndesk/grok/01-synthese.md\n", formats="json")
    assert done.returncode == 0, done.stderr
    report = json.loads((Path(action.result["folder"]) / "consistency.json").read_text(encoding="utf-8"))
    assert len(report["sources"]) == 2


def test_the_action_fails_on_what_it_cannot_do(action: Runner) -> None:
    assert (check(action, paths="nowhere").returncode, action.result["status"]) == (2, "2")
    done = check(action, paths="desk/grok", formats="yaml")
    assert (done.returncode, action.result["status"]) == (2, "2")
    assert "yaml is none of" in done.stdout


def test_a_baseline_makes_the_action_pass(action: Runner, desk: Path) -> None:
    installed = action.temporary / "source-consistency" / "bin" / "consistency"
    assert run([str(installed), "baseline", "write", "desk/grok", "--baseline", "known.json"], desk).returncode == 0
    assert check(action, paths="desk/grok", baseline="known.json").returncode == 0


# ---- workflows


def builtin(name: str, *files: Path) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("check_jsonschema")
    return run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, *map(str, files)], ROOT)


def test_workflows_and_the_action_are_what_github_reads() -> None:
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert [path.name for path in workflows] == ["ci.yml", "nightly.yml"]
    for name, files in (("vendor.github-workflows", workflows), ("vendor.github-actions", [ROOT / "action.yml"])):
        done = builtin(name, *files)
        assert done.returncode == 0, done.stdout


def test_the_nightly_workflow_tells_what_is_new_and_writes_alerts(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its own commands, two nights one after the other, with what a runner sets."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8"))
    temporary = tmp_path_factory.mktemp("runner")
    program(temporary / "bin")
    summary = temporary / "summary.md"
    told = workflow["env"] | {"DESK": "desk", "PATH": f"{temporary / 'bin'}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(summary)}
    commands = [step["run"] for step in workflow["jobs"]["nightly"]["steps"] if "run" in step and "pip install" not in step["run"]]
    assert len(commands) == 3

    def night() -> list[int]:
        return [run(["bash", "-e", "-c", command], desk, **told).returncode for command in commands]

    assert night() == [1, 0, 0]
    assert "Musk" in summary.read_text(encoding="utf-8")
    assert sorted(path.name for path in (desk / "build" / "sarif").iterdir()) == ["calm.sarif", "grok.sarif"]
    assert night() == [0, 0, 0]


def test_what_the_guide_shows_is_what_its_readers_take(tmp_path: Path) -> None:
    """Every block of YAML in docs/ci.md is valid for the file that it is for, and names inputs and outputs that there are."""
    guide = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert {name.rsplit("/", 1)[-1] for name, _ in blocks} >= {".gitlab-ci.yml", ".pre-commit-config.yaml"}
    for number, (name, text) in enumerate(blocks):
        file = tmp_path / f"{number}.yml"
        file.write_text(text, encoding="utf-8")
        schema = "vendor.github-workflows" if name.startswith(".github/") else "vendor.gitlab-ci" if "gitlab" in name else ""
        if schema:
            done = builtin(schema, file)
            assert done.returncode == 0, done.stdout
        told = json.dumps(yaml.safe_load(text))
        for used in re.findall(r"steps\.consistency\.outputs\.([\w-]+)", told):
            assert used in action["outputs"]
        for step in steps(yaml.safe_load(text)):
            if str(step.get("uses", "")).endswith("source-consistency@v1"):
                assert set(step.get("with", {})) <= set(action["inputs"])


def steps(workflow: Any) -> list[dict[str, Any]]:
    """The steps of all jobs of a GitHub workflow."""
    jobs = workflow.get("jobs", {}) if isinstance(workflow, dict) else {}
    return [step for job in jobs.values() if isinstance(job, dict) for step in job.get("steps", [])]


def test_what_the_guide_runs_are_commands_that_there_are() -> None:
    """Every `consistency …` of docs/ci.md and the workflows names a command and options of the program."""
    told = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "docs" / "ci.md", *(ROOT / ".github").rglob("*.yml")))
    lines = re.findall(r"(?:^|[ \"])consistency ((?:check|changed|baseline write|baseline prune|waive|nightly|diff)\b[^\n`#|]*)", told)
    assert len(lines) >= 5
    from typer.main import get_command

    from consistency.cli import app

    for line in lines:
        words, command = line.split(), get_command(app)
        while getattr(command, "commands", None) and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert not getattr(command, "commands", None), line
        known = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known | {"--"}, line
