"""Place names and codes (GB/T 2260) as data, and their look-up."""

from harvester.divisions.locate import Place, locate, match
from harvester.divisions.lookup import (
    ancestors,
    by_code,
    children,
    find,
    full_name,
    province_named,
    town_names,
    within,
)
from harvester.divisions.table import Division, is_statistical

__all__ = [
    "Division",
    "Place",
    "ancestors",
    "by_code",
    "children",
    "find",
    "full_name",
    "is_statistical",
    "locate",
    "match",
    "province_named",
    "town_names",
    "within",
]
