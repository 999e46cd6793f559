"""Feed every reader and the extraction with broken files, and count what goes wrong.

    python benchmarks/fuzz.py [--count 100000] [--seed 1] [--jobs 2] [--only pdf,html] [--keep FOLDER]

Each input is an article in one of the formats (or one of the saved pages of the tests) after a few random mutations: bytes
flipped, cut, doubled, replaced by bytes that mean something somewhere, spliced with another file; of a Word document or an archive mostly
the files inside. It is read as the program reads
it and its claims are extracted. Wrong is any exception but the program's own error about a file, more than 2 s for one input, and more than
1 GB of memory. The inputs that went wrong are kept; those that led to a mend are in tests/fuzz/.
"""

from __future__ import annotations

import argparse
import multiprocessing
import pathlib
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from io import BytesIO

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from formats import FORMATS, as_pdf  # noqa: E402

from claims.documents import load_all  # noqa: E402
from claims.errors import InputError  # noqa: E402
from claims.extract import extract, prepare  # noqa: E402
from consistency.deadline import within  # noqa: E402

MOST_SECONDS = 2.0
MOST_KILOBYTES = 1_000_000
BATCH = 250
PARAGRAPHS = [
    "Incendie à Port-Lannec : douze blessés",
    "PORT-LANNEC, 11 mars 2026 (AFP) - Le feu qui s'est déclaré mardi vers 21h15 a fait « au moins douze blessés », selon la préfète.",
    "Les dégâts vont de 3,4 à 5 millions d'euros, soit 12 % du budget de 2026 ; 1 354 foyers ont été privés de courant pendant deux heures.",
    "“It took us three hours,” said Captain Maelle Quere, who led 42 firefighters on Tuesday.",
]
TOKENS = [
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xc2\xad", b"\xe2\x80\x8b", b"\r", b"---\n", b"<", b">", b"&lt;", b"&#0;", b"&xxe;",
    b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"</p>", b"<p>", b"<table>", b"{", b"}", b"[", b'"', b"\\u", b"\\ud800", b"1e999", b"-1", b"0", b"99999999999999999999",
    b"2026-99-99", b"31/02/2026", b"lundi", "« ".encode(), " »".encode(), b"obj", b"endobj", b"stream", b"endstream", b"/Length 9", b"xref", b"PK\x03\x04", b"PK\x05\x06", b"1,1,", b"de la ",
]  # fmt: skip


def corpus() -> list[tuple[str, bytes]]:
    """Names (their suffix tells the format) and contents of the files that are mutated."""
    seeds = [(f"a{suffix}", make(PARAGRAPHS)) for suffix, make in FORMATS.items()]
    text = "\n\n".join(PARAGRAPHS)
    seeds += [
        ("a.txt", text.encode()),
        ("a.md", f"---\ntitle: Un feu\npublished: 2026-03-11\nlang: fr\ncredits: [AFP]\n---\n{text}".encode()),
        ("b.txt", text.encode("utf-16")),
        ("c.txt", text.encode("cp1252", "replace")),
        ("a.jsonl", b'{"title": "Un feu", "text": "Le feu a fait 12 bless\xc3\xa9s mardi.", "published": "2026-03-11"}\n' * 3),
        (
            "a.rss",
            b"<?xml version='1.0'?><rss version='2.0'><channel><title>P</title><item><title>Un feu</title><pubDate>Wed, 11 Mar 2026 08:00:00 GMT</pubDate>"
            b"<description>&lt;p&gt;Le feu a fait 12 morts.&lt;/p&gt;</description></item></channel></rss>",
        ),
        (
            "a.atom",
            b"<feed xmlns='http://www.w3.org/2005/Atom'><title>P</title><entry><title>Un feu</title><updated>2026-03-11T08:00:00Z</updated>"
            b"<content type='html'>&lt;p&gt;Le feu a fait 12 morts.&lt;/p&gt;</content></entry></feed>",
        ),
    ]
    seeds += [(path.name, path.read_bytes()) for path in sorted((ROOT / "tests" / "pages").glob("*.html"))]
    seeds.append(("b.pdf", as_pdf(PARAGRAPHS, compressed=False)))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in seeds[:7]:
            archive.writestr(name, data)
    return [*seeds, ("a.zip", packed.getvalue())]


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The data after one to eight mutations."""
    row = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(row) + 1)
        length = min(len(row) - at, int(chance.expovariate(0.05)))
        kind = chance.randrange(7)
        if kind == 0 and at < len(row):
            row[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del row[at : at + length]
        elif kind == 2:
            row[at:at] = row[at : at + length] * chance.randint(1, 20)
        elif kind == 3:
            row[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 50))
        elif kind == 4:
            start = chance.randrange(len(other) + 1)
            row[at : at + length] = other[start : start + length]
        elif kind == 5:
            row[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
        elif chance.random() < 0.2:
            del row[at:]
    return bytes(row)


def broken(name: str, data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A file after some mutations: of a zip file three times in four those of one of its members, packed again."""
    if not name.endswith((".docx", ".zip")) or chance.random() < 0.25:
        return mutated(data, other, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    at = "word/document.xml" if name.endswith(".docx") and chance.random() < 0.7 else chance.choice(sorted(members))
    members[at] = mutated(members[at], other, chance)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return packed.getvalue()


def read(path: pathlib.Path) -> int:
    """Read one file as the program does, and extract its claims; returns how many."""
    count = 0
    try:
        for one in load_all(path):
            if not isinstance(one, InputError):
                count += len(extract(prepare(one)).claims)
    except InputError:
        pass
    return count


def batch(job: tuple[int, int, list[tuple[str, bytes]], str]) -> tuple[Counter[str], float, int, list[tuple[str, bytes, str]]]:
    """Run a batch of inputs: what was tried, the slowest in seconds, the memory in kilobytes, and what went wrong."""
    number, size, seeds, folder = job
    chance = random.Random(number)  # noqa: S311 (mutations, no secret)
    tried: Counter[str] = Counter()
    wrong: list[tuple[str, bytes, str]] = []
    slowest = 0.0
    for _ in range(size):
        name, data = chance.choice(seeds)
        made = broken(name, data, chance.choice(seeds)[1], chance)
        path = pathlib.Path(folder) / f"{number}-{name}"
        path.write_bytes(made)
        started = time.perf_counter()
        try:
            with within(MOST_SECONDS):
                read(path)
        except Exception:  # noqa: BLE001 (what is wrong is what is looked for)
            wrong.append((name, made, traceback.format_exc(limit=-4)))
        slowest = max(slowest, time.perf_counter() - started)
        tried[path.suffix] += 1
        path.unlink()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if memory > MOST_KILOBYTES:
        wrong.append((f"batch-{number}", b"", f"{memory} kB"))
    return tried, slowest, memory, wrong


def main() -> None:
    """Fuzz, print a table, and keep what went wrong."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--count", type=int, default=100_000)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--jobs", type=int, default=2)
    cli.add_argument("--only", default="", help="suffixes without their dots, with commas between")
    cli.add_argument("--keep", type=pathlib.Path, default=pathlib.Path("fuzz-failures"))
    args = cli.parse_args()
    wanted = {f".{one}" for one in args.only.split(",") if one}
    seeds = [row for row in corpus() if not wanted or pathlib.Path(row[0]).suffix in wanted]
    tried: Counter[str] = Counter()
    slowest, memory, failures, started = 0.0, 0, 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, multiprocessing.get_context("spawn").Pool(args.jobs, maxtasksperchild=40) as pool:
        jobs = [(args.seed * 1_000_000 + n, min(BATCH, args.count - n), seeds, folder) for n in range(0, args.count, BATCH)]
        for done, slow, used, wrong in pool.imap_unordered(batch, jobs):
            tried += done
            slowest, memory = max(slowest, slow), max(memory, used)
            for name, data, trace in wrong:
                failures += 1
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{failures:04}-{name}").write_bytes(data)
                (args.keep / f"{failures:04}-{name}.trace").write_text(trace, encoding="utf-8")
    print("| format | inputs |\n|---|---|")
    print("\n".join(f"| {suffix} | {number:,} |" for suffix, number in sorted(tried.items())))
    print(f"\n{sum(tried.values()):,} inputs in {time.perf_counter() - started:.0f} s: {failures} went wrong,", end=" ")
    print(f"the slowest took {slowest:.2f} s, the largest process {memory / 1000:.0f} MB.")
    raise SystemExit(failures > 0)


if __name__ == "__main__":
    main()
