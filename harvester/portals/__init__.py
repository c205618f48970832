"""The registry: one YAML file a province, and its loader."""
