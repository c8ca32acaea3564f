"""The measure, on cases small enough to count by hand."""

import pytest

from statements.extraction.model import StatementKind
from statements.extraction.scoring import Count, Document, Marked, Score, read_marked, score
from statements.extraction.scoring_letters import quoted_spans
from statements.extraction.spans import Span

TEXT = "“It will rain all week,” Ann Lee said. Bo Kim said that the harvest was lost."


def marked(content: str, source: str, text: str = TEXT, *, core: bool = True) -> Marked:
    start, at = text.index(content), text.index(source)
    return Marked(
        (Span(start, start + len(content)),),
        (Span(at, at + len(source)),),
        source,
        core=core,
    )


RAIN = marked("It will rain all week", "Ann Lee")
HARVEST = marked("the harvest was lost", "Bo Kim")


def scored(gold: list[Marked], predicted: list[Marked], text: str = TEXT) -> Score:
    return score([Document(text, tuple(gold), tuple(predicted))])


def test_everything_found_is_a_hundred() -> None:
    figures = scored([RAIN, HARVEST], [RAIN, HARVEST])
    assert figures.core.joint == Count(hits=2)
    assert figures.core.joint.f1 == 100
    assert figures.direct.joint == figures.indirect.joint == Count(hits=1)
    assert figures.mixed.joint == Count()


def test_nothing_predicted_is_all_missed() -> None:
    figures = scored([RAIN, HARVEST], [])
    assert figures.core.joint == Count(missed=2)
    assert figures.core.joint.f1 == figures.core.source_accuracy == 0


def test_marks_and_a_leading_that_make_no_difference() -> None:
    quoted = marked("“It will rain all week,”", "Ann Lee")
    that = marked("that the harvest was lost.", "Bo Kim")
    assert scored([RAIN, HARVEST], [quoted, that]).core.joint.f1 == 100


def test_the_wrong_source_costs_the_joint_figure_alone() -> None:
    figures = scored([RAIN], [marked("It will rain all week", "Bo Kim")]).core
    assert figures.joint == Count(hits=0, wrong=1, missed=1)
    assert figures.content == figures.pieces == Count(hits=1)
    assert figures.source_accuracy == 0


def test_another_mention_of_the_name_is_the_right_source() -> None:
    text = "Ann Lee came. “It will rain all week,” Lee said."
    rain = marked("It will rain all week", "Lee said", text)
    gold = Marked(rain.spans, rain.source, "Lee")
    assert scored(
        [gold], [marked("It will rain all week", "Ann Lee", text)], text
    ).core.joint.f1


def test_a_title_is_no_name() -> None:
    text = "President Lee and President Kim spoke. It will rain all week."
    gold = marked("It will rain all week", "President Lee", text)
    other = marked("It will rain all week", "President Kim", text)
    assert scored([gold], [other], text).core.joint.hits == 0


def test_a_content_cut_short_is_near_but_no_hit() -> None:
    figures = scored([RAIN], [marked("will rain all", "Ann Lee")]).core
    assert figures.joint == Count(wrong=1, missed=1)
    assert figures.sources_right == figures.sources_known == 1


def test_what_resembles_a_statement_outside_the_core_is_not_punished() -> None:
    outside = marked("the harvest was lost", "Bo Kim", core=False)
    assert scored([RAIN, outside], [RAIN, HARVEST]).core.joint == Count(hits=1)


def test_a_spurious_statement_is_wrong_for_its_own_kind_only() -> None:
    figures = scored([RAIN], [RAIN, HARVEST])
    assert figures.core.joint == Count(hits=1, wrong=1)
    assert figures.direct.joint == Count(hits=1)
    assert figures.indirect.joint == Count(wrong=1)


def test_each_prediction_matches_once() -> None:
    assert scored([RAIN], [RAIN, RAIN]).core.joint == Count(hits=1, wrong=1)


def test_pieces_are_counted_one_by_one() -> None:
    text = "“It will rain,” Ann Lee said, “all week long.”"
    halves = (Span(1, 13), Span(31, 44))
    gold = Marked(halves, (Span(16, 23),), "Ann Lee")
    half = Marked(halves[:1], (Span(16, 23),), "Ann Lee")
    assert scored([gold], [half], text).core.pieces == Count(hits=1, missed=1)


def test_documents_add_up() -> None:
    document = Document(TEXT, (RAIN, HARVEST), (RAIN,))
    assert score([document, document]).core.joint == Count(hits=2, missed=2)


@pytest.mark.parametrize(
    ("record", "spans", "source"),
    [
        ({"spans": [[1, 4], [6, 9]], "source_start": 11, "source_end": 13}, 2, (11, 13)),
        ({"start": 1, "end": 4, "source_spans": [[5, 7]]}, 1, (5, 7)),
        ({"start": 1, "end": 4, "source_start": None, "source_end": None}, 1, None),
    ],
)
def test_records_give_spans_either_way(
    record: dict[str, object], spans: int, source: tuple[int, int] | None
) -> None:
    found = read_marked(record)
    assert len(found.spans) == spans
    assert found.source == ((Span(*source),) if source else ())


def test_a_record_says_what_is_core_and_of_which_kind() -> None:
    record = {"start": 0, "end": 3, "kind": "mixed", "speech": True, "core": False}
    found = read_marked(record)
    assert (found.kind, found.core) == (StatementKind.MIXED, False)
    assert read_marked({"start": 0, "end": 3, "speech": True}).core


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He “did” it.", ["did"]),
        ('He "did" it.', ["did"]),
        ("He ''did'' it.", ["did"]),
        ("He «did» it.", ["did"]),
        ("It’s ‘Ann’s day’, he said.", ["Ann’s day"]),
        ("The ‘armies’ retreat’ began.", ["armies’ retreat"]),
        ("He “never closed.\nNext.", ["never closed."]),
        ("It’s Ann’s.", []),
    ],
)
def test_what_stands_between_quotation_marks(text: str, inside: list[str]) -> None:
    assert [span.of(text) for span in quoted_spans(text)] == inside
