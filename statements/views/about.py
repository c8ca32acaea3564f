from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

EXAMPLES = [
    ("weapons supply", "with both words, in any form: weapon, supplies"),
    ('"balance of power"', "with exactly these words in this order"),
    ("weapons -war", "with the first word and without the second"),
    ("weapons OR arms", "with at least one of the two"),
    ("weap*", "with a word that begins like this"),
    ("speaker:zakharova", "by a speaker whose name has this word"),
    ("outlet:tass", "reported by this outlet"),
    ("on:2021-08", "made in that month; a year or a day works too, also “19 August 2021”"),
    ("from:2021 to:2021-08", "made in or after, and in or before"),
    ("kind:direct", "quoted; also kind:mixed, partly quoted, and kind:indirect, reported"),
    (
        "event:interview",
        "made on such an occasion; also event:press-briefing, event:speech …",
    ),
    ("is:undated", "whose day is not known"),
    ("-outlet:tass", "not reported by this outlet; a minus turns any of these round"),
]

# Joint F1 of this release, in percent, by the measure of `manage.py evaluate_extraction`. The
# tests hold the last column to what the program reaches.
SETS = ["84 on US politics", "840 such", "The first five"]
FIGURES = [
    ("Whole statements", ["79.5", "78.7", "98.6"]),
    ("Quoted in full", ["92.5", "93.4", "100.0"]),
    ("Partly quoted", ["75.0", "71.4", "94.7"]),
    ("Reported", ["71.1", "69.5", "100.0"]),
    ("The right source, of those found", ["97.1", "97.0", "100.0"]),
]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "statements/about.html")


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    context = {"sets": SETS, "figures": FIGURES}
    return render(request, "statements/method.html", context)


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    return render(request, "statements/search_help.html", {"examples": EXAMPLES})
