"""Full text of the narrative: words, and the sections of reports that hold them."""
