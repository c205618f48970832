"""Scrapy item pipelines in order: archive, parse, store, files."""
