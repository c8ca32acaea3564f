"""The matches of a search over time. In Python, because a record of decades has many months."""

from __future__ import annotations

from calendar import month_abbr
from datetime import date
from html import escape
from itertools import groupby

from django import template
from django.utils.safestring import SafeString

from statements.charts import GAP, Bar, Histogram
from statements.markup import fill, fill_each
from statements.parameters import Parameters

register = template.Library()

MANY_YEARS = 3  # from here on the drawing links to years, and its table to months
MONTHS = [(month, f"{month:02}", name) for month, name in enumerate(month_abbr) if name]
HEAD = fill_each("", '<th scope="col">{}</th>', ((name,) for *_, name in MONTHS))


@register.simple_tag(takes_context=True)
def timeline(context: template.Context, chart: Histogram, only: str = "") -> SafeString:
    """Return a drawing whose parts are links, and the same numbers as a table.

    `only` says of which statements the numbers speak, where that is not all: "newest 10,000".
    """
    asked = Parameters(context["request"].GET, "place").before("since", "until")
    extent = f", of the {only} only" if only else ""
    return fill(
        '<figure class="histogram timeline">{}{}<figcaption><details>'
        "<summary>By month{}; most in {}: {}</summary>{}</details></figcaption></figure>",
        _drawing(chart, asked, only),
        _labels(chart),
        extent,
        f"{chart.most.first:%B %Y}",
        f"{chart.most.number:,}",
        _table(chart, asked, extent),
    )


def _drawing(chart: Histogram, asked: str, only: str) -> SafeString:
    """Return the bars. The links are for the mouse: the table has them for everybody."""
    return fill(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '{}<path class="histogram-year" d="{}"/><path class="histogram-bars" d="{}"/>{}</svg>',
        chart.width,
        chart.height,
        _not_counted(chart, only) if only else "",
        "".join(f"M{x} 0V{chart.height}" for x in chart.lines),
        chart.outline,
        fill_each("", _STRIP, _strips(chart, asked)),
    )


def _not_counted(chart: Histogram, only: str) -> SafeString:
    """Return the months before the newest that were counted, or behind the oldest, as an area.

    The month where counting ended is part of it: there may be more in it.
    """
    slot = chart.width // (12 * len(chart.years))
    begin, end = 0, chart.bars[0].x - GAP // 2 + slot
    if only.startswith("oldest"):
        begin, end = chart.bars[-1].x - GAP // 2, chart.width
    return fill(
        '<rect class="histogram-open" x="{}" y="0" width="{}" height="{}">'
        "<title>Not counted</title></rect>",
        begin,
        end - begin,
        chart.height,
    )


_STRIP = (
    '<a href="{}" tabindex="-1"><title>{}</title>'
    '<rect class="histogram-strip" x="{}" y="0" width="{}" height="{}"/></a>'
)


def _strips(chart: Histogram, asked: str) -> list[tuple[str, str, int, int, int]]:
    """Return address, title, place and size of what can be clicked: months, or years."""
    slot = chart.width // (12 * len(chart.years))
    if len(chart.years) <= MANY_YEARS:
        return [
            (_months(asked, bar.first), _told(bar), bar.x, slot, chart.height)
            for bar in chart.bars
        ]
    first = chart.bars[0].first.year
    by_year = groupby(chart.bars, lambda bar: bar.first.year)
    return [
        (
            f"{asked}since={year}&until={year}",
            f"{year}: {sum(bar.number for bar in bars)}",
            12 * slot * (year - first),
            12 * slot,
            chart.height,
        )
        for year, bars in by_year
    ]


def _told(bar: Bar) -> str:
    return f"{bar.first:%B %Y}: {bar.number}"


def _months(asked: str, first: date) -> str:
    month = f"{first.year:04}-{first.month:02}"
    return f"{asked}since={month}&until={month}"


def _labels(chart: Histogram) -> SafeString:
    labels = fill_each("", "<li>{}</li>", ((year,) for year in chart.years))
    return fill('<ol class="histogram-labels" aria-hidden="true">{}</ol>', labels)


def _table(chart: Histogram, asked: str, extent: str) -> SafeString:
    counts = {(bar.first.year, bar.first.month): bar.number for bar in chart.bars}
    years = sorted({year for year, _ in counts}, reverse=True)
    address = escape(asked)
    rows = ((str(year), _row(year, counts, address)) for year in years)
    return fill(
        '<table class="months"><caption class="hidden-visually">Statements by month{}</caption>'
        '<thead><tr><th scope="col" class="year-name">Year</th>{}</tr></thead>'
        "<tbody>{}</tbody></table>",
        extent,
        HEAD,
        fill_each("", '<tr><th scope="row">{}</th>{}</tr>', rows),
    )


def _row(year: int, counts: dict[tuple[int, int], int], address: str) -> SafeString:
    """Return the months of a year. An old record has hundreds: here nothing needs escaping."""
    since = f'"><a href="{address}since={year:04}-'
    until = f"&amp;until={year:04}-"
    return SafeString(
        "".join(
            [
                f'<td data-month="{name}{since}{number}{until}{number}">{count}</a></td>'
                if (count := counts.get((year, month)))
                else f'<td data-month="{name}"></td>'
                for month, number, name in MONTHS
            ]
        )
    )
