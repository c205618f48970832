"""One list dialect a file: how to find the items of a list page and the next page."""
