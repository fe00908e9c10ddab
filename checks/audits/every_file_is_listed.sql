-- table: raw_files
-- severity: error
-- needs: staging
-- expected: every file of the raw folder, and every record found in one, is a row
SELECT path FROM staging.files WHERE path NOT IN (SELECT path FROM raw_files)
UNION ALL
SELECT path FROM staging.walk_refusals WHERE path NOT IN (SELECT path FROM raw_files)
UNION ALL
SELECT path FROM staging.inventory WHERE path NOT IN (SELECT path FROM raw_files)
