-- Every file and record with its path; a document whose bytes stand under an
-- earlier path too is a copy of that one.
CREATE OR REPLACE TABLE staging.inventory AS
WITH found AS (
    SELECT
        files.path AS file,
        files.path || segments.locator AS path,
        segments.* EXCLUDE (key, locator)
    FROM staging.files
    JOIN staging.inventory_segments AS segments USING (key)
    UNION ALL BY NAME
    SELECT path AS file, path, 'document' AS kind, stage, rule, reason, sample
    FROM staging.walk_refusals
)
SELECT
    substr(sha256(path || '|' || coalesce(sha256, '')), 1, 16) AS raw_file_id,
    CASE WHEN kind = 'document' AND sha256 IS NOT NULL THEN substr(sha256('article|' || sha256), 1, 16) END AS article_id,
    found.*,
    CASE WHEN document_key IS NOT NULL AND path <> min(path) OVER same_bytes
        THEN min(path) OVER same_bytes END AS copy_of
FROM found
WINDOW same_bytes AS (PARTITION BY sha256, document_key IS NULL)
ORDER BY path;
