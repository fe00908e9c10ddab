-- Documents and containers by what became of them.
SELECT kind, status, count(*) AS n_files
FROM raw_files
GROUP BY ALL
ORDER BY kind DESC, n_files DESC, status
