"""One format a file, and the data dictionary they share."""
