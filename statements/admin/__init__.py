"""The admin of every model, the main job first: a briefing and what was said there."""

from statements.admin import people, record, runs, sources, users

__all__ = ["people", "record", "runs", "sources", "users"]
