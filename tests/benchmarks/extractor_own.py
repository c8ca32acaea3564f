"""Extract the articles of standard input, one a line as JSON text, and tell what it took.

Run by `tests.benchmarks.extraction` in a process of its own.
"""

from __future__ import annotations

import json
import resource
import sys
from time import process_time

from statements.extraction import extract

BEGUN = "“We agree,” Ann Lee said on 4 May 2020."


def main() -> None:
    extract(BEGUN)
    begun, texts = process_time(), [json.loads(line) for line in sys.stdin]
    before = process_time()
    found = [extract(text).statements for text in texts]
    spent = process_time() - before
    report = {
        "cold_start": begun,
        "articles_a_second": len(texts) / spent,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "found": [
            [
                {
                    "spans": s.spans,
                    "source_spans": [s.source] if s.source else [],
                    "source_text": s.source_text,
                }
                for s in statements
            ]
            for statements in found
        ],
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
