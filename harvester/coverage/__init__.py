"""What is known of every agency and year: absence is data."""
