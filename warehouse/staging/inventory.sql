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
),
marked AS (
    SELECT *, coalesce(
        sha256 IN (SELECT kept_out FROM staging.erasures WHERE kind = 'content')
        OR regexp_replace(url, '#.*$', '') IN (SELECT kept_out FROM staging.erasures WHERE kind = 'address'),
        false
    ) AS is_erased
    FROM found
),
-- What was erased on request keeps its path and hash, so that it can be seen to be kept out.
listed AS (
    SELECT * EXCLUDE (is_erased) REPLACE (
        CASE WHEN NOT is_erased THEN document_key END AS document_key,
        CASE WHEN NOT is_erased THEN url END AS url,
        CASE WHEN NOT is_erased THEN sample END AS sample,
        CASE WHEN is_erased THEN 'ingest' ELSE stage END AS stage,
        CASE WHEN is_erased THEN 'erased' ELSE rule END AS rule,
        CASE WHEN is_erased THEN 'erased on request' ELSE reason END AS reason
    )
    FROM marked
)
SELECT
    substr(sha256(path || '|' || coalesce(sha256, '')), 1, 16) AS raw_file_id,
    CASE WHEN kind = 'document' AND sha256 IS NOT NULL THEN substr(sha256('article|' || sha256), 1, 16) END AS article_id,
    listed.*,
    CASE WHEN document_key IS NOT NULL AND path <> min(path) OVER same_bytes
        THEN min(path) OVER same_bytes END AS copy_of
FROM listed
WINDOW same_bytes AS (PARTITION BY sha256, document_key IS NULL)
ORDER BY path;
