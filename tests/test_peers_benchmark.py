"""The comparison with other recognisers: how its page is written. The other programs are not needed here."""

import datetime as dt
import importlib

import pytest

DATES, MONEY = ("fr", "duckling_time"), ("fr", "recognizers_currency")
KINDS = {DATES: "date", MONEY: "money"}


@pytest.fixture
def peers(root, monkeypatch):
    monkeypatch.syspath_prepend(root / "benchmarks")
    return importlib.import_module("peers")


@pytest.fixture
def results(peers):
    def result(kinds, plain, widened):
        return peers.Result({"package": "p", "version": "1", "kinds": kinds}, plain, widened)

    return {
        "ours": result(["date", "money"], {DATES: (9, 10), MONEY: (30, 30)}, {DATES: (9, 10), MONEY: (30, 30)}),
        "Duckling": result(["date"], {DATES: (8, 10), MONEY: (0, 30)}, {DATES: (2, 10), MONEY: (0, 30)}),
        "text2num": peers.Result({"missing": "No module named 'text_to_num'"}),
    }


def test_counts_are_read_from_what_the_scorer_prints(peers):
    printed = "suite   items  strict  precision\nfr duckling_time     54   98.1%     99.0%\nall      54   98.1%\n"
    assert peers.shares(printed) == {DATES: (53, 54)}


def test_a_table_brackets_own_suites_and_leaves_out_unknown_kinds(peers, results):
    lines = peers.accuracy(results, KINDS, "fr").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[2] == ["duckling_time (date, 10)", "90", "[80 → 20]", "n/a"]
    assert cells[3] == ["recognizers_currency (money, 30)", "100", "–", "n/a"]
    assert cells[4] == ["**all (40)**", "**98**", "**20 → 5**", "**n/a**"]
    assert cells[5] == ["**of the kinds it knows**", "**98**", "**80 → 20**", "**n/a**"]
    assert cells[6] == ["**of these, from other projects**", "**98**", "**–**", "**n/a**"]


@pytest.mark.parametrize(("rate", "verdict"), [(30.0, "3.00, met"), (29.0, "2.90, NOT MET")])
def test_a_target_is_met_or_said_not_to_be(peers, rate, verdict):
    (base, *_), (search, *_) = peers.TARGETS
    told = peers.verdicts({peers.TOGETHER: rate, base: 10.0}).splitlines()
    assert told[0].endswith(f"**{verdict}**")
    assert told[1].endswith("**n/a**"), f"{search} did not run"


def test_the_page_names_a_program_that_could_not_run(peers, results):
    rates = {peers.TOGETHER: 30.0, peers.TARGETS[0][0]: 10.0}
    kinds = KINDS | {("en", "x"): "date"}
    page = peers.render(results, rates, kinds, [4700] * 5, 3)
    assert "not run: No module named 'text_to_num'" in page
    assert "$" not in page


def test_a_day_widens_to_its_period(peers):
    peer_programs = importlib.import_module("peer_programs")
    day = dt.date(2024, 2, 29)
    assert peer_programs.period(day, "week") == {"earliest": "2024-02-26", "latest": "2024-03-03"}
    assert peer_programs.period(day, "month") == {"earliest": "2024-02-01", "latest": "2024-02-29"}
    assert peer_programs.period(day, "quarter") == {"earliest": "2024-01-01", "latest": "2024-03-31"}
    assert peer_programs.period(day, "year") == {"earliest": "2024-01-01", "latest": "2024-12-31"}
    assert peer_programs.period(day, "hour") == {"earliest": "2024-02-29", "latest": "2024-02-29"}
