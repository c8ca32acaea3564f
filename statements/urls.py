"""Every public address, grouped by what it shows. Names are the nouns of the pages."""

from __future__ import annotations

from django.urls import URLPattern, include, path, register_converter

from statements.converters import DataForm, FourDigits, TwoDigits
from statements.views import (
    about,
    articles,
    briefings,
    coverage,
    dates,
    home,
    outlets,
    search,
    speakers,
)
from statements.views import statements as statement_pages
from statements.views.repeats import View, repeatable

register_converter(FourDigits, "yyyy")
register_converter(TwoDigits, "mm")
register_converter(DataForm, "data")


def page(route: str, view: View, name: str) -> URLPattern:
    """Return the pattern of a public page, which is made anew only once it has changed."""
    return path(route, repeatable(view), name=name)


urlpatterns = [
    page("", home.home, name="home"),
    page("search/", search.search, name="search"),
    page("search.<data:extension>", search.search, name="search-data"),
    # /dates/, /2021/08/19/
    page("dates/", dates.dates, name="dates"),
    page("dates/undated/", dates.undated, name="undated"),
    page("dates/undated.<data:extension>", dates.undated, name="undated-data"),
    page("<yyyy:year>/", dates.year, name="year"),
    page("<yyyy:year>.<data:extension>", dates.year, name="year-data"),
    page("<yyyy:year>/<mm:month>/", dates.month, name="month"),
    page("<yyyy:year>/<mm:month>.<data:extension>", dates.month, name="month-data"),
    page("<yyyy:year>/<mm:month>/<mm:day>/", dates.day, name="day"),
    page("<yyyy:year>/<mm:month>/<mm:day>.<data:extension>", dates.day, name="day-data"),
    # /speakers/
    page("speakers/", speakers.speakers, name="speakers"),
    page("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    page("speakers/<slug:slug>.<data:extension>", speakers.speaker, name="speaker-data"),
    page("speakers/<slug:slug>/about/", speakers.about, name="speaker-about"),
    page(
        "speakers/<slug:slug>/about.<data:extension>",
        speakers.about,
        name="speaker-about-data",
    ),
    # /outlets/
    page("outlets/", outlets.outlets, name="outlets"),
    page("outlets/<slug:slug>/", outlets.outlet, name="outlet"),
    page("outlets/<slug:slug>.<data:extension>", outlets.outlet, name="outlet-data"),
    # /briefings/
    page("briefings/", briefings.briefings, name="briefings"),
    page("briefings/<slug:slug>/", briefings.briefing, name="briefing"),
    page(
        "briefings/<slug:slug>.<data:extension>", briefings.briefing, name="briefing-data"
    ),
    # /articles/ and /statements/
    page("articles/<int:pk>/", articles.article, name="article"),
    page("statements/<slug:public_id>/", statement_pages.statement, name="statement"),
    page(
        "statements/<slug:public_id>.<data:extension>",
        statement_pages.statement,
        name="statement-data",
    ),
    page(
        "statements/<slug:public_id>/cite/<slug:form>/",
        statement_pages.citation,
        name="citation",
    ),
    # /review/, for editors
    path("review/", include("statements.desk.urls")),
    path("account/", include("statements.desk.urls_account")),
    # /about/
    page("about/", about.about, name="about"),
    page("about/method/", about.method, name="method"),
    page("about/search/", about.search_help, name="search-help"),
    page("about/coverage/", coverage.coverage, name="coverage"),
    page("about/coverage.json", coverage.coverage_data, name="coverage-data"),
]
