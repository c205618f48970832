"""One queue a host."""

from __future__ import annotations

from scrapy import Request

from harvester.net.addresses import host_key


class OneSlot:
    """Puts a request into the queue of its own host: a redirect would wait in the queue of the host it left."""

    def process_request(self, request: Request) -> None:
        request.meta["download_slot"] = host_key(request.url)
