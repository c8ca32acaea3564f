"""How long the pages take: `python -m tests.benchmarks.pages STATEMENTS`.

The database is the one that DATABASE_URL names, and it must be empty. A page is measured
from the request to the last byte, with the whole of the middleware and without a network.
"""

from __future__ import annotations

import os
import sys
from statistics import quantiles
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from statements.models import Statement  # noqa: E402
from tests.benchmarks.corpus import count_rows, fill  # noqa: E402
from tests.benchmarks.language import word  # noqa: E402

RUNS = 40


def addresses() -> dict[str, str]:
    """Return a page of each kind. Word 0 stands in most statements, word 9,000 in few."""
    statement = Statement.objects.order_by("pk")[10]
    phrase = "+".join(statement.text.split()[3:6])
    return {
        "home": "/",
        "days of a year": "/2015/",
        "days of a month": "/2015/06/",
        "a day": f"/{statement.earliest:%Y/%m/%d}/",
        "most quoted speaker": "/speakers/speaker-0/",
        "a statement": statement.get_absolute_url(),
        "an article": f"/articles/{statement.article_id}/",
        "rare word": f"/search/?q={word(9_000)}",
        "common word": f"/search/?q={word(0)}",
        "common word, best first": f"/search/?q={word(0)}&sort=best",
        "two words": f"/search/?q={word(20)}+{word(300)}",
        "phrase": f"/search/?q=%22{phrase}%22",
        "word and speaker": f"/search/?q={word(40)}&speaker=speaker-3",
        "word and days": f"/search/?q={word(40)}&since=2014-01-01&until=2015-12-31",
        "speaker alone": "/search/?speaker=speaker-0",
    }


def measure(address: str) -> tuple[int, float, float]:
    """Return the status, the median and the 95th percentile in milliseconds."""
    client, times = Client(raise_request_exception=False), []
    status = client.get(address).status_code
    for _ in range(RUNS):
        start = perf_counter()
        client.get(address).getvalue()
        times.append((perf_counter() - start) * 1_000)
    percentiles = quantiles(times, n=20)
    return status, percentiles[9], percentiles[18]


def main(size: int) -> None:
    setup_test_environment()
    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    start = perf_counter()
    fill(size)
    taken = perf_counter() - start
    count_rows()
    print(f"stored and indexed: {size} statements, {size / taken:.0f} a second")
    print(f"{'page':<26}{'status':>6}{'p50 ms':>9}{'p95 ms':>9}")
    for name, address in addresses().items():
        status, middle, slow = measure(address)
        print(f"{name:<26}{status:>6}{middle:>9.1f}{slow:>9.1f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
