"""Verbs and nouns of saying, with the frames each can head.

One line a group: the words share the frames on the left. The letters:

s  a clause with or without "that": he said (that) it rained
t  a clause only with "that": he stressed that it rained
q  a quotation beside it is enough: "It rained," he laughed
o  a hearer may come first: he told the press (that) it rained
p  the hearer stands after "to": he explained to the press that it rained
w  a question: he asked whether it rained
i  an infinitive: he vowed to leave, he urged them to leave
a  a noun phrase and "as": he described it as a scandal
c  a noun phrase and a name for it: he called it a scandal
n  the form is also a common noun or adjective: needs a clear subject
r  a document says it too: the letter reads
"""

from typing import Final

VERBS: Final[tuple[tuple[str, str], ...]] = (
    ("sqpr", "say"),
    ("sqo", "tell"),
    ("sqpr", "add note argue explain announce acknowledge admit declare insist claim"),
    (
        "sqp",
        """suggest warn predict conclude allege concede contend assert maintain reply respond
        reveal confess report write boast brag joke complain lament confirm
        caution estimate proclaim reiterate emphasize emphasise stress agree swear pledge
        promise vow testify quip remark recount recall remember counter retort
        theorize theorise speculate opine posit muse guess""",
    ),
    (
        "tqp",
        """state observe mention indicate affirm underline underscore highlight hint imply
        signal disclose divulge clarify relate rule advise propose demand request recommend
        grumble moan gripe protest object disagree crow gloat grouse intone plead
        pontificate repeat specify volunteer vent whine hypothesize decree
        charge deny refute dispute attest certify profess cite tout tweet
        retweet post blog text email e-mail message cable telegraph advertise broadcast
        publicize publish document chronicle detail outline comment elaborate
        fume rail rant preach lecture counsel interject
        interrupt marvel rejoin riposte chide scold deadpan chant shout
        yell scream cry exclaim whisper mutter murmur mumble holler bark bellow roar snap
        snarl growl hiss thunder blurt gush rave enthuse coo taunt jeer
        reminisce reflect fret worry stipulate concur reaffirm
        reassert restate recap summarize summarise paraphrase rejoice
        philosophize editorialize implore beg urge exhort""",
    ),
    (
        "tqo",
        "remind assure inform notify reassure advise convince persuade brief alert caution",
    ),
    (
        "q",
        """begin start continue conclude finish open close proceed laugh smile grin chuckle nod
        sigh shrug sing read recite croon rap banter tease prod press
        interpose inquire enquire answer sneer scoff
        fire shoot hit demur offer sum go venture
        greet praise apologize apologise thank congratulate inveigh lash
        quote explode erupt rasp drawl sob weep bleat plead heckle
        trumpet hail decry lambaste slam blast rebuke criticize criticise attack denounce
        deride mock ridicule condemn dismiss defend blame deplore bemoan applaud salute
        commend rally challenge elaborate editorialize elucidate""",
    ),
    ("wqo", "ask"),
    ("wq", "wonder question query inquire enquire"),
    (
        "a",
        "describe characterize characterise portray depict dismiss denounce deride decry cite\
     condemn hail tout cast paint brand label reject",
    ),
    ("ac", "call label dub term brand deem pronounce declare"),
    (
        "i",
        """vow pledge promise threaten urge ask tell order encourage call implore beg exhort
     advise remind warn demand propose offer agree request instruct""",
    ),
)

# More than one word: the verb and what must follow it.
PARTICLES: Final[dict[str, tuple[str, ...]]] = {
    "point": ("out", "to the fact"),
    "make": ("clear", "it clear", "the point", "the case", "the argument", "plain", "it known"),
    "sum": ("up", "it up"),
    "go": ("on to say", "on", "on to write", "on to add"),
    "put": ("it",),
    "fire": ("back",),
    "shoot": ("back",),
    "hit": ("back",),
    "lash": ("out",),
    "chime": ("in",),
    "pipe": ("up",),
    "let": ("it be known",),
    "issue": ("a statement saying", "a statement"),
    "release": ("a statement saying", "a statement"),
    "rule": ("out",),
    "take": ("to twitter", "issue", "to facebook"),
    "read": (),
    "chip": ("in",),
    "follow": ("up",),
    "weigh": ("in",),
    "cry": ("out",),
    "call": ("out", "on"),
    "speak": ("out", "up"),
    "express": (
        "concern", "confidence", "hope", "regret", "doubt", "doubts", "fear", "fears", "dismay",
        "surprise", "outrage", "optimism", "frustration", "disappointment", "skepticism",
        "certainty", "belief", "the hope", "the view", "his belief", "her belief",
    ),
    "give": ("assurances", "an assurance"),
    "raise": ("the possibility", "the prospect", "the question"),
    "float": ("the idea",),
    "draw": ("attention to the fact",),
    "lay": ("out",),
    "spell": ("out",),
}  # fmt: skip

IRREGULAR: Final[dict[str, tuple[str, str]]] = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "swear": ("swore", "sworn"),
    "begin": ("began", "begun"),
    "sing": ("sang", "sung"),
    "read": ("read", "read"),
    "shoot": ("shot", "shot"),
    "hit": ("hit", "hit"),
    "go": ("went", "gone"),
    "cast": ("cast", "cast"),
    "make": ("made", "made"),
    "put": ("put", "put"),
    "let": ("let", "let"),
    "take": ("took", "taken"),
    "speak": ("spoke", "spoken"),
    "give": ("gave", "given"),
    "draw": ("drew", "drawn"),
    "lay": ("laid", "laid"),
    "spell": ("spelled", "spelled"),
    "broadcast": ("broadcast", "broadcast"),
    "weep": ("wept", "wept"),
}

DOUBLING: Final = frozenset(
    "admit hit beg brag snap grin nod rap sob plan chat quip blog dub blab nag jab".split()
)

# Forms that are nouns more often than verbs: they count only after a clear subject.
NOUN_LIKE: Final = frozenset(
    """order orders program issue claim claims report reports note notes state states charge charges call calls demand
    demands promise promises question questions comment comments remark remarks tweet tweets
    post posts text texts email emails reply replies answer answers request requests pledge
    pledges vow vows boast boasts joke jokes complaint warn hint hints signal signals cry cries
    attack attacks blast offer offers detail details document documents document estimate
    estimates rule rules cite repeat worry worries fear counter wonder read reads open opens
    close start begin press fire shoot hit hits laugh smile sing protest protests object objects
    brief briefs cable cables message messages quote quotes address advertise post blog
    counsel elaborate live whisper shout shouts roar chant chants quip quips taunt rally challenge challenges blame
    praise broadcast label labels brand brands term terms cast paint go
    name names""".split()
)

# Nouns of saying with a clause: "his claim that ...". Core saying, not belief.
NOUNS: Final = frozenset(
    """claim claims statement statements assertion assertions allegation allegations accusation
    accusations announcement argument arguments contention admission acknowledgment
    acknowledgement declaration insistence suggestion suggestions comment comments remark
    remarks warning warnings prediction predictions promise promises pledge vow report reports
    charge charges complaint complaints assurance assurances denial testimony revelation
    explanation confirmation disclosure concession observation speculation rumor rumors rumour
    rumours boast""".split()
)
