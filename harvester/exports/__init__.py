"""The dataset as files: one module a format, and the data dictionary that they share."""
