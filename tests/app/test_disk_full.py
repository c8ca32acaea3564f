"""A disk without room: a clear message, whole articles, pages still there, and on again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.importing.children import ROOT, start_import, write_articles
from tests.serving import serving

pytestmark = pytest.mark.torture
SMALL, ROOMY, FILES = "3m", "100m", 400


def mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], check=False).returncode == 0  # noqa: S607


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        pytest.skip("asked once, in the run on SQLite")
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)):
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)  # noqa: S607


def manage(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_disk_stops_an_import_and_nothing_else(disk: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{disk / 'db.sqlite3'}"
    write_articles(tmp_path / "articles", 0, FILES)
    assert manage(url, "migrate").returncode == 0

    child = start_import(tmp_path / "articles", url=url)
    _, told = child.communicate()

    assert child.returncode == 1
    assert "full" in told
    assert "Traceback" not in told
    with serving(url, WORKERS="1") as served:
        assert [served.get(page).status for page in ("/", "/search/?q=said")] == [200, 200]
    assert mount("-o", f"remount,size={ROOMY}", str(disk))
    verified = manage(url, "verify")
    assert verified.returncode == 0, verified.stdout
    assert not verified.stdout.startswith(f"{FILES} articles")
    again = start_import(tmp_path / "articles", url=url)
    _, told = again.communicate()
    assert again.returncode == 0, told
    assert manage(url, "verify").stdout.startswith(f"{FILES} articles")
