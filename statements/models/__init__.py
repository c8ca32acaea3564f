"""The rows: outlets and articles, speakers, briefings and statements, import runs."""

from statements.models.dating import Dated
from statements.models.history import Action, Change
from statements.models.index import IndexTerm, NameWord, StatementIndex, TextMark
from statements.models.people import OldSlug, Speaker, SpeakerName
from statements.models.record import Briefing, OldBriefingSlug, Statement
from statements.models.runs import ImportedFile, Importer, ImportRun, ListedFile
from statements.models.sources import Article, OldOutletSlug, Outlet

__all__ = [
    "Action",
    "Article",
    "Briefing",
    "Change",
    "Dated",
    "ImportRun",
    "ImportedFile",
    "Importer",
    "IndexTerm",
    "ListedFile",
    "NameWord",
    "OldBriefingSlug",
    "OldOutletSlug",
    "OldSlug",
    "Outlet",
    "Speaker",
    "SpeakerName",
    "Statement",
    "StatementIndex",
    "TextMark",
]
