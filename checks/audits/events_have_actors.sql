-- table: events
-- severity: warning
-- needs: all tables
-- expected: most events name somebody who acts or is acted on
SELECT event_id, summary
FROM events
WHERE event_id NOT IN (SELECT event_id FROM event_participants)
    AND (SELECT count(*) FROM events WHERE event_id NOT IN (SELECT event_id FROM event_participants))
        > 0.5 * (SELECT count(*) FROM events)
