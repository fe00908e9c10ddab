-- table: events
-- severity: error
-- expected: an event ends no earlier than it begins, and has a date only with a precision and a basis
SELECT event_id, event_date, event_date_end, date_precision, date_basis
FROM events
WHERE event_date > event_date_end
    OR (event_date IS NOT NULL AND (date_precision IS NULL OR date_basis IS NULL OR event_date_end IS NULL))
    OR (event_date IS NULL AND date_precision IS NOT NULL)
    OR (date_precision = 'day' AND event_date <> event_date_end)
