"""The errors a user can meet: each message names the thing, the problem, the value and the way out."""

INTERRUPTED_STATUS = 130
"""Exit status after Ctrl-C, as shells have it."""


class HarvesterError(Exception):
    """Base of every error that is shown to the user as one line, without a traceback."""

    exit_status = 1


class UsageError(HarvesterError):
    """Raised when an argument or option cannot be used as given."""

    exit_status = 2


class InputError(HarvesterError):
    """Raised when a file that was to be read is missing, unreadable or a directory."""

    exit_status = 3


class RegistryError(HarvesterError):
    """Raised when a file of portals or corrections does not follow its schema, or a portal id is not known."""

    exit_status = 4


class StoreError(HarvesterError):
    """Raised when the database cannot be opened, written, or is of a newer version than this program."""

    exit_status = 5


class ArchiveError(HarvesterError):
    """Raised when the archive's folder or files cannot be written or read."""

    exit_status = 6


class DivisionError(HarvesterError):
    """Raised when the table of divisions that ships with the program is damaged."""

    exit_status = 1


class ExportError(HarvesterError):
    """Raised when the folder of an export or a file in it cannot be written."""

    exit_status = 7
