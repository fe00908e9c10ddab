SELECT
    substr(sha256(concat_ws('|', article_id, start, "end", links.entity_id)), 1, 16) AS mention_id,
    article_id, links.entity_id, start, "end", mentions.surface, mentions.type, mentions.kind, mentions.confidence
FROM staging.links
JOIN staging.mentions USING (article_id, start, "end")
