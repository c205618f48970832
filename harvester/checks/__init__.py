"""The arithmetic of one report, and of one agency's years: every rule that does not hold becomes a finding."""

from harvester.checks.report import check
from harvester.checks.versions import compare_versions
from harvester.checks.years import PanelFinding, check_years

__all__ = ["PanelFinding", "check", "check_years", "compare_versions"]
