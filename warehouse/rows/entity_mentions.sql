-- Where a name and a description cover the same words, the name is the mention.
WITH mentions AS (
    SELECT * FROM staging.mentions
    QUALIFY row_number() OVER (PARTITION BY article_id, start, "end" ORDER BY kind, confidence DESC, type) = 1
)
SELECT
    substr(sha256(concat_ws('|', article_id, start, "end", links.entity_id)), 1, 16) AS mention_id,
    article_id, links.entity_id, start, "end", mentions.surface, mentions.type, mentions.kind, mentions.confidence
FROM staging.links
JOIN mentions USING (article_id, start, "end")
