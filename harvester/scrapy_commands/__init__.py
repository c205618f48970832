"""What this project changes of Scrapy's own command line; Scrapy takes every module of it for a command."""
