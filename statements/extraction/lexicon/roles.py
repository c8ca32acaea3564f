"""Words for offices, bodies and unnamed people, each class of them a set."""

from functools import lru_cache
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Titles and offices: before or after a name they make it a person's.
SPOKES: Final = _words(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen mouthpiece"
)
OFFICES: Final = SPOKES | _words(
    """
    president prime premier minister secretary senator sen rep representative congressman
    congresswoman governor gov mayor ambassador envoy chancellor speaker lawmaker deputy mp mep
    chairman chairwoman chair chairperson director head chief commissioner commander general gen
    lt lieutenant col colonel maj major capt captain sgt sergeant admiral adm officer judge
    justice attorney prosecutor lawyer sheriff detective inspector superintendent constable
    king queen prince princess duke duchess pope archbishop bishop cardinal imam rabbi reverend
    rev pastor father sister mr mrs ms miss dr doctor prof professor sir lord lady dame
    baroness madam leader nominee candidate strategist adviser advisor aide analyst economist
    pollster editor reporter correspondent journalist columnist author writer host anchor
    presenter actor actress singer director producer filmmaker coach manager trainer captain
    striker owner founder cofounder co-founder ceo cfo coo executive boss banker trader
    entrepreneur businessman businesswoman investor scientist researcher historian physicist
    biologist epidemiologist psychologist engineer astronaut teacher principal headteacher
    dean rector activist campaigner organizer organiser veteran soldier farmer fisherman
    resident neighbour neighbor witness expert specialist consultant counsel solicitor barrister
    treasurer clerk councillor councilman councilwoman alderman whip marshal president-elect
    ex-president vice-president counterpart diplomat negotiator mediator official
    republican democrat operative mogul billionaire tycoon magnate developer star guitarist drummer conductor
    """
)
MODIFIERS: Final = _words(
    """
    official former senior junior acting interim deputy vice assistant associate press service
    state chief national foreign defence defense interior finance health justice education
    special longtime long-time veteran top lead leading head campaign media communications
    public affairs information relations police party house senate majority minority opposition
    presidential vice-presidential democratic republican conservative labour labor liberal
    socialist green independent retired late first second right-wing left-wing far-right ruling
    managing executive general regional local federal county city district military naval army
    air force intelligence security political economic trade energy transport environment
    research policy then new outgoing incoming elected then- ex-
    """
)
# Bodies: with one of these as head a phrase is an institution.
BODIES: Final = _words(
    """
    ministry department government administration kremlin parliament congress senate house
    cabinet agency service bureau office bank council commission committee party police court
    company corporation corp inc ltd plc llc firm group university college school institute
    institution centre center foundation charity trust union association federation league
    organisation organization society club team campaign army navy military force forces command
    embassy consulate mission delegation board authority authorities regulator watchdog
    newspaper magazine broadcaster channel network outlet website site station paper daily
    weekly tabloid news press times post journal herald tribune guardian gazette chronicle
    hospital church vatican pentagon palace treasury secretariat directorate inspectorate
    airline airlines railway hotel museum theatre theater studio label bloc alliance coalition
    nato un eu osce side republic region state province city county council fbi cia nsa
    presidency premiership regime junta convention
    """
)
MEDIA: Final = _words(
    """
    newspaper magazine broadcaster channel network outlet website station paper daily weekly
    tabloid news press times post journal herald tribune gazette chronicle media agency radio
    television tv
    """
)
# Media and pollsters whose names say nothing of what they are.
MEDIA_NAMES: Final = _words(
    """
    AP AFP Reuters Bloomberg CNN BBC NBC CBS ABC MSNBC CNBC NPR PBS ITV RTE CBC Politico Axios Vox
    BuzzFeed Breitbart Slate Xinhua Interfax PTI ANI NDTV Haaretz Spiegel Monde Figaro Gallup Pew
    Quinnipiac YouGov Ipsos Rasmussen Twitter Facebook Google Amazon Microsoft
    """
)
DOCUMENTS: Final = _words(
    """
    statement report letter document communique communiqué release memo memorandum filing
    complaint lawsuit indictment affidavit ruling study survey poll article editorial post
    tweet message note email announcement declaration transcript resolution readout bulletin
    text paper briefing
    """
)
# People who are not named.
UNNAMED: Final = _words(
    """
    official officials source sources aide aides diplomat diplomats insider insiders adviser
    advisers advisor advisors person people someone somebody individual whistleblower operative
    operatives employee employees staffer staffers executive executives representative
    representatives spokesman spokeswoman spokesperson spokesmen spokespeople man woman witness
    resident officer officers friend lawyer strategist lawmaker
    """
)
GROUPS: Final = _words(
    """
    critics experts analysts economists scientists researchers lawmakers senators republicans
    democrats conservatives liberals voters residents protesters demonstrators activists
    supporters opponents families parents students teachers workers leaders ministers residents
    prosecutors lawyers attorneys investigators doctors observers commentators media journalists
    reporters historians witnesses farmers neighbours neighbors others some many both allies
    rivals members governors mayors countries governments companies politicians campaigners
    """
)
# Offices of the principals an article is about, whom it calls by them: "the nominee said".
LEADING: Final = _words(
    """
    republican democrat nominee candidate senator governor president leader mayor congressman congresswoman premier
    chancellor minister businessman businesswoman mogul billionaire tycoon magnate developer star
    actor actress singer author host senator-elect president-elect pope king queen
    prince princess chief executive ambassador envoy
    """
)
FEMALE: Final = _words(
    """
    mrs ms miss she lady dame baroness madam queen princess duchess spokeswoman chairwoman
    congresswoman councilwoman businesswoman actress sister mother daughter wife woman girl aunt
    """
)
MALE: Final = _words(
    """
    mr he sir lord king prince duke spokesman chairman congressman councilman businessman actor
    brother father son husband man boy uncle pope fisherman
    """
)

# Offices that one description can stand for: "the leader" may be a president.
_SAME_OFFICE: Final = (
    (
        "spokesperson",
        """spokesman spokeswoman spokesperson official_representative press_secretary
        press_service_head head_of_the_press_service spokes""",
    ),
    (
        "leader",
        "leader president premier prime_minister chancellor king ruler head_of_state",
    ),
    ("premier", "premier prime_minister"),
)


_PADDED: Final = tuple(
    (office, f" {name.replace('_', ' ')} ")
    for office, names in _SAME_OFFICE
    for name in names.split()
)
_PARTIES: Final = frozenset({"republican", "democrat"})


@lru_cache(maxsize=2048)
def offices_of(role: str) -> frozenset[str]:
    """Return the offices a role names, its synonyms included.

    >>> "spokesperson" in offices_of("press secretary"), "leader" in offices_of("President")
    (True, True)
    """
    folded = role.lower().replace("-", " ")
    words = folded.replace(",", " ").split()
    found = {word for word in words if word in OFFICES}
    padded = f" {' '.join(words)} "
    for office, name in _PADDED:
        if name in padded:
            found.add(office)
    if "prime minister" in padded:
        found.discard("minister")
    if "spokesperson" in found:
        found.discard("representative")
    if len(found) > 1:
        found -= _PARTIES
    return frozenset(found)
