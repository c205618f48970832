"""Scrapy item pipelines in order: archive, parse, dedupe, store."""
