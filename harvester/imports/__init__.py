"""Reports out of what other programs fetched: WARC files, and folders of saved pages."""
