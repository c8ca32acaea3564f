"""What a call of `import_articles` may say, and the run that it means."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from statements.importing.addresses import normal_url
from statements.importing.formats.registry import BY_NAME
from statements.importing.orders import Orders
from statements.importing.sidecars import known_day
from statements.importing.sources import About
from statements.management.arguments import checked
from statements.models import ImportRun

MOST_WORKERS = 64
NEWEST = 0  # stands for the last run that is not finished
OF_THE_RUN = ("outlet", "url", "published", "format", "dry_run", "reextract")

_SWITCHES = {
    "dry-run": "do all of it, and take it back at the end",
    "explain": "show what was found and left out, and why",
    "json": "one object a line on standard output",
    "reextract": "extract known articles anew; what editors decided stands",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Let a command take what can be said of an import."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="file or folder; - is standard input",
    )
    _add_facts(parser)
    parser.add_argument(
        "--format",
        default="",
        choices=BY_NAME,
        help="what the files are, whatever they seem",
    )
    for name, told in _SWITCHES.items():
        parser.add_argument(f"--{name}", action="store_true", help=told)
    parser.add_argument(
        "--workers",
        type=int,
        choices=range(MOST_WORKERS + 1),
        default=0,
        metavar="N",
        help=f"extract in so many processes (0 to {MOST_WORKERS}); one process stores",
    )
    parser.add_argument(
        "--dask", default="", metavar="ADDRESS", help="extract on this Dask cluster"
    )
    parser.add_argument(
        "--resume",
        nargs="?",
        const=NEWEST,
        type=int,
        metavar="RUN",
        help="go on with this run, or help with it; without a number the last unfinished one",
    )


def _add_facts(parser: ArgumentParser) -> None:
    """What is known about the articles, where the table beside them does not say it."""
    parser.add_argument("--outlet", default="", help="who published the articles")
    parser.add_argument(
        "--url",
        nargs="+",
        default=[],
        type=checked(_url),
        help="the address of the one article; without a PATH, pages to be fetched",
    )
    parser.add_argument(
        "--published",
        default="",
        type=checked(known_day),
        help="day of publication: 2021-08-20, 2021-08 or 2021-08-20/2021-08-22",
    )


def _url(given: str) -> str:
    """Return an address; a file after it was taken for one more, which the error says."""
    try:
        return normal_url(given)
    except ValueError as error:
        hint = "; name files before --url" if Path(given).exists() else ""
        raise ValueError(f"{error}{hint}") from None


def check_call(paths: list[Path], options: dict[str, Any]) -> None:
    """Raise CommandError where the call does not tell what to import, or says it twice."""
    problem = ""
    if options["resume"] is not None:
        if paths or any(options[name] for name in OF_THE_RUN):
            problem = "--resume goes on as the run was begun: name nothing else."
    elif not paths and not options["url"]:
        problem = "Name a file, a folder, -, --url URL or --resume."
    elif not paths and not settings.ALLOW_URL_IMPORT:
        problem = (
            "Fetching pages is switched off: set ALLOW_URL_IMPORT=true, "
            "or save the pages and import the files."
        )
    if problem:
        raise CommandError(problem, returncode=2)


def run_to_resume(named: int | None) -> ImportRun | None:
    """Return the run that `--resume` names; None without that option."""
    if named is None:
        return None
    ImportRun.objects.give_up(timezone.now())
    runs = ImportRun.objects.all() if named else ImportRun.objects.resumable()
    run = runs.filter(pk=named).first() if named else runs.first()
    if run is None:
        told = (
            f"There is no import {named}. Leave out the number for the last unfinished one."
            if named
            else "No import is unfinished. Name what to import to begin one."
        )
        raise CommandError(told, returncode=2)
    return run


def orders_of(paths: list[Path], options: dict[str, Any]) -> Orders:
    """Return how an import is to be done that is called so."""
    about = About(
        outlet=" ".join(options["outlet"].split()),
        url=options["url"][0] if paths and options["url"] else "",
        published=options["published"],
        known_from="given with the import" if options["published"] else "",
    )
    if about.url and (len(paths) > 1 or paths[0].is_dir() or len(options["url"]) > 1):
        raise CommandError(
            "--url is the address of one article: name one file.", returncode=2
        )
    return Orders(
        about=about,
        dry_run=options["dry_run"],
        again=options["explain"] or options["reextract"],
        renewing=options["reextract"],
        workers=options["workers"],
        cluster=options["dask"],
        paths=tuple(paths),
        urls=() if paths else tuple(options["url"]),
        format=options["format"],
    )
