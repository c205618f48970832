"""The arithmetic of one report: every rule that does not hold becomes a finding."""

from harvester.checks.report import check

__all__ = ["check"]
