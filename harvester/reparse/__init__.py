"""Reading archived pages again with today's parser, over all cores: what would change, and changing it."""
