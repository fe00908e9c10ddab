-- table: raw_files
-- severity: error
-- needs: all tables
-- expected: an accepted document is one article, a quarantined one is in quarantine, a duplicate names the file it repeats
SELECT path, status, reason, articles.article_id
FROM raw_files
LEFT JOIN articles USING (path)
WHERE CASE status
    WHEN 'accepted' THEN (kind = 'document') <> (articles.article_id IS NOT NULL)
    WHEN 'quarantined' THEN articles.article_id IS NOT NULL OR path NOT IN (SELECT path FROM quarantine)
    WHEN 'duplicate' THEN articles.article_id IS NOT NULL OR reason NOT IN (SELECT path FROM raw_files)
END
