"""Nothing leaves that is not proven: every number, price, date, time, name and link needs evidence."""

from agents.gate.check import Verdict, check
from agents.gate.evidence import Evidence

__all__ = ["Evidence", "Verdict", "check"]
