"""Which addresses a crawl may reach, and how it treats each host."""
