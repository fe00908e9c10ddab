-- What stands on a document that came or went since the published build.
CREATE OR REPLACE TABLE staging.touched AS
WITH raw AS (
    SELECT raw_file_id FROM before.raw_files FULL JOIN raw_files AS now USING (raw_file_id)
    WHERE raw_files.path IS NULL OR now.path IS NULL
),
documents AS (
    SELECT article_id FROM before.articles FULL JOIN articles AS now USING (article_id)
    WHERE articles.path IS NULL OR now.path IS NULL
)
SELECT 'raw_file_id' AS key, raw_file_id AS id FROM raw
UNION ALL SELECT 'article_id', article_id FROM documents
UNION SELECT 'entity_id', entity_id FROM before.entity_mentions SEMI JOIN documents USING (article_id)
UNION SELECT 'entity_id', entity_id FROM entity_mentions SEMI JOIN documents USING (article_id)
UNION SELECT 'event_id', event_id FROM before.event_mentions SEMI JOIN documents USING (article_id)
UNION SELECT 'event_id', event_id FROM event_mentions SEMI JOIN documents USING (article_id);
