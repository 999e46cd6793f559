"""Values compared as what they are: intervals. Two values conflict only where no number or day fits both."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from claims.records import DateValue, FigureValue

ABOUT = (Decimal("0.15"), Decimal("0.05"), Decimal("0.02"))
"""How far « environ » may be from the exact number, as a share of it, by how many digits it gives: 30, 35, 350 and more."""
OF_THIRDS = Decimal("0.7")
"""Points by which « deux tiers » may be rounded: 66 % are."""
THIRDS = frozenset((Decimal("33.33"), Decimal("66.67")))
"""« près de deux tiers » is as round as « près de la moitié »."""
ABOUT_LEAST = 2
"""« une dizaine » may be 8 or 12: the least that « environ » allows a round number."""

ROUNDED = Decimal("0.03")
"""How far a plainly rounded number may be from the exact one, as a share of it: 300 km/h and 295, 1 350 and 1 354."""
ROUNDING = Decimal("0.1")
"""How much of a number its decimals may be where it is told without them."""
THOUSAND = 1000
ROUNDED_FROM = 100
"""Smaller numbers are taken at their word."""

CUSTOMARY = frozenset(
    (
        "[mi_i]",
        "[ft_i]",
        "[in_i]",
        "[yd_i]",
        "[nmi_i]",
        "[acr_us]",
        "[lb_av]",
        "[degF]",
        "[kn_i]",
        "[bbl_us]",
        "[sft_i]",
        "[cft_i]",
        "[cyd_i]",
    )
)
"""Units that articles of another country convert and round."""
COARSE = frozenset(("wk", "mo"))
"""Units of time that stand for the days that another article counts: « deux semaines » and 15 days."""
HALVES = frozenset(("h", "wk", "mo", "a"))
"""Units of time told by halves: « deux semaines et demie » are 17 days, and 18."""
HALF_TOLD = Decimal("0.5")
QUARTER = Decimal("0.25")
"""How far half a unit may be from what was counted."""
HALF = Decimal("0.49")
"""Nearly half of the last digit told: 7 and 8 stay apart."""
TENTHS = "10"
"""« sept sur dix » is a share, « sept sur neuf » a count."""
FEW = 4
"""Shares are told of so few of some: « deux sur trois »."""
RATIO = Decimal("0.005")
"""How far « un sur sept » may be from the share that it stands for."""

SI = {
    "km": ("m", Decimal(1000)), "m": ("m", Decimal(1)), "cm": ("m", Decimal("0.01")), "mm": ("m", Decimal("0.001")),
    "[mi_i]": ("m", Decimal("1609.344")), "[ft_i]": ("m", Decimal("0.3048")), "[in_i]": ("m", Decimal("0.0254")),
    "[yd_i]": ("m", Decimal("0.9144")), "[nmi_i]": ("m", Decimal(1852)),
    "s": ("s", Decimal(1)), "min": ("s", Decimal(60)), "h": ("s", Decimal(3600)), "d": ("s", Decimal(86400)),
    "wk": ("s", Decimal(604800)), "mo": ("s", Decimal(2629800)), "a": ("s", Decimal(31557600)),
    "kg": ("g", Decimal(1000)), "g": ("g", Decimal(1)), "mg": ("g", Decimal("0.001")), "t": ("g", Decimal(1000000)),
    "kt": ("g", Decimal(1000000000)), "Mt": ("g", Decimal(1000000000000)), "[lb_av]": ("g", Decimal("453.59237")),
    "[oz_av]": ("g", Decimal("28.349523")), "[smi_us]": ("m2", Decimal("2589988")), "[gal_us]": ("l", Decimal("3.785412")),
    "hl": ("l", Decimal(100)), "km3": ("l", Decimal(1000000000000)),
    "har": ("m2", Decimal(10000)), "m2": ("m2", Decimal(1)), "km2": ("m2", Decimal(1000000)), "[acr_us]": ("m2", Decimal("4046.873")),
    "l": ("l", Decimal(1)), "ml": ("l", Decimal("0.001")), "cl": ("l", Decimal("0.01")), "m3": ("l", Decimal(1000)),
    "Cel": ("Cel", Decimal(1)), "[degF]": ("Cel", Decimal(5) / 9),
    "hPa": ("Pa", Decimal(100)), "mbar": ("Pa", Decimal(100)),
    "[kn_i]": ("m/s", Decimal("0.514444")), "[car_m]": ("g", Decimal("0.2")), "ug": ("g", Decimal("0.000001")),
    "nm": ("m", Decimal("0.000000001")), "um": ("m", Decimal("0.000001")), "dm": ("m", Decimal("0.1")),
    "[sft_i]": ("m2", Decimal("0.09290304")), "cm2": ("m2", Decimal("0.0001")), "cm3": ("l", Decimal("0.001")), "dl": ("l", Decimal("0.1")),
    "[bbl_us]": ("l", Decimal("158.987295")), "[cft_i]": ("l", Decimal("28.316847")), "[cyd_i]": ("l", Decimal("764.554858")),
    "[pt_us]": ("l", Decimal("0.473176")), "[qt_us]": ("l", Decimal("0.946353")),
    "kWh": ("Wh", Decimal(1000)), "MWh": ("Wh", Decimal(1000000)), "GWh": ("Wh", Decimal(1000000000)), "TWh": ("Wh", Decimal(1000000000000)),
    "TW": ("W", Decimal(1000000000000)), "[HP]": ("W", Decimal("745.7")), "J": ("J", Decimal(1)), "cal": ("cal", Decimal(1)), "kcal": ("cal", Decimal(1000)),
    "bit": ("bit", Decimal(1)), "Mbit/s": ("bit/s", Decimal(1000000)), "Gbit/s": ("bit/s", Decimal(1000000000)),
    "By": ("By", Decimal(1)), "kBy": ("By", Decimal(1000)), "MBy": ("By", Decimal(1000000)), "GBy": ("By", Decimal(1000000000)),
    "TBy": ("By", Decimal(1000000000000)), "PBy": ("By", Decimal(1000000000000000)),
    "Hz": ("Hz", Decimal(1)), "kHz": ("Hz", Decimal(1000)), "MHz": ("Hz", Decimal(1000000)), "GHz": ("Hz", Decimal(1000000000)),
    "V": ("V", Decimal(1)), "A": ("A", Decimal(1)), "Pa": ("Pa", Decimal(1)), "Sv": ("Sv", Decimal(1)), "mSv": ("Sv", Decimal("0.001")),
    "dB": ("dB", Decimal(1)), "K": ("K", Decimal(1)), "[ly]": ("[ly]", Decimal(1)),
    "W": ("W", Decimal(1)), "kW": ("W", Decimal(1000)), "MW": ("W", Decimal(1000000)), "GW": ("W", Decimal(1000000000)),
}  # fmt: skip
"""UCUM units of one dimension: the unit they are compared in, and the factor."""
FREEZING = {"[degF]": 32}
"""Where a scale of temperature has the zero of the one it is compared in."""


class Interval(Struct, frozen=True):
    """A closed interval of numbers in the unit `dimension`; `exact` where nothing hedges or rounds it, `about` where « environ » does.

    `step` is that of the last digit told: 1 of « 74 quintaux », 0.1 of « 73,6 quintaux ».
    """

    low: Decimal
    high: Decimal
    dimension: str
    exact: bool
    about: bool = False
    step: Decimal = Decimal(0)

    def meets(self, other: Interval) -> bool:
        """Whether some number fits both; of « environ 60 » and « environ 80 » one must be near the other itself."""
        if two_currencies(self.dimension, other.dimension):
            return False
        if self.about and other.about:
            return abs(self.low + self.high - other.low - other.high) <= max(self.high - self.low, other.high - other.low)
        return (self.low <= other.high and other.low <= self.high) or self._rounds(other) or other._rounds(self)

    def _rounds(self, other: Interval) -> bool:
        """Whether one is the other without its decimals: 74 and 73.6; but one and a half is not one."""
        if not (self.exact and other.exact and 0 < other.step < self.step):
            return False
        apart = abs(self.low - other.low)
        return apart <= self.step / 2 and apart <= ROUNDING * abs(self.low)


def dimension(value: FigureValue) -> str:
    """What values can be compared with: the currency, `%`, the SI base of a UCUM unit; empty for plain counts."""
    base = "%" if _one_in(value) else SI.get(value.unit, (value.unit, Decimal(1)))[0]
    rate = _rate(value)
    return f"{base}/{SI.get(rate, (rate, Decimal(1)))[0]}" if rate else base


def _rate(value: FigureValue) -> str:
    """What a figure is told for one of; not of an amount of money, but for moments: « 0,76 franc » is told of a share, said or not, and savings of a year."""
    return "" if is_money(value.unit) and value.per not in MOMENTS else value.per


def is_count(value: FigureValue) -> bool:
    """Whether a figure counts things (its unit is a noun of the text) rather than measuring in a unit of a standard."""
    return value.unit not in SI and not _one_in(value) and value.unit not in ("%", "x", "point", "bp") and not is_money(value.unit)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, by its ISO 4217 code; a bare franc is one too, of a country that nothing tells."""
    return (len(unit) == len("EUR") and unit.isupper()) or unit == FRANC


def two_currencies(one: str, other: str) -> bool:
    """Whether two dimensions are currencies that no article takes for one another: not two dollars, nor an unnamed franc, nor two nearly at par."""
    dollars = one.endswith(_DOLLAR) and other.endswith(_DOLLAR)
    told = is_money(one) and is_money(other) and one != other and not {one, other} & _NO_COUNTRYS
    return told and not dollars and {one, other} != _AT_PAR


MOMENTS = frozenset(("s", "min", "h", "d", "wk", "mo"))
"""Units of time for one of which an amount is told apart from others: wages, rents."""
FRANC = "franc"
_DOLLAR = "D"
_AT_PAR = {"EUR", "CHF"}
_NO_COUNTRYS = {FRANC, "XDR"}
FRANCS = frozenset(("CHF", "XOF", "XAF", "XPF", "CDF", "RWF", "BIF", "DJF", "KMF", "GNF", "FRF", "BEF", "LUF"))
"""The currencies that are called francs."""

UNTOLD_FROM = Decimal(1_000_000)
"""From which number on an amount may be told without its currency: « des ventes de 3,2 milliards »."""


def may_be_money(value: FigureValue) -> bool:
    """Whether a figure is an amount of money, or a bare number large enough to be one whose currency is told elsewhere."""
    return is_money(value.unit) or (not value.unit and not value.measured and value.number >= UNTOLD_FROM)


def factor(value: FigureValue) -> Decimal:
    """What a figure's number is multiplied by to be told in the unit of its dimension."""
    if whole := _one_in(value):
        return Decimal(100) / whole
    return SI.get(value.unit, ("", Decimal(1)))[1] / SI.get(_rate(value), ("", Decimal(1)))[1]


def _one_in(value: FigureValue) -> int:
    """Of how many a share is told (« un bus sur trois » has the unit `/3`); 0 otherwise: « 58 sièges sur 169 » counts."""
    of = value.unit[1:] if value.unit[:1] == "/" else ""
    return int(of) if of.isdigit() and (value.number < FEW or of == TENTHS) else 0


@lru_cache(maxsize=100_000)
def interval(value: FigureValue) -> Interval:
    """The numbers that a figure leaves possible: its range, its hedge, and the rounding that its zeros betray."""
    times = factor(value)
    low = value.low if value.low is not None else value.number
    high = value.high if value.high is not None else value.number
    slack_low, slack_high = _slack(value, low, high)
    zero = FREEZING.get(value.unit, 0)
    return Interval(
        (low - slack_low - zero) * times,
        (high + slack_high - zero) * times,
        dimension(value),
        value.modifier == "" and value.high is None,
        value.modifier == "about" and value.high is None,
        _step(value) * times,
    )


def fitting(value: FigureValue) -> Interval:
    """The numbers that fit a figure beside others of its group: thirds are told of what comes near them."""
    told = interval(value)
    if value.unit != "%" or value.number not in THIRDS or value.high is not None:
        return told
    return replace(told, low=min(told.low, value.number - OF_THIRDS), high=max(told.high, value.number + OF_THIRDS))


def _step(value: FigureValue) -> Decimal:
    """The step of the last digit told of a number below a thousand; 0 of a larger one, whose zeros tell its rounding."""
    exponent = value.number.as_tuple().exponent
    return Decimal(10) ** min(0, int(exponent)) if abs(value.number) < THOUSAND and isinstance(exponent, int) else Decimal(0)


def _slack(value: FigureValue, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """How far below and above the printed number the true one may lie."""
    step = Decimal(0) if _one_in(value) else rounding(value.number)  # « plus d'un sur trois » is no two of three
    wide = _about(value.number)
    table = {
        "about": (wide, wide),
        "at-least": (Decimal(0), max(wide, step)),
        "more-than": (Decimal(0), max(wide, step)),
        "at-most": (wide, Decimal(0)),
        "less-than": (wide, Decimal(0)),
    }
    if value.modifier:
        return table[value.modifier]
    if value.high is None and (slack := _unit_slack(value)):
        return slack, slack
    if value.high is None and abs(value.number) >= ROUNDED_FROM and step > 1:
        slack = min(step / 2, ROUNDED * abs(value.number))
        return slack, slack
    return Decimal(0), Decimal(0)


def _unit_slack(value: FigureValue) -> Decimal:
    """How much a number leaves out that was told in a unit of another system, or as a ratio: 56 mph are 90 km/h."""
    if _one_in(value):
        return RATIO * _one_in(value)
    if value.unit in HALVES and value.number % 1 == HALF_TOLD:
        return QUARTER
    if _decimals(value.number) and SI.get(value.unit, ("s",))[0] != "s":
        return HALF * Decimal(10) ** -_decimals(value.number)  # « 10,4 tonnes » and 10 432 kg
    if value.unit not in CUSTOMARY | COARSE or value.number != value.number.to_integral_value() or abs(value.number) >= ROUNDED_FROM:
        return Decimal(0)
    return HALF


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _about(number: Decimal) -> Decimal:
    """How far from the number « environ » may be: the more digits it gives, the less."""
    digits = 1 if number in THIRDS else len(number.normalize().as_tuple().digits)
    wide = ABOUT[min(digits, len(ABOUT)) - 1] * abs(number)
    return max(wide, Decimal(ABOUT_LEAST)) if digits == 1 and abs(number) >= 10 else wide


def rounding(number: Decimal) -> Decimal:
    """The step that a printed number was plainly rounded to: 6 700 to 100, 88 000 000 to a million, 16 to 1."""
    if number == 0:
        return Decimal(1)
    exponent = number.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent) if isinstance(exponent, int) else Decimal(1)


def distinctive(number: Decimal) -> float:
    """How much the number itself identifies what it counts: 0 for small counts, 1 for « 1 354 »."""
    digits = len(number.normalize().as_tuple().digits)
    size = 0 if abs(number) <= 12 else 1 if abs(number) < 100 else 2
    return min(1.0, 0.25 * (digits - 1) + 0.25 * size)


TELLING_DIGITS = 3
"""Significant digits from which on two numbers hardly have the same ones by chance."""


def digits_swapped(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers of one length are written with the same digits in another order, as a hurried hand does: 241 and 214, 412,6 and 421,6, 340 and 304."""
    last = min(exponent for number in (one, other) if isinstance(exponent := number.normalize().as_tuple().exponent, int))
    a, b = (tuple(str(int(abs(number).scaleb(-last)))) for number in (one, other))
    return a != b and len(a) >= TELLING_DIGITS and sorted(a) == sorted(b)


# ---- dates


def overlap(one: DateValue, other: DateValue) -> bool | None:
    """Whether some day fits both; None where either has no days. What is told roughly may be off by its own length: « il y a 20 ans »."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return None
    slack = max(_rough(one), _rough(other))
    return one.earliest - other.latest <= slack and other.earliest - one.latest <= slack


def some_weekday(one: DateValue, other: DateValue) -> bool:
    """Whether one is a weekday of an unknown week and the other a day that is that weekday."""
    return _is_that_weekday(one, other) or _is_that_weekday(other, one)


def _is_that_weekday(bare: DateValue, day: DateValue) -> bool:
    told = bare.weekday if bare.earliest is None else None
    return told is not None and day.earliest is not None and day.earliest == day.latest and day.earliest.isoweekday() == told


def _rough(value: DateValue) -> dt.timedelta:
    """How far a date told roughly may be off, where it spans a week or more."""
    days = length(value)
    return dt.timedelta(days=days if value.mod == "APPROX" and days >= WEEK else 0)


WEEK = 7


def length(value: DateValue) -> int:
    """How many days a date spans; 0 where it has none."""
    return 0 if value.earliest is None or value.latest is None else (value.latest - value.earliest).days + 1


def same_time(one: DateValue, other: DateValue) -> bool:
    """Whether two times of day may be one moment."""
    return apart_minutes(one, other) == 0


def apart_minutes(one: DateValue, other: DateValue) -> int | None:
    """Minutes between two times of day, at the least; None where either is no time.

    Where the zones of both are told they are two moments. Else either may be told in the other's zone, and the clock counts as well:
    « 20 heures », "8pm". Where nothing is known of the zone of one, it may be any that is whole hours away: « 12h35 », "11.35am".
    """
    if one.time is None or other.time is None:
        return None
    if one.utc and other.utc:
        return _between_moments(one.utc, other.utc)
    clock = _on_the_clock(one, other)
    moments = [told for value in (one, other) if (told := value.utc or value.supposed_utc)]
    if len(moments) == 1 and clock <= FAR_ZONES and not _round_hours(one.time, other.time):
        return min(clock % HOUR, -clock % HOUR)
    return min(clock, _between_moments(*moments)) if len(moments) == 2 else clock


def may_be_one_time(one: DateValue, other: DateValue) -> bool:
    """Whether two times of day may be one moment, told as roughly as they are: « 21h58 », « vers 22 heures »; minutes that are no round number are exact."""
    between = apart_minutes(one, other)
    return between is not None and between <= max(_rough_minutes(one), _rough_minutes(other))


def _rough_minutes(value: DateValue) -> int:
    if value.mod == "APPROX":
        return ABOUT_MINUTES
    if value.mod:
        return SHORTLY
    return next(slack for step, slack in ROUND_MINUTES if minutes(value.time or "") % step == 0)


SHORTLY = 30
"""How far off « peu avant minuit », "by midnight" may be."""
ABOUT_MINUTES = 10
"""How far « vers 22 heures » may be off."""
ROUND_MINUTES = ((15, 5), (5, 2), (1, 0))
"""How far a time may be off that is told to a quarter of an hour, to five minutes, to the minute."""
HOUR = 60
DAY = 24 * HOUR
FAR_ZONES = 9 * HOUR
"""How far apart the zones are in which one moment is told by two clocks."""
QUARTER_HOUR = 15


def in_other_zone(one: DateValue, other: DateValue) -> bool:
    """Whether two times that may be one moment are told by two clocks, the zone of one or both only supposed: « 12h35 », "11.35am"."""
    return not (one.utc and other.utc) and _on_the_clock(one, other) > (apart_minutes(one, other) or 0)


def _on_the_clock(one: DateValue, other: DateValue) -> int:
    clock = abs(minutes(one.time or "") - minutes(other.time or ""))
    return min(clock, DAY - clock)


def minutes(clock: str) -> int:
    """Minutes since midnight."""
    hours, rest = clock.split(":")
    return 60 * int(hours) + int(rest)


def _round_hours(*clocks: str) -> bool:
    """Whether all are told to a quarter of an hour: their minutes are those of any other time."""
    return all(minutes(clock) % QUARTER_HOUR == 0 for clock in clocks)


def _between_moments(one: str, other: str) -> int:
    a, b = (dt.datetime.fromisoformat(told) for told in (one, other))
    return int(abs((a - b).total_seconds()) // 60)


def gap(one: dt.date | None, other: dt.date | None) -> int:
    """Days between two days, 0 where either is unknown."""
    return 0 if one is None or other is None else abs((one - other).days)
