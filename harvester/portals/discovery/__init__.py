"""From a portal's home page to its 年报 columns: which links name them, and the walk that follows the links."""

from harvester.portals.discovery.candidates import Candidate, find_columns, find_menus, is_column, leads
from harvester.portals.discovery.walk import Discovery, Found, discover

__all__ = ["Candidate", "Discovery", "Found", "discover", "find_columns", "find_menus", "is_column", "leads"]
