"""Web archives (.mht, and the .doc that Word writes as a single web page): the HTML page among their parts."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from harvester.documents.html import read_html
from harvester.items import Document


def read_mhtml(body: bytes, content_type: str | None = None) -> Document:
    """The first HTML part, read as a page; its own header says in which encoding it is."""
    message: Message[str, str] = message_from_bytes(body)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes):
        return Document(blocks=(), flags=("unread_broken",))
    return read_html(payload, page.get("Content-Type") or content_type)
