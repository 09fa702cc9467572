"""Literal values as texts write them: dates in two formats, counts with units, places."""

from random import Random

from .vocabulary import News, ValueForms

THIS_YEAR = 2025


def draw_value(values: ValueForms, news: News, chance: Random) -> str:
    """One value. Ages come out unrelated to any date of birth: see ``age_in_years``."""
    if values.form == "date":
        return draw_day(values.low, values.high, chance)
    if values.form == "number":
        return write_number(chance.randrange(values.low, values.high + 1, values.step), values)
    if values.form == "age":
        return f"{chance.randint(values.low, values.high)}岁"
    if values.form == "choice":
        return chance.choice(values.choices)
    if values.form == "phone":
        return f"400-000-{chance.randint(1000, 9999)}"
    place = chance.choice(news.places)
    if values.form == "place":
        return place
    return f"{place}{chance.choice(news.roads)}{chance.randint(1, 240)}号"


def draw_day(first_year: int, last_year: int, chance: Random) -> str:
    year, month = chance.randint(first_year, last_year), chance.randint(1, 12)
    return write_date(year, month, chance.randint(1, 28), dashed=chance.random() < 0.5)


def write_date(year: int, month: int, day: int, dashed: bool) -> str:
    return f"{year}-{month:02}-{day:02}" if dashed else f"{year}年{month}月{day}日"


def write_number(count: int, values: ValueForms) -> str:
    """``365`` with scale 100 and unit % → ``3.65%``."""
    written = str(count) if values.scale == 1 else f"{count / values.scale:.2f}"
    return f"{written}{values.unit}"


def age_in_years(birth_date: str) -> str:
    """The age that agrees with a date of birth, in either format."""
    return f"{THIS_YEAR - int(birth_date[:4])}岁"


def draw_month(chance: Random) -> str:
    """A month in which something happened."""
    return f"{chance.randint(2009, 2024)}年{chance.randint(1, 12)}月"
