-- table: quarantine
-- severity: error
-- expected: an exception of ours refuses a document now and then, not one in ten
SELECT path, reason
FROM quarantine
WHERE rule = 'failed'
    AND (SELECT count(*) FROM quarantine WHERE rule = 'failed')
        > greatest(5, 0.1 * (SELECT count(*) FROM raw_files WHERE kind = 'document'))
