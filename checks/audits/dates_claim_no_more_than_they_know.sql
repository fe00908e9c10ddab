-- table: articles
-- severity: error
-- expected: a day only where the precision is a day and words say so, inside its interval; no date without basis and evidence
SELECT article_id, published_on, published_earliest, published_latest, published_precision, published_basis, published_evidence
FROM articles
WHERE (published_on IS NOT NULL AND coalesce(published_precision, '') NOT IN ('day', 'minute'))
    OR (published_on IS NULL AND coalesce(published_precision, '') IN ('day', 'minute'))
    OR (published_at IS NOT NULL AND published_precision <> 'minute')
    OR published_earliest > published_latest
    OR published_on NOT BETWEEN published_earliest AND published_latest
    OR (published_precision IS NOT NULL AND (published_basis IS NULL OR published_evidence IS NULL))
    OR (published_basis = 'inferred' AND published_transferred_from IS NULL)
