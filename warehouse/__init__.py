"""DuckDB: what the tables are, how they are written, and how a build is published.

A table is described once, in ``tables/NAME.toml``; its DDL, comments, pandera
schema, lineage and page in the contract are made from that. What does not
belong here: work on text, and anything Dagster.
"""
