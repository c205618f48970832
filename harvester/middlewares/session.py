"""The cookies of a list: what its pages set, or an address that leads to them, goes with what is asked for later."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response


class Session:
    """Requests whose meta key ``jar`` holds cookies share them; some servers keep there which list is turned over."""

    def process_request(self, request: Request) -> None:
        jar = request.meta.get("jar")
        if jar is not None:
            request.headers.pop("Cookie", None)  # of the address that was redirected
            jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        jar = request.meta.get("jar")
        if jar is not None and "Set-Cookie" in response.headers:
            jar.extract_cookies(response, request)
        return response
