from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import coverage as archive
from statements.coverage import Coverage, Covered
from statements.views.editions import once_an_edition

PER_PAGE = 30
FEW = 12  # outlets whose months all stand on one page


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    covered = once_an_edition("coverage", archive.cover)
    page = Paginator(covered.outlets, PER_PAGE).get_page(request.GET.get("page"))
    named = request.GET.get("outlet", "")
    chosen = [each for each in covered.outlets if named in {"", each.outlet.slug}]
    context = {"coverage": covered, "page": page, "named": named}
    context["months_of"] = chosen if named or len(chosen) <= FEW else []
    return render(request, "statements/coverage.html", context)


@require_safe
def coverage_data(request: HttpRequest) -> JsonResponse:
    return JsonResponse(_as_data(once_an_edition("coverage", archive.cover)))


def _as_data(covered: Coverage) -> dict[str, object]:
    return {
        **_numbers(covered.total),
        "speakers": covered.speaker_count,
        "undated": covered.undated_count,
        "outlets": [
            {"id": each.outlet.slug, "name": each.outlet.name, **_numbers(each.total)}
            | {
                "months": [
                    {"month": _name(month), **_numbers(month)} for month in each.months
                ]
            }
            for each in covered.outlets
        ],
    }


def _numbers(covered: Covered) -> dict[str, int]:
    return {
        "articles": covered.article_count,
        "statements": covered.statement_count,
        "unreviewed": covered.unreviewed_count,
    }


def _name(covered: Covered) -> str | None:
    return covered.month.isoformat()[:7] if covered.month else None
