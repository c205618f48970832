"""The database: models, session, queries and migrations."""
