"""Who is meant: by surname, office, pronoun, document, or nobody that is named."""

import pytest

from statements.extraction import extract
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.speakers_mentions import read_mention

PERSON, INSTITUTION = SpeakerKind.PERSON, SpeakerKind.INSTITUTION
GROUP, ANONYMOUS = SpeakerKind.GROUP, SpeakerKind.ANONYMOUS


def speakers(text: str) -> list[str]:
    return [s.speaker.name for s in extract(text).statements]


def last(text: str) -> Named:
    return extract(text).statements[-1].speaker


@pytest.mark.parametrize(
    ("written", "name", "role"),
    [
        ("Ann Lee", "Ann Lee", ""),
        ("Dr. Ann Lee", "Ann Lee", "Dr."),
        (
            "Senate Minority Whip Dick Durbin (D-Ill.)",
            "Dick Durbin",
            "Senate Minority Whip",
        ),
        (
            "White House press secretary Josh Earnest",
            "Josh Earnest",
            "White House press secretary",
        ),
        ("Ann Lee, a professor of law at Leeds", "Ann Lee", "professor of law at Leeds"),
        (
            "the director of the Space Agency, Ann Lee",
            "Ann Lee",
            "the director of the Space Agency",
        ),
        (
            "Kenya’s Foreign Ministry press officer Tom Hill",
            "Tom Hill",
            "Kenya’s Foreign Ministry press officer",
        ),
        ("state-run broadcaster RTZ", "RTZ", "state-run broadcaster"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven", ""),
        ("Steve King", "Steve King", ""),
        ("the Bank of England", "Bank of England", ""),
        ("a defence official", "", ""),
        ("officials", "", ""),
        ("Tuesday night", "", ""),
    ],
)
def test_a_source_is_taken_apart(written: str, name: str, role: str) -> None:
    mention = read_mention(written)

    assert mention.name == name
    if name:
        assert mention.role == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (
            "Ann Lee, a law professor who has studied dams, said it was safe.",
            "law professor",
        ),
        ("Ann Lee, 41, a retired surgeon, said it was safe.", "retired surgeon"),
        ("Former Hull mayor Ann Lee said it was safe.", "Former Hull mayor"),
        ("Ms. Lee, in turn, said it was safe.", ""),
        ("Mrs. Ann Lee said it was safe.", ""),
    ],
)
def test_a_role_is_shown_without_what_is_told_by_the_way(sentence: str, role: str) -> None:
    assert last(sentence).role == role


@pytest.mark.parametrize(
    ("second", "name"),
    [
        ("“It is safe,” Lee said.", "Ann Lee"),
        ("“It is safe,” Ms. Lee said.", "Ann Lee"),
        ("“It is safe,” Dr. Lee said.", "Ann Lee"),
        ("“It is safe,” she said.", "Ann Lee"),
        ("“It is safe,” the chief engineer said.", "Ann Lee"),
        ("“It is safe,” the engineer added.", "Ann Lee"),
        ("“It is safe,” Hill said.", "Tom Hill"),
        ("“It is safe,” he said.", "Tom Hill"),
        ("“It is safe,” the mayor said.", "Tom Hill"),
        ("“It is safe,” the mayor of Hull said.", "Tom Hill"),
        ("“It is safe,” an engineer said.", "an engineer"),
        ("“It is safe,” the fisherman said.", "the fisherman"),
    ],
)
def test_a_short_mention_means_the_person_named_in_full(second: str, name: str) -> None:
    first = (
        "The reactor is closed, chief engineer Ann Lee said, and Tom Hill, the mayor of Hull, "
        "thanked her."
    )

    assert last(f"{first}\n\n{second}").name == name


def test_she_is_the_woman_who_spoke_last_not_the_man_named_last() -> None:
    text = (
        "The novel took ten years, the writer Maria Costa said. Her husband, Paul Costa, read "
        "every draft.\n\n“He never complained,” she said."
    )

    assert speakers(text) == ["Maria Costa", "Maria Costa"]


def test_gender_is_learned_from_pronouns_where_the_name_tells_nothing() -> None:
    text = (
        "Quill Tarn runs the only lighthouse left. Tarn has lived there for years and she likes "
        "it, said Tom Hill.\n\n“Nobody visits,” she said."
    )

    assert last(text).name == "Quill Tarn"


def test_two_people_of_one_surname_are_told_apart_by_title() -> None:
    text = (
        "The bakery is closing, said its owners, Nora Blum and Otto Blum.\n\n"
        "“We are tired,” Mrs. Blum said.\n\n“I am not,” Mr. Blum said."
    )

    assert speakers(text)[-2:] == ["Nora Blum", "Otto Blum"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Wei Zhang Li", "Li"),
        ("Xi Jinping", "Xi"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Ursula von der Leyen", "Leyen"),
        ("Abdel Fattah al-Sisi", "al-Sisi"),
        ("Andrés Manuel López Obrador", "López Obrador"),
        ("Andrés Manuel López Obrador", "Lopez Obrador"),
        ("Hillary Quill", "Hillary"),
        ("Sinead O’Hara", "O'Hara"),
        ("Jean-Luc Blum", "Blum"),
    ],
)
def test_short_names_of_many_languages_mean_the_full_one(full: str, short: str) -> None:
    text = (
        f"President {full} arrived on Monday, the palace said.\n\n“We agree,” {short} said."
    )

    assert last(text).name == full


def test_a_leader_is_known_by_country() -> None:
    text = (
        "French President Claire Morel and German Chancellor Karl Voss met in Lyon.\n\n"
        "“We agree on fish,” the German leader said.\n\n“And on wine,” the French leader said."
    )

    assert speakers(text) == ["Karl Voss", "Claire Morel"]


def test_an_office_before_its_holder_is_named_means_the_only_holder() -> None:
    text = (
        "Ferries will not sail, a Norwegian Transport Ministry spokeswoman said.\n\n"
        "The storm is too strong, said Kari Dahl, a spokeswoman of the Norwegian Transport Ministry."
    )

    assert speakers(text) == ["Kari Dahl", "Kari Dahl"]


def test_a_spokesperson_speaks_for_an_institution() -> None:
    named = last("Ferries will not sail, Transport Ministry spokeswoman Kari Dahl said.")

    assert (named.name, named.on_behalf_of) == ("Kari Dahl", "Transport Ministry")


@pytest.mark.parametrize(
    ("second", "name"),
    [
        ("The ministry said that nobody was hurt.", "Norwegian Transport Ministry"),
        ("“Nobody was hurt,” the Transport Ministry said.", "Norwegian Transport Ministry"),
        ("“Nobody was hurt,” the statement said.", "Norwegian Transport Ministry"),
        ("“Nobody was hurt,” it added.", "Norwegian Transport Ministry"),
        ("“Nobody was hurt,” the Health Ministry said.", "Health Ministry"),
    ],
)
def test_an_institution_is_meant_by_its_short_names(second: str, name: str) -> None:
    first = "Ferries will not sail, the Norwegian Transport Ministry said in a statement."

    named = last(f"{first}\n\n{second}")

    assert (named.name, named.kind) == (name, INSTITUTION)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a senior official", ANONYMOUS),
        ("two people familiar with the talks", ANONYMOUS),
        ("sources", ANONYMOUS),
        ("an aide to the mayor", ANONYMOUS),
        ("critics", GROUP),
        ("some residents", GROUP),
        ("Peruvian media", GROUP),
        ("the Pentagon", INSTITUTION),
        ("Peru", INSTITUTION),
        ("The New York Times", INSTITUTION),
        ("Ann Lee", PERSON),
    ],
)
def test_what_kind_of_speaker_a_source_is(source: str, kind: SpeakerKind) -> None:
    named = last(f"The talks have failed, {source} said.")

    assert named.kind is kind


def test_an_unnamed_source_keeps_its_words_and_nothing_is_made_up() -> None:
    assert last("The talks have failed, a senior Western diplomat said.").name == (
        "a senior Western diplomat"
    )


def test_people_who_speak_together_are_all_named() -> None:
    text = (
        "Engineer Ann Lee and mayor Tom Hill met.\n\n"
        "“We agree,” Ann Lee and Tom Hill said in a joint statement."
    )

    assert last(text).name == "Ann Lee; Tom Hill"
    assert last(text).kind is GROUP


def test_a_quotation_without_a_source_goes_on_from_the_words_just_before() -> None:
    text = (
        "“The reactor is closed,” said the engineer Ann Lee.\n\n"
        "“It will stay closed for a year, and nobody knows what comes after that”."
    )

    assert speakers(text)[-1] == "Ann Lee"


def test_a_known_person_has_the_name_of_the_table_in_whatever_spelling() -> None:
    text = "Baku expects guarantees, said Khikmet Gadzhiev.\n\n“We wait,” Gadzhiev said."

    assert speakers(text) == ["Hikmet Hajiyev", "Hikmet Hajiyev"]


def test_a_namesake_of_a_known_person_is_not_that_person() -> None:
    text = "The school opens, said Brigitte Macron.\n\n“In May,” Macron said."

    assert speakers(text) == ["Brigitte Macron", "Brigitte Macron"]


def test_a_name_in_two_scripts_is_left_to_an_editor() -> None:
    honest = "“We know,” said Maria Zakharova.\n\n"

    for disguised in ("Maria Zаkharova", "Zаkharova"):
        named = last(f"{honest}“We wait,” said {disguised}.")

        assert named.name == disguised
        assert "two scripts" in named.reason


def test_the_campaign_of_a_person_is_an_institution_of_its_own() -> None:
    text = (
        "Governor Nora Blum will run again, she said.\n\n"
        "“We are ready,” her campaign said.\n\n“Very ready,” the Blum campaign said."
    )

    assert speakers(text) == ["Nora Blum", "Nora Blum campaign", "Nora Blum campaign"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We agree,” Voss said, according to the Chancellery.", ("Chancellery",)),
        ("“We agree,” a port official told Reuters.", ("Reuters",)),
        ("Voss said that he agreed, Der Spiegel reported.", ("Der Spiegel",)),
        (
            "Voss said that he agreed, the Daily Bugle reports citing Reuters.",
            ("Reuters", "Daily Bugle"),
        ),
        ("“We agree,” Voss told Ann Lee.", ()),
        ("“We agree,” Voss said.", ()),
    ],
)
def test_who_passed_words_on(text: str, via: tuple[str, ...]) -> None:
    assert extract(text).statements[-1].via == via


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Lee’s letter", "Ann Lee"),
        ("the ministry’s statement", "Health Ministry"),
        ("a letter", "a letter"),
    ],
)
def test_a_document_speaks_for_its_author(source: str, name: str) -> None:
    text = "Engineer Ann Lee resigned, the Health Ministry said."

    assert last(f"{text}\n\n“It was not safe,” {source} said.").name == name


def test_a_headline_in_title_case_makes_nobody_up() -> None:
    text = "Missing Divers Found Near Old Wreck\n\nTwo divers were found, Wreck said on Monday."

    assert last(text).name == "Wreck"


def test_a_town_that_speaks_is_a_place() -> None:
    text = "The bridge in Brixby is closed. Brixby said that it had no money."

    assert last(text).kind is INSTITUTION


def test_every_name_comes_with_a_reason() -> None:
    text = "Engineer Ann Lee spoke. “Safe,” she said. “Very safe,” a friend said. “Yes,” they said."

    assert all(s.speaker.reason.endswith(".") for s in extract(text).statements)


def test_the_answer_is_of_the_one_who_was_asked() -> None:
    text = (
        "“We fish,” said Otto Blum. Tom Hill laughed.\n\n"
        "Tom Hill asked Otto Blum whether the cod was back.\n\n“Hardly,” he said."
    )

    assert last(text).name == "Otto Blum"


def test_whoever_begins_the_sentence_before_goes_on() -> None:
    text = (
        "“We fish,” said Otto Blum.\n\nTom Hill showed the nets that his father had bought from "
        "Karl Voss.\n\n“They still hold,” he said."
    )

    assert last(text).name == "Tom Hill"


@pytest.mark.parametrize(
    ("full", "short", "name"),
    [
        ("Maroš Šefčovič", "Šefčovič", "Maroš Šefčovič"),
        ("Şahin Çelik", "Çelik", "Şahin Çelik"),
        ("Łukasz Żuk", "Żuk", "Łukasz Żuk"),
        ("İlham Əliyev", "Əliyev", "Ilham Aliyev"),
        ("Хикмет Гаджиев", "Гаджиев", "Hikmet Hajiyev"),
    ],
)
def test_names_in_any_letters_are_names(full: str, short: str, name: str) -> None:
    text = f"Trade will grow, minister {full} said.\n\n“We hope so,” {short} added."

    assert speakers(text) == [name, name]


def test_a_sign_between_capital_letters_is_no_name() -> None:
    assert extract("President × × said that × × agreed. “Yes,” × said.").zones


def test_an_office_of_the_table_serves_where_the_article_names_none() -> None:
    text = "“We wait,” Pashinyan said.\n\n“And hope,” the prime minister said."

    assert last(text).name == "Nikol Pashinyan"
    assert last(text).role == ""
