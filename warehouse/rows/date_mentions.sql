SELECT article_id, start, "end", surface, type, value, earliest, latest FROM staging.date_mentions
