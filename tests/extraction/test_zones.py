"""Pages taken apart: invented ones, of other countries and papers than the seeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.extraction.model import ZoneKind
from statements.extraction.zones import find_zones
from statements.extraction.zones_dateline import read_dateline

LEAD = (
    "The river authority will close three bridges for repair this autumn, its director said, "
    "after engineers found cracks."
)
MORE = (
    "Drivers were told to use the ring road, which the council says can take the traffic."
)
LAST = (
    "The last repair of this kind took eleven months and cost twice what had been planned."
)


def zone_of(words: str, page: str, outlet: str = "") -> ZoneKind:
    """Return the kind of the zone of a page that holds `words`."""
    at = page.index(words)
    return next(z.kind for z in find_zones(page, outlet) if z.start <= at < z.end)


def page(*blocks: str) -> str:
    return "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        # United States
        ("By Ann Lee and Tom Hill", ZoneKind.BYLINE),
        ("By Ann Lee, Staff Writer", ZoneKind.BYLINE),
        ("Published May 4, 2020 at 3:15 p.m. EDT", ZoneKind.BYLINE),
        ("Updated 4 May 2020", ZoneKind.BYLINE),
        ("Sign up for our free daily newsletter", ZoneKind.NEWSLETTER),
        ("Get the Daily Bugle in your inbox:", ZoneKind.NEWSLETTER),
        ("Subscribe to the Bugle for full access to local news", ZoneKind.NEWSLETTER),
        ("Become a supporting member today", ZoneKind.DONATION),
        (
            "Newsrooms like ours are closing. Help us stay open with a gift: donate now.",
            ZoneKind.DONATION,
        ),
        ("READ MORE: What the cracks mean for commuters", ZoneKind.TEASER),
        ("Related: Five bridges that fell", ZoneKind.TEASER),
        ("Also read | Metro fares to rise in June", ZoneKind.TEASER),
        ("Share this article", ZoneKind.SHARE),
        ("Follow us on Twitter @bugle", ZoneKind.SHARE),
        ("Advertisement", ZoneKind.NAVIGATION),
        ("Click here to see the map", ZoneKind.NAVIGATION),
        ("5 min read", ZoneKind.NAVIGATION),
        ("© 2020 The Daily Bugle. All rights reserved.", ZoneKind.CREDIT),
        ("Photo: Ann Lee", ZoneKind.CREDIT),
        ("Getty Images", ZoneKind.BODY),
        ("Image source, Ann Lee", ZoneKind.CAPTION),
        ("Image caption, The Humber bridge at dusk", ZoneKind.CAPTION),
        ("To view this video please enable JavaScript", ZoneKind.CAPTION),
        ("Already a subscriber? Log in.", ZoneKind.NEWSLETTER),
        ("Get unlimited access to the Bugle for £1 a month", ZoneKind.NEWSLETTER),
        ("Read more", ZoneKind.NAVIGATION),
        ("Listen to this article · 6:35 min", ZoneKind.NAVIGATION),
        # agencies and correspondents
        ("Our Standards: The Bugle Trust Principles.", ZoneKind.AGENCY),
        ("This article was originally published in the Hull Courier.", ZoneKind.AGENCY),
        ("Contact the reporter at ann@bugle.example", ZoneKind.AGENCY),
        ("(With inputs from PTI)", ZoneKind.AGENCY),
        ("Reporting by Ann Lee; editing by Tom Hill", ZoneKind.AGENCY),
        ("The Associated Press contributed to this report.", ZoneKind.AGENCY),
        ("Additional reporting by Ann Lee in Leeds", ZoneKind.AGENCY),
        # captions
        ("The Humber bridge at dusk. (Photo: Ann Lee)", ZoneKind.CAPTION),
        ("Engineers inspect a cable. (AP Photo/Tom Hill)", ZoneKind.CAPTION),
        (
            "FILE - In this May 4, 2020 file photo, engineers inspect a cable.",
            ZoneKind.CAPTION,
        ),
        ("Engineers inspect a cable near Hull. Photo by Ann Lee", ZoneKind.CAPTION),
        ("Director Ann Lee speaks to drivers in Hull, May 4, 2020", ZoneKind.CAPTION),
    ],
)
def test_a_line_between_paragraphs_is_told_by_its_words(line: str, kind: ZoneKind) -> None:
    text = page("Three bridges to close for a year", LEAD, line, MORE, LAST)

    if kind is ZoneKind.BODY:
        assert zone_of(line, text) in {ZoneKind.BODY, ZoneKind.SUBHEADING}
    else:
        assert zone_of(line, text) is kind


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up for our newsletter,” she told the crowd.",
        "“Become a member today,” the union leader said.",
        "He asked voters to follow him on Twitter, where he posts daily.",
        "The council said it would share the report with drivers.",
        "By Monday the cracks had grown.",
        "The bridge opened on 4 May 1998.",
        "He was photographed by the police (the image was later deleted).",
        "Lee speaks to drivers every day, and they answer.",
        "Hill said:",
        "This article of the law was signed in May.",
        "Image is everything in this town, said Lee, who ought to know.",
        "Contact between the two banks was lost for weeks.",
        "Close the bridge, said Lee, or it will fall on somebody's head.",
        "The minister wrote to members to support the levy.",
        "More: that is what drivers want, said Lee.",
    ],
)
def test_a_sentence_of_the_article_stays(line: str) -> None:
    text = page("Three bridges to close for a year", LEAD, line, MORE, LAST)

    assert zone_of(line, text) is ZoneKind.BODY


def test_the_top_of_a_page_is_told_apart() -> None:
    text = page(
        "Transport",
        "Director Ann Lee attends a hearing in Hull, May 4, 2020",
        "Three bridges to close for a year",
        "Drivers will have to use the ring road until autumn",
        "By Tom Hill",
        f"HULL, England (AP) — {LEAD}",
        MORE,
    )

    assert [zone.kind for zone in find_zones(text)] == [
        ZoneKind.NAVIGATION,
        ZoneKind.CAPTION,
        ZoneKind.HEADLINE,
        ZoneKind.DECK,
        ZoneKind.BYLINE,
        ZoneKind.DATELINE,
        ZoneKind.BODY,
    ]


def test_a_transcript_keeps_its_headline_with_the_day() -> None:
    title = "Briefing by Foreign Ministry spokeswoman Elena Orlova, Riga, 12 March 2019"

    assert zone_of(title, page(title, "Question: What of the talks in Oslo?", LEAD)) is (
        ZoneKind.HEADLINE
    )


@pytest.mark.parametrize(
    ("dateline", "city", "day", "agency"),
    [
        ("WASHINGTON (AP) — ", "WASHINGTON", None, "AP"),
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — ", "HEMPSTEAD, N.Y.", "Sept. 26", "UPI"),
        ("MOSCOW, November 5. /TASS/. ", "MOSCOW", "November 5", "TASS"),
        ("BEIJING, May 4 (Xinhua) -- ", "BEIJING", "May 4", "Xinhua"),
        ("New Delhi, Nov 5 (PTI) ", "New Delhi", "Nov 5", "PTI"),
        ("PARIS (AFP) – ", "PARIS", None, "AFP"),
        ("LONDON, 4 May (Reuters) - ", "LONDON", "4 May", "Reuters"),
        ("KYIV — ", "KYIV", None, None),
    ],
)
def test_datelines_of_many_agencies(
    dateline: str, city: str, day: str | None, agency: str | None
) -> None:
    match = read_dateline(dateline + "The river rose again.")

    assert match is not None
    assert match.end() == len(dateline)
    assert (match["city"], match["day"], match.groupdict().get("agency")) == (
        city,
        day,
        agency,
    )


@pytest.mark.parametrize(
    "start",
    [
        "NATO leaders met",
        "The bridge (built in 1998) — fell",
        "Lee (Hull) said",
        "I — we — agree",
    ],
)
def test_what_is_no_dateline(start: str) -> None:
    assert read_dateline(start) is None


def test_a_city_with_a_colon_is_a_dateline_and_a_transcript_is_not() -> None:
    assert zone_of("NEW DELHI", page("Bridges close", f"NEW DELHI: {LEAD}", MORE)) is (
        ZoneKind.DATELINE
    )
    assert zone_of(
        "WALLER", page("Bridges close", f"WALLER: {LEAD}", f"PENNE: {MORE}")
    ) is (ZoneKind.BODY)


def test_a_headline_and_one_sentence_between_paragraphs_are_a_teaser() -> None:
    text = page(
        "Three bridges to close for a year",
        LEAD,
        MORE,
        "Council backs tunnel as bridge repair drags on for months\nIt would cost a fortune.",
        LAST,
        MORE + " Nobody objects.",
    )

    assert zone_of("Council backs", text) is ZoneKind.TEASER
    assert zone_of("It would cost", text) is ZoneKind.TEASER
    assert zone_of(LAST, text) is ZoneKind.BODY


def test_headings_right_above_every_paragraph_are_no_teasers() -> None:
    text = page(
        "Three bridges to close for a year",
        LEAD,
        f"What the engineers found last week\n{MORE}",
        f"What the council plans to do\n{LAST}",
        f"What drivers say about the plan\n{MORE}",
    )

    assert ZoneKind.TEASER not in {zone.kind for zone in find_zones(text)}


def test_a_list_of_other_articles_ends_where_a_paragraph_begins() -> None:
    text = page(
        "Three bridges to close for a year",
        LEAD,
        "Most Popular",
        "Council backs tunnel",
        "Five bridges that fell",
        LAST,
    )

    assert zone_of("Five bridges", text) is ZoneKind.RELATED
    assert zone_of(LAST, text) is ZoneKind.BODY


@pytest.mark.parametrize(
    "comments",
    [
        "Leave a Reply\n\nann: Good riddance. The director said nothing new.",
        "3 Comments\n\nTom Hill\n\nThis is nonsense, he said so in May.",
        "1. Ann said:\n\nGood riddance, I never liked it.\n\n2. Tom said:\n\nNonsense.",
        "• gh0st said:\n\nGood riddance, I never liked it.",
        "Comment policy\n\nBe kind. We reserve the right to block users.",
    ],
)
def test_what_readers_wrote_is_left_out_to_the_end(comments: str) -> None:
    text = page("Three bridges to close for a year", LEAD, MORE, LAST, comments)

    kinds = [zone.kind for zone in find_zones(text) if zone.start >= text.index(comments)]

    assert set(kinds) == {ZoneKind.COMMENT}


def test_a_link_to_the_comments_above_the_text_loses_nothing() -> None:
    text = page("Three bridges to close for a year", "Comments", LEAD, MORE, LAST)

    assert zone_of(LEAD, text) is ZoneKind.BODY
    assert zone_of(LAST, text) is ZoneKind.BODY


def test_a_speaker_on_a_line_of_its_own_is_no_commenter() -> None:
    text = page("Bridges close", LEAD, "Lee said:", "“They will open in May.”", MORE)

    assert zone_of("They will open", text) is ZoneKind.BODY


def test_an_operator_can_name_the_furniture_of_an_outlet() -> None:
    text = page("Three bridges to close for a year", "Become a member", LEAD)

    assert zone_of("Become", text, "OC Media") is ZoneKind.DONATION


@pytest.mark.parametrize(
    "plain",
    [
        "One line only, with nothing else on the page.",
        "A short text.\nOf two lines.",
        f"{LEAD}\n{MORE}\n{LAST}",
        f"{LEAD} {MORE} {LAST}",
    ],
)
def test_a_plain_text_loses_nothing(plain: str) -> None:
    kinds = {zone.kind for zone in find_zones(plain)}

    assert kinds <= {ZoneKind.HEADLINE, ZoneKind.BODY}


def test_no_text_has_no_zones() -> None:
    assert find_zones("") == ()
    assert find_zones(" \n\t\u2028 ") == ()


_LINES = st.sampled_from(
    [LEAD, MORE, "Comments", "By Ann Lee", "Most Popular", "Lee said:", "1. Ann said:", "", " ",
     "Photo: A", "A title of some five words", "“Quote,” he said.", "\u2028", "NEW DELHI: X y."]
)  # fmt: skip


@given(st.lists(_LINES | st.text(max_size=40), max_size=30))
def test_zones_are_ordered_disjoint_and_hold_every_word(lines: list[str]) -> None:
    text = "\n".join(lines)

    zones = find_zones(text)
    edges = [edge for zone in zones for edge in (zone.start, zone.end)]

    assert edges == sorted(edges)
    assert all(0 <= zone.start < zone.end <= len(text) and zone.reason for zone in zones)
    assert "".join("".join(text[z.start : z.end] for z in zones).split()) == "".join(
        text.split()
    )
