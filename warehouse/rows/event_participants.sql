SELECT * FROM staging.event_participants
