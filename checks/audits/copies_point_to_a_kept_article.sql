-- table: articles
-- severity: error
-- expected: a copy points to an article of its cluster that is no copy itself, and says of which kind it is
SELECT copy.article_id, copy.duplicate_of, copy.duplicate_kind, kept.duplicate_of AS duplicate_of_kept
FROM articles AS copy
LEFT JOIN articles AS kept ON kept.article_id = copy.duplicate_of
WHERE (copy.duplicate_of IS NULL) <> (copy.duplicate_kind IS NULL)
    OR (copy.duplicate_of IS NOT NULL
        AND (kept.article_id IS NULL OR kept.duplicate_of IS NOT NULL OR kept.cluster_id <> copy.cluster_id))
