"""Bytes -> Document, one module a format; `read` chooses among them.

Nothing is imported here: the process that reads one file (`worker`) has no use for the readers of web pages.
"""
