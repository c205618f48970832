"""Place names and codes (GB/T 2260) as data, and their look-up."""
