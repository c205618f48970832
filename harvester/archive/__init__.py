"""The only room that knows WARC: write and read."""
