-- The final role of every block (what the corpus teaches comes last), the text
-- of every accepted document, and where each kept block stands in it.
CREATE OR REPLACE TABLE staging.roles AS
SELECT
    blocks.article_id, blocks.block_no, coalesce(boilerplate.role, blocks.role) AS role,
    coalesce(boilerplate.rule, blocks.rule) AS rule, boilerplate.n_documents
FROM staging.blocks
LEFT JOIN staging.boilerplate USING (article_id, block_no);

CREATE OR REPLACE TABLE staging.kept AS
SELECT
    article_id, block_no, roles.role, blocks.text,
    coalesce(sum(length(blocks.text) + 2) OVER before, 0)::INTEGER AS text_start,
    coalesce(sum(length(blocks.text) + 2) OVER before, 0)::INTEGER + length(blocks.text)::INTEGER AS text_end
FROM staging.roles
JOIN staging.blocks USING (article_id, block_no)
WHERE list_contains(getvariable('kept_roles'), roles.role) AND blocks.text <> ''
WINDOW before AS (PARTITION BY article_id ORDER BY block_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

CREATE OR REPLACE TABLE staging.texts AS
WITH joined AS (
    SELECT article_id, string_agg(text, E'\n\n' ORDER BY block_no) AS text,
        first(text ORDER BY block_no) FILTER (WHERE role = 'title') AS title
    FROM staging.kept
    GROUP BY article_id
)
SELECT
    documents.article_id, documents.path, joined.text, joined.title, substr(sha256(joined.text), 1, 24) AS text_key,
    CASE
        WHEN documents.rule IS NOT NULL THEN documents.rule
        WHEN documents.article_probability < getvariable('article_threshold') THEN 'not_an_article'
        WHEN joined.text IS NULL THEN 'no_text'
    END AS rule,
    CASE
        WHEN documents.rule IS NOT NULL THEN documents.reason
        WHEN documents.article_probability < getvariable('article_threshold')
            THEN 'looks like a list, a gallery, a stub or an error page, not an article (probability of an article '
                || round(documents.article_probability, 2) || ')'
        WHEN joined.text IS NULL THEN 'nothing but boilerplate in it'
    END AS reason,
    CASE WHEN documents.rule IS NOT NULL THEN 'read' ELSE 'clean' END AS stage
FROM staging.documents
LEFT JOIN joined USING (article_id)
ORDER BY documents.path;
