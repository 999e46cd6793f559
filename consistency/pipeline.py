"""From paths to a report: read, extract, align, judge, tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from claims.documents import load_all, load_bytes
from claims.errors import InputError
from claims.extract import Extraction, Prepared, prepare
from claims.lexicon import languages
from claims.measures import base, says_little
from claims.read.formats import MAYBE, UnknownFormatError
from claims.records import Claim, Document, FigureClaim, NameClaim, QuoteClaim
from consistency import __version__
from consistency.addresses import address, stem
from consistency.align import Group, align
from consistency.baseline import compared, read_baseline
from consistency.deadline import within
from consistency.findings import Finding, Report, Source, Unread, order
from consistency.fingerprints import fingerprint
from consistency.judge import Judgement, judge
from consistency.offices import office_groups
from consistency.options import Options
from consistency.origins import Origins, origins
from consistency.paths import Files, files, story_name
from consistency.rules import ARTICLE_RULES, GROUP_RULES
from consistency.spellings import name_groups
from consistency.stories import Story, story
from consistency.waiver_file import read_waivers
from consistency.waivers import waived


def check(paths: Sequence[Path], options: Options) -> tuple[Report, dict[str, Document]]:
    """Check the articles under some paths as one story; returns the report and the documents by source.

    Findings are waived and compared with a baseline where the options name the files of these.
    """
    report, documents = judged(paths, options)
    if options.baseline:
        before = read_baseline(Path(options.baseline)).stories.get(report.story, ())
        report = compared(report, before, Path(options.baseline).name)
    return with_waivers(report, documents, options), documents


def with_waivers(report: Report, documents: Mapping[str, Document], options: Options) -> Report:
    """The report with what its articles and the central file waive."""
    return waived(report, documents, read_waivers(Path(options.waivers)) if options.waivers else (), options.today)


def judged(paths: Sequence[Path], options: Options) -> tuple[Report, dict[str, Document]]:
    """The report on some paths by itself, whatever was known before or is waived, and the documents by source."""
    return judged_story(story_name(paths), files(paths), options)


def judged_story(name: str, under: Files, options: Options) -> tuple[Report, dict[str, Document]]:
    """The report on the articles of one story, by itself, and the documents by source."""
    report, told = _judged(name, under, options)
    return report, told.documents


def judged_with_story(paths: Sequence[Path], options: Options) -> tuple[Report, Story]:
    """The report on some paths by itself, and the story it is about."""
    return _judged(story_name(paths), files(paths), options)


def _judged(name: str, under: Files, options: Options) -> tuple[Report, Story]:
    told, unread, aside = told_story(name, under, options)
    sources = origins(told.documents.values())
    names = [*name_groups(told), *office_groups(told)]
    live = told.live
    findings = _each_once([*_group_findings([*align(live), *names], live, sources, options), *_article_findings(live, sources)])
    report = Report(
        version=__version__,
        story=told.name,
        sources=tuple(source_of(e) for e in told.extractions),
        unread=unread,
        left_aside=aside,
        claims=(*told.claims, *(c for group in names for c in group.claims)),
        findings=order([finding for finding in findings if _wanted(finding, options)]),
    )
    return report, told


def _wanted(finding: Finding, options: Options) -> bool:
    """Whether a finding's rule is on, and its origin is not one that the house trusts alone."""
    if finding.code in options.disable or finding.code.rstrip("0123456789") in options.disable:
        return False
    return not (finding.verdict == "single-source" and set(finding.origin_names) & set(options.trusted_origins))


def extract(paths: Sequence[Path], options: Options) -> tuple[tuple[tuple[Document, tuple[Claim, ...]], ...], tuple[Unread, ...]]:
    """The claims of each article under some paths, and the articles that could not be read."""
    told, unread, _ = told_story(story_name(paths), files(paths), options)
    return tuple((e.document, e.claims) for e in told.extractions), unread


def told_story(name: str, under: Files, options: Options) -> tuple[Story, tuple[Unread, ...], tuple[str, ...]]:
    """The story, what could not be read, and the files left aside."""
    read: dict[str, Prepared] = {}
    unread, aside = list(under.unusable), list(under.aside)
    for path in under.articles:
        for found in _articles(path, options):
            if not isinstance(found, InputError) and found.document.source not in under.only.get(path, {found.document.source}):
                continue
            if isinstance(found, UnknownFormatError) and _may_be_aside(found, path, under):
                aside.append(found.path)
            elif isinstance(found, InputError):
                unread.append(_unread(found))
            elif (problem := _refused(found.document, read, options)) is not None:
                unread.append(problem)
            else:
                read[found.document.source] = found
    return (
        story(name, list(read.values()), options.people),
        tuple(sorted(set(unread), key=lambda u: (u.path, u.line))),
        tuple(sorted(aside)),
    )


def _may_be_aside(error: UnknownFormatError, path: Path, under: Files) -> bool:
    """Whether a file without an article is only left aside: one of a folder that others than articles are named like, or one in an archive."""
    return error.path != str(path) or (path not in under.named and path.suffix.lower() in MAYBE)


def _articles(path: Path, options: Options) -> Iterator[Prepared | InputError]:
    """The articles of a file, read; an error for each that cannot be, or that takes too long."""
    found = _loaded(path, options)
    while True:
        try:
            with within(options.article_seconds):
                one = next(found, None)
                if one is None:
                    return
                ready = one if isinstance(one, InputError) else prepare(one)
        except InputError as error:
            yield error
            return
        except TimeoutError:
            yield InputError(str(path), 0, f"takes more than {options.article_seconds:g} s to read", "keep only the article's text")
            return
        yield ready


def _loaded(path: Path, options: Options) -> Iterator[Document | InputError]:
    url = address(path)
    if not url:
        yield from load_all(path)
    elif not options.fetch:
        raise InputError(url, 0, "is an address, not a file", "add --fetch to fetch it, or save the page to a file")
    else:
        from consistency.fetch import fetch  # loads the network's modules, which no other run needs

        yield from load_bytes(fetch(url), stem(url), url)


def _unread(error: InputError) -> Unread:
    return Unread(path=error.path, line=error.line, problem=error.problem, remedy=error.remedy)


def _refused(document: Document, others: Mapping[str, Prepared], options: Options) -> Unread | None:
    """Why an article that was read is left out all the same."""
    if len(others) >= options.max_articles:
        return Unread(path=document.path, problem=f"is one more than the {options.max_articles:,} articles of a run", remedy="check fewer")
    if document.language not in options.languages or document.language not in languages():
        return _unknown_language(document)
    other = others.get(document.source)
    if other is not None:
        return Unread(path=document.path, problem=f"has the same name as {other.document.path}", remedy="rename one of the two files")
    return None


def _unknown_language(document: Document) -> Unread:
    known = ", ".join(languages())
    return Unread(
        path=document.path,
        problem=f"is in the language “{document.language}”, which is not read",
        remedy=f"languages read: {known}; set `lang:` in the front matter if it was taken for the wrong one",
    )


def source_of(extraction: Extraction) -> Source:
    """An article as reports list it."""
    document = extraction.document
    return Source(
        source=document.source,
        path=document.path,
        title=document.title,
        outlet=document.outlet,
        language=document.language,
        published=document.published.day.isoformat() if document.published.day else "",
        published_basis=document.published.basis,
        published_candidates=document.published.candidates,
        status=document.status,
        notes=document.notes,
        credits=document.credits,
        claims=len(extraction.claims),
        remarks=tuple(f"{r.line}: {r.text}" if r.line else r.text for r in document.remarks),
    )


def _group_findings(groups: Iterable[Group], told: Story, sources: Origins, options: Options) -> list[Finding]:
    found = []
    for group in groups:
        judgement = judge(group, told, sources, options.tolerance)
        rule = next((r for r in GROUP_RULES if r(group, judgement)), None)
        if rule is not None:
            found.append(_finding(rule.code, group, judgement))
    return found


def _finding(code: str, group: Group, judgement: Judgement) -> Finding:
    return Finding(
        id=fingerprint(code, group.claims, judgement.origins),
        code=code,
        verdict=judgement.verdict,
        tier=judgement.tier,
        subject=subject(group),
        claims=tuple(c.id for c in sorted(group.claims, key=lambda c: (c.source, c.start))),
        origins=len(judgement.origins),
        origin_names=judgement.origins,
        why=judgement.why,
    )


def _article_findings(told: Story, sources: Origins) -> list[Finding]:
    found = []
    for extraction in told.extractions:
        by_id = {c.id: c for c in extraction.claims}
        for rule in ARTICLE_RULES:
            for flaw in rule(extraction):
                claims = tuple(by_id[i] for i in flaw.claims)
                origin = sources.name(claims[0])
                found.append(
                    Finding(
                        id=fingerprint(rule.code, claims, [origin]),
                        code=rule.code,
                        verdict="internal",
                        tier=flaw.tier,
                        subject=subject(Group(claims[0].kind, claims)),
                        claims=flaw.claims,
                        origins=1,
                        origin_names=(origin,),
                        why=flaw.why,
                    )
                )
    return found


def _each_once(found: Sequence[Finding]) -> list[Finding]:
    """Findings by an id of their own: one flaw written twice in an article is told once, two groups of the same words are numbered."""
    kept: dict[str, Finding] = {}
    for finding in found:
        twice = sum(f.id.startswith(finding.id) for f in kept.values()) + 1 if finding.id in kept else 1
        if twice == 1 or finding.verdict != "internal":
            named = finding if twice == 1 else finding.model_copy(update={"id": f"{finding.id}-{twice}"})
            kept[named.id] = named
    return list(kept.values())


def subject(group: Group) -> str:
    """A few words of the articles that name the thing: what is counted, who speaks, the words around a date."""
    first = group.claims[0]
    if isinstance(first, NameClaim):
        return first.value.person
    if isinstance(first, QuoteClaim):
        return first.value.speaker or first.value.speaker_exact or " ".join(first.exact.split()[:6])
    if isinstance(first, FigureClaim):
        first = _typical([c for c in group.claims if isinstance(c, FigureClaim)])
        if first.value.measured:
            return " ".join(first.value.measured.split())
    return " ".join((first.prefix.split() or [""])[-4:] + first.exact.split() + first.suffix.split()[:4])


def _typical(claims: Sequence[FigureClaim]) -> FigureClaim:
    """The first figure of the measure that most of them have: it names the group."""
    measures = [base(c.slots.measure.value) if c.slots.measure is not None else "" for c in claims]
    often = Counter(m for m in measures if m and not says_little(m)).most_common(1)
    return claims[measures.index(often[0][0])] if often else claims[0]
