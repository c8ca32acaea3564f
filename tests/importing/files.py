"""Files of articles made by hand, and what was read from them."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from collections.abc import Callable, Mapping

from statements.importing.sources import Source, UnreadableError

Found = list[Source | UnreadableError]
Read = Callable[..., Found]
SAID = (
    "“We want to be heard by the whole country,” Anna Arden, a farmer, said in Springfield."
)
PARAGRAPHS = (
    f"<p>{SAID}</p><p>The government has not answered yet, but it says it will.</p>"
)
PAGE = f"<!doctype html><html><body><article><h1>Farmers</h1>{PARAGRAPHS}</article></body></html>"


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Example</title><language>en-GB</language>
<item><title>Farmers &amp;amp; more</title><media:title>No</media:title>
 <link>https://example.org/1#top</link>
 <pubDate>Tue, 04 May 2021 23:30:00 +0400</pubDate><dc:creator>A. Writer</dc:creator>
 <description>Short.</description><content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>
<item><title>Teaser</title><link>https://example.org/2</link>
 <description>The beginning of it […]</description></item>
<item><title>Cut</title><guid isPermaLink="false">7</guid>
 <content:encoded><![CDATA[{PARAGRAPHS}<p>Read more</p>]]></content:encoded></item>
</channel></rss>"""


def texts(found: Found) -> list[str]:
    return [one.text for one in found if isinstance(one, Source)]


def names(found: Found) -> list[str]:
    return [one.name for one in found]


def problems(found: Found) -> dict[str, str]:
    return {one.name: one.problem for one in found if isinstance(one, UnreadableError)}


def made_table(*rows: list[str], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def zipped(members: Mapping[str, bytes], link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == link:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    return out.getvalue()
