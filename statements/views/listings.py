"""The statements of one page, as the page itself or as data, with the same parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, chain
from typing import NamedTuple, cast
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify

from statements import exports, feeds
from statements.filters import StatementFilter
from statements.models import Briefing, Outlet, Speaker, Statement
from statements.models.cards import Card, read_cards
from statements.models.questions import Keys
from statements.models.record import StatementQuerySet
from statements.parameters import Parameters
from statements.search import Everything

PER_PAGE = 20
CHUNK = 500  # rows read at a time for a file
LONGEST_NAME = 120  # characters of a file's name


class Alternate(NamedTuple):
    """Another form of a page: what it is called, what it is, where it is."""

    label: str
    content_type: str
    address: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Statements in their order, loaded for display, and the page that lists them."""

    title: str
    path: str  # of the page
    query: str  # its parameters, without the number of the page
    compose: Callable[[], StatementQuerySet]
    asked: StatementFilter | None = None  # what the parameters were read as
    everything: Callable[[], Everything] | None = (
        None  # what a search finds, from the index
    )

    @property
    def statements(self) -> StatementQuerySet:
        """Return them, composed anew; a page that asks for its part alone does not need this."""
        return self.compose()

    def address(self, extension: str) -> str:
        """Return the path of this listing as .json, .csv, .jsonl or .atom."""
        path = f"{self.path.rstrip('/')}.{extension}"
        return f"{path}?{self.query}" if self.query else path

    @property
    def alternates(self) -> list[Alternate]:
        """Return the other forms of the page, as its head and its foot link them."""
        return [
            Alternate(form.label, form.content_type, self.address(extension))
            for extension, form in FORMS.items()
        ]


def list_statements(
    request: HttpRequest,
    title: str,
    path: str,
    compose: Callable[[], StatementQuerySet],
    asked: StatementFilter | None = None,
) -> Listing:
    """Return a listing with the parameters of the request that choose its statements."""
    query = Parameters(request.GET, "page", "place", "view").query
    return Listing(title, path, query, compose, asked)


def list_asked(
    request: HttpRequest,
    about: Speaker | Outlet | Briefing,
    compose: Callable[[], StatementQuerySet],
) -> Listing:
    """Return those of the statements about something that the request asks for."""
    asked = StatementFilter(request.GET, Statement.objects.none())

    def found() -> StatementQuerySet:
        asked.queryset = compose().for_display()
        return asked.found

    path = about.get_absolute_url()
    return list_statements(request, str(about), path, found, asked)


def find_named[Row: Model](rows: QuerySet[Row], slug: str) -> Row:
    """Return the row at this address, now or formerly."""
    found = next(iter(rows.filter(slug=slug)), None)
    return found or get_object_or_404(rows, old_slugs__slug=slug)


def page_of(
    request: HttpRequest,
    statements: StatementQuerySet | Keys,
    per_page: int = PER_PAGE,
    count: int | None = None,
) -> Page[Card]:
    """Return the page that the request asks for, the nearest there is if none such is.

    `count` is how many statements there are, where that is known already.
    """
    page = _keys_of_page(request, statements, per_page, count)
    return _filled(page, read_cards(list(page.object_list)))


def _rows_of_page(request: HttpRequest, listing: Listing) -> Page[Statement]:
    """Return the same page with its statements loaded for display."""
    found = listing.everything() if listing.everything else listing.statements
    page = _keys_of_page(request, found, PER_PAGE, None)
    return _filled(page, _in_order(page.object_list))


def _in_order(pks: Iterable[int]) -> list[Statement]:
    """Return these statements loaded for display, without those that are gone."""
    rows = Statement.objects.for_display().in_bulk(pks := list(pks))
    return [rows[pk] for pk in pks if pk in rows]


def _keys_of_page(
    request: HttpRequest,
    statements: StatementQuerySet | Keys | Everything,
    per_page: int,
    count: int | None,
) -> Page[int]:
    """Return the primary keys on a page: only they are put in order."""
    if isinstance(statements, Keys | Everything):
        pks = Paginator(cast("Sequence[int]", statements), per_page)
    else:
        pks = Paginator(statements.values_list("pk", flat=True), per_page)
    if count is not None:
        pks.count = count
    return pks.get_page(request.GET.get("page"))


def _filled[Row](page: Page[int], rows: list[Row]) -> Page[Row]:
    filled = cast("Page[Row]", page)
    filled.object_list = rows
    return filled


def moved(request: HttpRequest, name: str, slug: str, extension: str) -> HttpResponseBase:
    """Send a visitor of an old address to the page or the file that took its place."""
    page = f"{name}-data" if extension else name
    parts = [slug, extension] if extension else [slug]
    return HttpResponsePermanentRedirect(reverse(page, args=parts, query=request.GET))


def answer(request: HttpRequest, listing: Listing, extension: str) -> HttpResponseBase:
    """Return the listing in the form that the address ends with.

    Parameters that could not be read are named instead: data about nothing would be
    taken for an answer.
    """
    if listing.asked is not None and not listing.asked.is_valid():
        return JsonResponse({"errors": listing.asked.errors}, status=400)
    return FORMS[extension].write(request, listing)


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _rows(request: HttpRequest, listing: Listing) -> Iterator[exports.StatementRow]:
    root, most = _root(request), exports.LIMIT + 1  # one more shows that there are more
    if listing.everything:
        chunks = batched(listing.everything()[:most], CHUNK, strict=False)
        rows: Iterable[Statement] = chain.from_iterable(map(_in_order, chunks))
    else:
        rows = listing.statements[:most].iterator(chunk_size=CHUNK)
    return (exports.row_of(row, root) for row in rows)


def _json(request: HttpRequest, listing: Listing) -> HttpResponse:
    root, page = _root(request), _rows_of_page(request, listing)
    document = {
        "title": listing.title,
        "address": root + listing.path + (f"?{listing.query}" if listing.query else ""),
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "next": _page_address(root, listing, page.number + 1) if page.has_next() else None,
        "statements": [exports.as_dict(exports.row_of(row, root)) for row in page],
    }
    return HttpResponse(exports.as_json(document), content_type="application/json")


def _page_address(root: str, listing: Listing, number: int) -> str:
    address = root + listing.address("json")
    return f"{address}{'&' if listing.query else '?'}page={number}"


def _csv(request: HttpRequest, listing: Listing) -> StreamingHttpResponse:
    chunks = exports.csv_chunks(exports.StatementRow, _rows(request, listing))
    return StreamingHttpResponse(
        chunks,
        content_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": f'attachment; filename="{_file_name(listing)}.csv"'
        },
    )


def _jsonl(request: HttpRequest, listing: Listing) -> StreamingHttpResponse:
    chunks = exports.jsonl_chunks(_rows(request, listing))
    return StreamingHttpResponse(chunks, content_type="application/jsonl; charset=utf-8")


def _file_name(listing: Listing) -> str:
    """Return where and what was asked, in one word: a folder may hold many of them."""
    asked = dict.fromkeys(value for _, value in parse_qsl(listing.query))
    words = [listing.path.strip("/").replace("/", "-"), *asked]
    return slugify(" ".join(words))[:LONGEST_NAME].rstrip("-")


def _atom(request: HttpRequest, listing: Listing) -> HttpResponse:
    feed = feeds.Feed(
        title=listing.title,
        root=_root(request),
        path=listing.path + (f"?{listing.query}" if listing.query else ""),
        own_path=listing.address("atom"),
        host=_authority(request),
    )
    return HttpResponse(
        feeds.atom(feed, _newest_on_record(listing)), content_type="application/atom+xml"
    )


def _newest_on_record(listing: Listing) -> Iterable[Statement]:
    # Without words nearly all may match, and the rows are in this order.
    if listing.everything and listing.asked and listing.asked.query.groups:
        return _in_order(listing.everything().latest(feeds.LIMIT))
    return listing.statements.order_by("-pk")[: feeds.LIMIT]


def _authority(request: HttpRequest) -> str:
    """Return the host that names the site in identities, the same under each of its names."""
    named = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return (named or [request.get_host()])[0].lstrip(".").partition(":")[0]


class _Form(NamedTuple):
    label: str
    content_type: str
    write: Callable[[HttpRequest, Listing], HttpResponseBase]


FORMS = {
    "json": _Form("JSON", "application/json", _json),
    "csv": _Form("CSV", "text/csv", _csv),
    "jsonl": _Form("JSON Lines", "application/jsonl", _jsonl),
    "atom": _Form("Atom feed", "application/atom+xml", _atom),
}
