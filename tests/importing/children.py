"""Importers as child processes on the database of the tests, so that they can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from statements.models import Importer

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


def database_url() -> str:
    """Return the address of the database that this test uses."""
    name, settings = connection.settings_dict["NAME"], connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    user, host = quote(settings["USER"], safe=""), quote(settings["HOST"], safe="")
    password = quote(settings["PASSWORD"], safe="")
    port = f"&port={settings['PORT']}" if settings["PORT"] else ""
    return f"postgres://{user}:{password}@/{name}?host={host}{port}"


def write_articles(folder: Path, first: int, count: int) -> None:
    """Write articles that are all different, each with statements."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        text = f"{SEEDS[number % len(SEEDS)]}\n\nPrinted in edition {number}.\n"
        (folder / f"{number:06}.txt").write_text(text, "utf-8")


def start_import(
    folder: Path, *options: str, url: str | None = None
) -> subprocess.Popen[str]:
    """Start an importer that tells each article on a line of standard output."""
    return start_importer(str(folder), "--outlet", "Torture", *options, url=url)


def start_importer(*arguments: str, url: str | None = None) -> subprocess.Popen[str]:
    """Start an importer of what the arguments say, such as a run to resume."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_articles", "--json", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url or database_url()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_joined(child: subprocess.Popen[str]) -> None:
    """Wait until an importer has begun with its work; before, it only loads its program."""
    joined = Importer.objects.filter(process=child.pid)
    while child.poll() is None and not joined.exists():
        time.sleep(0.01)


def time_work(child: subprocess.Popen[str]) -> float:
    """Let an importer finish; returns how many seconds its work took."""
    wait_until_joined(child)
    began = time.monotonic()
    child.communicate()
    return time.monotonic() - began


def kill_within(child: subprocess.Popen[str], seconds: float) -> None:
    """Kill an importer so long after it has begun with its work."""
    wait_until_joined(child)
    time.sleep(seconds)
    child.kill()
    child.communicate()
