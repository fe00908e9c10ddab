-- What every table and column means, from the comments of this database.
SELECT columns.table_name, columns.column_name, columns.data_type, columns.is_nullable, columns.comment,
    tables.comment AS table_comment, columns.column_index
FROM duckdb_columns() AS columns
JOIN duckdb_tables() AS tables USING (database_name, schema_name, table_name)
WHERE columns.database_name = current_database() AND columns.schema_name = 'main'
ORDER BY columns.table_name, columns.column_index
