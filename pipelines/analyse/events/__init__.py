"""Reports of events in a text: trigger, type, modality, participants, time, place.

Which reports tell one event is decided in ``corpus.events``.
"""
