"""Every public address, grouped by what it shows. Names are the nouns of the pages."""

from __future__ import annotations

from django.urls import include, path, register_converter

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

register_converter(FourDigits, "yyyy")
register_converter(TwoDigits, "mm")
register_converter(DataForm, "data")

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search.<data:extension>", search.search, name="search-data"),
    # /dates/, /2021/08/19/
    path("dates/", dates.dates, name="dates"),
    path("dates/undated/", dates.undated, name="undated"),
    path("dates/undated.<data:extension>", dates.undated, name="undated-data"),
    path("<yyyy:year>/", dates.year, name="year"),
    path("<yyyy:year>.<data:extension>", dates.year, name="year-data"),
    path("<yyyy:year>/<mm:month>/", dates.month, name="month"),
    path("<yyyy:year>/<mm:month>.<data:extension>", dates.month, name="month-data"),
    path("<yyyy:year>/<mm:month>/<mm:day>/", dates.day, name="day"),
    path("<yyyy:year>/<mm:month>/<mm:day>.<data:extension>", dates.day, name="day-data"),
    # /speakers/
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    path("speakers/<slug:slug>.<data:extension>", speakers.speaker, name="speaker-data"),
    # /outlets/
    path("outlets/", outlets.outlets, name="outlets"),
    path("outlets/<slug:slug>/", outlets.outlet, name="outlet"),
    path("outlets/<slug:slug>.<data:extension>", outlets.outlet, name="outlet-data"),
    # /briefings/
    path("briefings/", briefings.briefings, name="briefings"),
    path("briefings/<slug:slug>/", briefings.briefing, name="briefing"),
    path(
        "briefings/<slug:slug>.<data:extension>", briefings.briefing, name="briefing-data"
    ),
    # /articles/ and /statements/
    path("articles/<int:pk>/", articles.article, name="article"),
    path("statements/<slug:public_id>/", statement_pages.statement, name="statement"),
    path(
        "statements/<slug:public_id>.<data:extension>",
        statement_pages.statement,
        name="statement-data",
    ),
    path(
        "statements/<slug:public_id>/cite/<slug:form>/",
        statement_pages.citation,
        name="citation",
    ),
    # /review/, for editors
    path("review/", include("statements.desk.urls")),
    # /about/
    path("about/", about.about, name="about"),
    path("about/search/", about.search_help, name="search-help"),
    path("about/coverage/", coverage.coverage, name="coverage"),
    path("about/coverage.json", coverage.coverage_data, name="coverage-data"),
]
