-- table: blocks
-- severity: error
-- expected: the blocks of a document follow one another without gap or overlap, from its first character to its last byte
WITH chained AS (
    SELECT
        article_id, block_no, raw_start, raw_end, byte_start, byte_end,
        lag(raw_end, 1, 0) OVER document AS expected_raw, lag(byte_end) OVER document AS expected_byte,
        lag(block_no, 1, -1) OVER document + 1 AS expected_no,
        lead(block_no) OVER document IS NULL AS is_last
    FROM blocks
    WINDOW document AS (PARTITION BY article_id ORDER BY block_no)
)
SELECT article_id, block_no, raw_start, expected_raw, byte_end, n_bytes
FROM articles
JOIN raw_files USING (raw_file_id)
LEFT JOIN chained USING (article_id)
WHERE block_no IS NULL
    OR block_no <> expected_no
    OR raw_start <> expected_raw OR raw_end < raw_start
    OR (expected_byte IS NOT NULL AND byte_start <> expected_byte) OR (expected_byte IS NULL AND byte_start > 4)
    OR (is_last AND byte_end <> n_bytes)
