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
    ("on:2021-08", "made in that month; a year or a day works too"),
    ("from:2021 to:2021-08", "made in or after, and in or before"),
    ("kind:direct", "quoted; also kind:mixed, partly quoted, and kind:indirect, reported"),
    (
        "event:interview",
        "made on such an occasion; also event:press-briefing, event:speech …",
    ),
    ("is:undated", "whose day is not known"),
    ("-outlet:tass", "not reported by this outlet; a minus turns any of these round"),
]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "statements/about.html")


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    return render(request, "statements/search_help.html", {"examples": EXAMPLES})
