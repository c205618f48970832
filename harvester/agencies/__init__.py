"""Agencies as entities: a stable id for each, and the pairs of them that may be one."""
