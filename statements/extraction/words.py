"""Closed word classes of English, as bit flags, and the shapes of the open ones.

These are the words a reader needs to see where a noun phrase starts, where a clause
has its verb and where an adjunct ends. The lists come from any grammar of English.
"""

from typing import Final

DET: Final = 1
PRONOUN: Final = 2  # can be a subject by itself
PREP: Final = 4
SUBORDINATOR: Final = 8
CONJUNCTION: Final = 16
FINITE: Final = 32  # finite auxiliaries and common finite verbs
ADVERB: Final = 64
TIME: Final = 128
RELATIVE: Final = 256
CAPITAL: Final = 512
NUMBER: Final = 1024
NEGATION: Final = 2048
AUXILIARY: Final = 4096
OBJECT: Final = 8192  # object pronouns: addressees
PARTICIPLE: Final = 16384  # ends in -ing
PAST: Final = 32768  # ends in -ed
MODAL: Final = 65536
NOUN_TIME: Final = 131072  # week, night, morning
WH: Final = 262144
WEAK: Final = 524288  # a finite verb in one place, a noun or an infinitive in another
SPEAKER: Final = 1048576  # people, bodies and papers that say things

_CLASSES: Final[dict[int, str]] = {
    DET: """a an the this these those his her its their our my your some any no every each
        another both all several many few most two three four five six seven eight nine ten
        dozens hundreds thousands either neither such much more less enough certain various
        whose""",
    PRONOUN: """i we he she they you it there one someone everyone nobody somebody everybody
        anyone nothing everything something this that these those others many some most
        both all none few another neither either""",
    OBJECT: "me us him her them you it himself herself themselves itself",
    PREP: """of in on at by for with from to into onto about against during after before
        under over between among amongst through throughout without within along across
        behind beyond near toward towards upon per via since until till despite amid amidst
        like unlike as than including regarding concerning following outside inside off
        around above below besides alongside versus beside underneath atop round""",
    SUBORDINATOR: """that when while as because although though if unless whether since
        after before until where whereas once lest whenever wherever whilst""",
    RELATIVE: "who which whom whose that",
    WH: "what how why who where when which whether if whom whose",
    CONJUNCTION: "and but or nor yet so plus",
    AUXILIARY: """is are was were am be been being has have had having do does did isn't
        aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't 's 're 've 'll 'd""",
    MODAL: """will would can could shall should may might must won't wouldn't can't cannot
        couldn't shouldn't mustn't ain't needn't""",
    NEGATION: """not never no nor neither without hardly barely isn't aren't wasn't weren't
        hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't
        shouldn't""",
    ADVERB: """also later then now again still just even already ever never not soon once
        always often first further instead only too almost perhaps maybe however meanwhile
        yet thus therefore moreover nevertheless nonetheless indeed today tonight
        yesterday tomorrow ago earlier afterward afterwards there here back out up down
        anyway altogether together twice quite rather very so simply though otherwise
        separately elsewhere though long since additionally""",
    TIME: """monday tuesday wednesday thursday friday saturday sunday january february march
        april may june july august september october november december jan feb mar apr jun
        jul aug sep sept oct nov dec today yesterday tomorrow tonight recently earlier
        mon tue tues wed thu thurs fri sat sun""",
    NOUN_TIME: """day week month year night morning afternoon evening weekend noon midday
        spring summer autumn fall winter days weeks months years hours minutes hour minute
        decade decades time""",
    SPEAKER: """spokesman spokeswoman spokesperson spokespeople official officials aide aides
        campaign campaigns source sources adviser advisers advisor advisors analyst analysts
        expert experts critic critics supporter supporters opponent opponents strategist
        strategists lawyer lawyers attorney attorneys prosecutor prosecutors police
        investigators officers officer report reports statement letter lawsuit memo document
        documents filing complaint article story editorial headline paper newspaper study
        book website site ad release indictment affidavit transcript email tweet post message
        company firm bank ministry department government agency commission committee council
        group organization organisation party court judge judges minister president senator
        governor mayor chairman chairwoman director leader leaders lawmaker lawmakers
        congressman congresswoman candidate candidates nominee professor author reporter
        columnist journalist editor host anchor witness witnesses man woman men women people
        person family father mother son daughter wife husband brother sister friend friends
        neighbor neighbors neighbour neighbours resident residents student students teacher
        researcher researchers scientist scientists economist economists economists doctor
        doctors manager executive executives owner founder ceo secretary general commander
        diplomat diplomats ambassador envoy delegate delegates voter voters republicans
        democrats conservatives liberals activists activist organizers organizer union
        network outlet media press observers pundit pundits operative operatives veteran
        others some many several both two three billionaire businessman mogul""",
    FINITE: """is are was were am has have had do does did isn't aren't wasn't weren't hasn't
        haven't hadn't don't doesn't didn't will would can could shall should might must
        may won't wouldn't can't cannot couldn't shouldn't mustn't ain't he's she's it's
        that's there's i'm we're they're you're i've we've they've you've i'll we'll they'll
        you'll he'll she'll it'll i'd we'd they'd he'd she'd you'd who's what's here's
        let's who've who'd
        became began brought came chose did drew fell felt found gave got grew held kept
        knew led left lost made meant met paid ran rose saw sent shot showed sold spent
        spoke stood took taught thought told went won wore wrote said says rode
        broke built caught bought fought flew forgot froze heard hid laid lay lent
        sought bore bent blew clung crept dealt dug drank drove fed fled flung forbade foresaw
        overcame rang sank shrank slid sprang stole stung swam swung tore undertook upheld wept
        sang sat shook slept swore threw understood woke withdrew struck stuck swept
        becomes begins brings comes goes gets gives keeps knows leads leaves loses makes
        seems sends takes tells thinks wants remains appears believes contains requires
        involves exists allows deserves continues expects represents refuses intends belongs
        depends suffers threatens understands agrees includes relies exceeds""",
    WEAK: """needs wins works turns plays holds means looks hopes supports opposes faces loves
        feels helps plans hates runs shows stands pays lives likes finds sees happens matters
        get go know want think need make take come see seem deserve feel believe love
        hate look remain appear agree understand tend plan hope support oppose expect face
        cut put set hit hurt beat let quit
        continue become require include allow give keep let sign vote""",
}


def _fold() -> dict[str, int]:
    table: dict[str, int] = {}
    for flag, listed in _CLASSES.items():
        for word in listed.split():
            table[word] = table.get(word, 0) | flag
    return table


WORDS: Final = _fold()

_NOT_LY = frozenset(
    "early family only supply reply july italy ally rally apply daily".split()
)
_NOT_ING = frozenset(
    """king thing anything nothing everything something spring morning evening meeting
    building hearing briefing wing ring string during beijing sterling filing ruling
    sing bring""".split()
)
_NOT_ED = frozenset(
    "ed ted fed led red bed need hundred united kindred seed feed speed breed indeed".split()
)


def flags_of(word: str, folded: str) -> int:
    """Return the flags of a word, given as written and in folded lower case.

    >>> flags_of("Quickly", "quickly") == ADVERB | CAPITAL
    True
    """
    flags = WORDS.get(folded, 0)
    first = word[0]
    if word != folded and (first.isupper() or (word[1:2].isupper() and first.islower())):
        flags |= CAPITAL
    elif first.isdigit() or first in "$£€":
        return flags | NUMBER
    return flags | _ending(folded) if folded[-2:] in _TELLING_ENDS else flags


def _ending(folded: str) -> int:
    """Return what the last letters tell: quickly, raining, rained, they've."""
    if folded.endswith("ly"):
        return 0 if folded in _NOT_LY else ADVERB
    if folded.endswith("ing"):
        return 0 if folded in _NOT_ING else PARTICIPLE
    if folded.endswith("ed"):
        return 0 if folded in _NOT_ED else PAST
    # A contraction holds a finite verb; after 's a possessive is likelier.
    return FINITE if folded.endswith(_CLITICS) else 0


_TELLING_ENDS = frozenset("ly ng ed 'd re ve ll 't 'm".split())
_CLITICS = ("'d", "'re", "'ve", "'ll", "n't", "'m")
