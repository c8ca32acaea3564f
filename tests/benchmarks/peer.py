"""The same questions to tantivy, a search library without a database, for comparison.

Run by `tests.benchmarks.comparison` in an environment that has tantivy. Standard input: a
line of JSON an entry, an empty line, and one line with the questions.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from itertools import takewhile
from statistics import quantiles
from time import process_time_ns
from typing import Any

import tantivy  # type: ignore[import-not-found]  # its own environment has it

FACETS = {
    name: {"terms": {"field": name, "size": 100}} for name in ("speaker", "outlet", "year")
}
PAGE = 20
HEAP = 512 * 1024 * 1024  # bytes


def main() -> None:
    lines, schema = sys.stdin, make_schema()
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(schema, path=folder)
        writer = index.writer(heap_size=HEAP, num_threads=1)
        begun = process_time_ns()
        for line in takewhile(str.strip, lines):
            writer.add_document(tantivy.Document(**json.loads(line)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()
        spent = (process_time_ns() - begun) / 1e9
        print(f"indexed: {searcher.num_docs / spent:,.0f} a second of CPU")
        asked = json.loads(lines.readline())
        print(f"tantivy, {searcher.num_docs:,} statements, CPU ms")
        for best in (False, True):
            everything: list[float] = []
            for name, questions in asked.items():
                queries = [to_query(schema, question) for question in questions]
                times = [measure(searcher, query, best=best) for query in queries]
                everything += times
                report(f"{name}, best" if best else name, times)
            report("all, best first" if best else "all, newest first", everything)


def make_schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("stems", "forms", "filters"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("key", "speaker", "outlet", "year", "day"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def to_query(schema: Any, question: dict[str, Any]) -> Any:
    """Return a question of groups of alternatives, and of days, as tantivy's."""
    must, either = tantivy.Occur.Must, tantivy.Occur.Should
    parts = [
        (must, tantivy.Query.boolean_query([(either, to_term(schema, a)) for a in group]))
        for group in question["groups"]
    ]
    if days := question["days"]:
        integer = tantivy.FieldType.Integer
        parts.append((must, tantivy.Query.range_query(schema, "day", integer, *days)))
    return tantivy.Query.boolean_query(parts)


def to_term(schema: Any, atom: dict[str, Any]) -> Any:
    terms = atom["terms"]
    signs = {"=": "forms", ":": "filters"}
    field = signs.get(terms[0][0], "stems")
    if atom["prefix"]:
        return tantivy.Query.regex_query(schema, field, re.escape(terms[0]) + ".*")
    if len(terms) > 1:
        return tantivy.Query.phrase_query(schema, field, terms)
    return tantivy.Query.term_query(schema, field, terms[0])


def measure(searcher: Any, query: Any, *, best: bool) -> float:
    """Return the milliseconds for a page: keys, count and facets, all of them exact."""
    ask_best_or_newest(searcher, query, best=best)
    start = process_time_ns()
    ask_best_or_newest(searcher, query, best=best)
    return (process_time_ns() - start) / 1e6


def ask_best_or_newest(searcher: Any, query: Any, *, best: bool) -> None:
    if best:
        searcher.search(query, limit=PAGE, count=True)
    else:
        searcher.search(query, limit=PAGE, count=True, order_by_field="key")
    searcher.aggregate(query, FACETS)


def report(name: str, times: list[float]) -> None:
    cuts = quantiles(times, n=100, method="inclusive")
    print(f"{name:<28}{cuts[49]:>8.2f}{cuts[94]:>8.2f}{cuts[98]:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
