"""Corrections that people make: YAML files, and the one function that applies them to a reading."""
