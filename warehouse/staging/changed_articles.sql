-- Articles of the published build that this one has not: replaced by a later text
-- of their address or their file, refused, erased, or gone.
CREATE OR REPLACE TABLE staging.changed_articles AS
WITH lost AS (
    SELECT * FROM before.articles ANTI JOIN articles USING (article_id)
),
last_version AS (
    SELECT url, article_id FROM article_versions WHERE replaced_by IS NULL
),
found AS (
    SELECT lost.article_id AS old_id, coalesce(last_version.article_id, of_path.article_id) AS new_id,
        raw.sha256 IN (SELECT sha256 FROM raw_files) AS has_source,
        raw.sha256 IN (SELECT kept_out FROM erasures) AS is_erased
    FROM lost
    LEFT JOIN before.raw_files AS raw USING (raw_file_id)
    LEFT JOIN last_version ON last_version.url = regexp_replace(lost.url, '#.*$', '')
    -- A record in a container has its number for a path: another record may have it now.
    LEFT JOIN articles AS of_path ON of_path.path = lost.path AND NOT contains(lost.path, '#')
)
SELECT 'articles' AS table_name, old_id, new_id,
    CASE
        WHEN is_erased THEN 'erased'
        WHEN new_id IS NOT NULL THEN 'new_version'
        WHEN has_source THEN 'no_longer_found'
        ELSE 'source_removed'
    END AS reason
FROM found;
