"""Files made to do harm: archives, XML, PDFs and names that reach for what is not theirs; and runs that are cut short."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from formats import NEWSML, as_docx, as_html
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from claims.documents import load, load_all, load_bytes
from claims.errors import InputError
from claims.extract import extract, prepare
from claims.read import archive
from claims.records import Document
from consistency.cli import app
from consistency.errors import InputError as CannotWrite
from consistency.output import write_atomically

ROOT = Path(__file__).resolve().parent.parent


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


# ---- archives


@pytest.mark.parametrize("name", ["../../escape.md", "/tmp/escape.md", "C:\\escape.md", "..\\..\\escape.md", "a/../../escape.md"])  # noqa: S108
def test_names_in_an_archive_are_only_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "desk.zip").write_bytes(packed(**{name: b"Le feu a fait 12 morts."}))
    before = sorted(tmp_path.rglob("*"))
    (found,) = load_all(tmp_path / "in" / "desk.zip")
    assert isinstance(found, Document)
    assert found.source == "desk-escape"
    assert Path(found.path).name.endswith("escape.md")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_unpacks_to_far_more_than_its_size_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(packed(**{"a.md": bytes(50_000_000)}))
    with pytest.raises(InputError, match="times its size"):
        list(load_all(tmp_path / "bomb.zip"))
    (tmp_path / "bomb.docx").write_bytes(packed(**{"word/document.xml": bytes(50_000_000)}))
    with pytest.raises(InputError, match="times its size"):
        load(tmp_path / "bomb.docx")


def test_an_archive_that_lies_about_a_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    data = bytearray(packed(**{"a.md": b"Le feu a fait 12 morts. " * 1000}))
    at = data.index(b"PK\x01\x02") + 24  # the size after unpacking, in the list of contents
    data[at : at + 4] = (30).to_bytes(4, "little")
    (tmp_path / "liar.zip").write_bytes(data)
    (found,) = load_all(tmp_path / "liar.zip")
    assert isinstance(found, InputError) or len(found.text) <= 30


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    inner = packed(**{"a.md": b"Le feu a fait 12 morts."})
    for _ in range(4):
        inner = packed(**{"inside.zip": inner})
    (tmp_path / "deep.zip").write_bytes(inner)
    (found,) = load_all(tmp_path / "deep.zip")
    assert isinstance(found, InputError)
    assert "deep" in found.problem


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    (tmp_path / "many.zip").write_bytes(packed(**{f"{n}.md": b"x" for n in range(3)}))
    with pytest.raises(InputError, match="limit"):
        list(load_all(tmp_path / "many.zip"))


# ---- XML and HTML

BILLION = '<!DOCTYPE n [<!ENTITY a "lol">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)) + "]>"


@pytest.mark.parametrize("entity", [BILLION, '<!DOCTYPE n [<!ENTITY j SYSTEM "file:///etc/passwd">]>'])
@pytest.mark.parametrize("kind", ["newsml", "feed", "docx"])
def test_xml_entities_bring_nothing_in(tmp_path: Path, entity: str, kind: str) -> None:
    body = "<p>Le feu a fait 12 morts. &j;</p>"
    if kind == "newsml":
        made = NEWSML.format(meta="", content="", body=body).replace("?>", f"?>{entity}", 1).encode()
    elif kind == "feed":
        made = f"<?xml version='1.0'?>{entity}<rss version='2.0'><channel><item><description>Le feu. &j;</description></item></channel></rss>".encode()
    else:
        with zipfile.ZipFile(io.BytesIO(as_docx(["Le feu a fait 12 morts. JJ"]))) as good:
            parts = {name: good.read(name) for name in good.namelist()}
        xml = parts["word/document.xml"].decode()
        parts["word/document.xml"] = xml.replace("?>", f"?>{entity}", 1).replace("JJ", "&j;").encode()
        made = packed(**parts)
    path = tmp_path / f"a.{'docx' if kind == 'docx' else 'xml'}"
    path.write_bytes(made)
    try:
        text = "".join(d.text for d in load_all(path) if isinstance(d, Document))
    except InputError:
        text = ""
    assert "root:" not in text
    assert len(text) < 1000


def test_markup_and_escapes_in_a_page_stay_text(tmp_path: Path) -> None:
    title = "<img src=x onerror=alert(1)> | [clic](javascript:alert(1)) \x1b[31m`x`\n# Faux"
    page = as_html([title.replace("\n", " "), "Le feu a fait 12 morts mardi, a dit Jean Dupont, maire de Port-Lannec."])
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(page.replace(b"12 morts", b"12 morts" if name == "a.html" else b"14 morts"))
    for form in ("markdown", "terminal"):
        shown = CliRunner().invoke(app, ["check", str(tmp_path), "--format", form]).output
        assert "\x1b" not in shown
        assert "<img" not in shown or form == "terminal"
        assert "[clic](javascript" not in shown
        assert "\n# Faux" not in shown


@pytest.mark.parametrize("text", ["{" * 100_000, "[" * 100_000, '{"text": ' * 10_000, '[{"text": "\\ud800 12 morts"}]'])
def test_json_nested_without_end_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    try:
        assert all(isinstance(d, Document) for d in load_all(tmp_path / "a.json"))
    except InputError:
        assert "ud800" not in text


# ---- what is on disk after a run was cut short


def one_run(folder: Path, report: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "consistency.cli", "check", str(folder), "--output", str(report), "--fail-on", "never"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_killed_run_leaves_the_old_report_or_the_new_one(tmp_path: Path) -> None:
    articles, report = tmp_path / "articles", tmp_path / "out" / "report.md"
    articles.mkdir()
    report.parent.mkdir()
    for name, dead in (("a", 12), ("b", 14)):
        (articles / f"{name}.md").write_text(
            f"Le feu de Port-Lannec a fait {dead} morts mardi 10 mars 2026, selon le maire.\n", encoding="utf-8"
        )
    started = time.monotonic()
    assert one_run(articles, report).wait() == 0
    lasts, new = time.monotonic() - started, report.read_text(encoding="utf-8")
    moments = int(os.environ.get("KILLS", "10"))
    chance = random.Random(7)  # noqa: S311
    for _ in range(moments):
        report.write_text("old", encoding="utf-8")
        run = one_run(articles, report)
        time.sleep(chance.uniform(0, 1.2 * lasts))
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert report.read_text(encoding="utf-8") in ("old", new)
    assert one_run(articles, report).wait() == 0
    assert report.read_text(encoding="utf-8") == new
    assert [p.name for p in report.parent.iterdir()] == ["report.md"]


def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "report.md"
    report.write_text("old")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        write_atomically(report, "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("report.md", "old")]


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="there is no file system to which nobody may write")
def test_a_folder_that_may_not_be_written_to_is_a_clear_error() -> None:
    done = CliRunner().invoke(app, ["check", str(ROOT / "seeds" / "grok"), "--output", "/proc/report.md"])
    assert done.exit_code == 2
    assert "/proc/report.md" in done.output


def test_a_file_system_limit_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A file that may not grow beyond 4 kB (as on a full disk): the report does not fit."""
    report = tmp_path / "report.md"
    report.write_text("old")
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "from consistency.cli import main; main()"
    )
    command = [sys.executable, "-B", "-c", program, "check", str(ROOT / "seeds" / "grok"), "--output", str(report)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("report.md", "old")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", [["rule"], ["--help"], ["--version"], ["schema"], ["check", "seeds/grok"]])
def test_standard_output_that_is_full_is_a_clear_error(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "consistency.cli", *command], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert "cannot be written to" in done.stderr
    assert "internal error" not in done.stderr


def test_a_closed_output_is_no_defect_of_the_program() -> None:
    program = "import os, sys; os.close(1); sys.stdout = None; from consistency.cli import main; main()"
    command = [sys.executable, "-c", program, "check", "seeds/grok"]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1  # what was found, as with an open one
    assert "Traceback" not in done.stderr


# ---- the network


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """The whole job, over every format, in a process where no socket can be connected."""
    from formats import FORMATS

    for suffix, make in FORMATS.items():
        (tmp_path / f"{suffix[1:]}-article{suffix}").write_bytes(
            make(["Un feu à Port-Lannec", "Le feu a fait 12 morts mardi, selon le maire."])
        )
    (tmp_path / "links.md").write_text(
        "---\nurl: https://example.org/a\n---\nLe feu a fait 14 morts. https://example.org/b", encoding="utf-8"
    )
    program = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('a connection was asked for')\n"
        "class Refused(socket.socket):\n    connect = connect_ex = sendto = sendmsg = refuse\n"
        "socket.socket = Refused; socket.create_connection = socket.getaddrinfo = refuse\n"
        "from consistency.cli import main; main()"
    )
    command = [
        sys.executable,
        "-c",
        program,
        "check",
        str(tmp_path),
        str(ROOT / "tests" / "pages"),
        "--format",
        "json",
        "--fail-on",
        "never",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["sources"]) == len(FORMATS) + 1 + 9


# ---- anything at all

SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf", ".json", ".jsonl", ".xml", ".rss", ".zip")
OPENINGS = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body><p>", b"<rss><channel><item>", b"<newsItem>", b'{"text": "', b"---\ntitle: ")


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(
    opening=st.sampled_from(OPENINGS),
    rest=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda t: t.encode("utf-8", "replace"))),
)
@settings(max_examples=60)
def test_any_bytes_under_any_name_are_read_or_refused(suffix: str, opening: bytes, rest: bytes) -> None:
    with contextlib.suppress(InputError):
        for found in load_bytes(opening + rest, "a", f"a{suffix}", Path("nowhere") / f"a{suffix}"):
            if isinstance(found, Document):
                for claim in extract(prepare(found)).claims:
                    assert found.text[claim.start : claim.end] == claim.exact
