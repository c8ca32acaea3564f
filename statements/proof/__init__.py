"""Proof that the record says what its sources say, row by row, in little memory."""

from statements.proof.flaws import Flaw, find_flaws, index_damage, snapshot

__all__ = ["Flaw", "find_flaws", "index_damage", "snapshot"]
