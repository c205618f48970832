"""Document -> Report: pure functions that know the form and nothing of crawling or storage."""
