"""CPU of whole pages through the production server: `python -m tests.benchmarks.http [STATEMENTS]`.

One client asks each address once, then all of them again, then once more with the tags it
was given. Counted is the CPU time of the server's processes and of the database's.
"""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from tests.benchmarks.load import fill_and_name, sqlite
from tests.postgresql import server
from tests.serving import Served, serving

STATEMENTS = 100_000
QUESTIONS = 200
MILLION = 1_000_000  # nanoseconds in a millisecond


def main(statements: int) -> None:
    for name, database in (("SQLite", sqlite), ("PostgreSQL", server)):
        with database() as address:
            measure(name, address, fill_and_name(address, statements))


def measure(name: str, address: str, paths: list[str]) -> None:
    """Serve a database with one process and print what pages cost."""
    searches = [path for path in paths if path.startswith("/search/")]
    reading = [path for path in paths if not path.startswith("/search/")]
    with serving(address, WORKERS="1") as served:
        others = list(postmasters(address))
        with asking(served) as connection:
            for path in searches[QUESTIONS:][:20] + reading[QUESTIONS:][:20]:
                ask(connection, path)
            for kind, of_kind in (("search", searches), ("reading", reading)):
                asked = list(dict.fromkeys(of_kind))[:QUESTIONS]
                tags: dict[str, str] = {}
                for how in ("first", "again", "unchanged"):
                    tagged = tags if how == "unchanged" else {}
                    times = []
                    for path in asked:
                        before = cpu([served.process.pid, *others])
                        tags[path] = ask(connection, path, tagged.get(path, ""))
                        times.append(cpu([served.process.pid, *others]) - before)
                    report(f"{name}, {kind}, {how}", times)


def report(name: str, times: list[float]) -> None:
    cuts = quantiles(times, n=100, method="inclusive")
    mean = sum(times) / len(times)
    print(
        f"{name:<32} mean {mean:6.2f} p50 {cuts[49]:6.2f} p95 {cuts[94]:6.2f} ms of CPU",
        flush=True,
    )


@contextmanager
def asking(served: Served) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    yield connection
    connection.close()


def ask(connection: http.client.HTTPConnection, path: str, tag: str = "") -> str:
    """Ask as a browser does; returns the page's tag."""
    headers = {"Accept-Encoding": "gzip"} | ({"If-None-Match": tag} if tag else {})
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    assert response.status == (304 if tag else 200), (path, response.status)
    return response.headers.get("ETag", "")


def postmasters(address: str) -> Iterator[int]:
    """Yield the process of the database where there is one of ours."""
    if address.startswith("postgres"):
        folder = Path(address.partition("host=")[2].replace("%2F", "/"))
        for file in folder.rglob("postmaster.pid"):
            yield int(file.read_text().split()[0])


def cpu(pids: Iterable[int]) -> float:
    """Return the milliseconds that the processes and their children have taken."""
    return sum(map(_taken, pids)) / MILLION


def _taken(pid: int) -> int:
    tasks = [task for task in Path(f"/proc/{pid}/task").iterdir() if task.exists()]
    own = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)
    children = (
        child for task in tasks for child in (task / "children").read_text().split()
    )
    return own + sum(_taken(int(child)) for child in children)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS)
