"""The dataset as files: one module a format, and the data dictionary that they share."""

from harvester.exports.release import Summary, export, write_release

__all__ = ["Summary", "export", "write_release"]
