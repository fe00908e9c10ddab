"""Importing this module loads all that reading and analysing keep: named to a forkserver, workers are born with it."""

from pipelines.analyse.encoder.pieces import load_vocabulary
from pipelines.analyse.events import event_times, judging, participants
from pipelines.analyse.events.sentence_reader import load_reader
from pipelines.analyse.events.trigger_judge import load_judge
from pipelines.analyse.events.word_classes import class_of
from pipelines.analyse.mentions.mentions import preload
from pipelines.analyse.temporal.timexes import find_timexes
from pipelines.languages.names import known_languages
from pipelines.read.document import read_document
from pipelines.read.language_id.identifiers import ask_langdetect, ask_py3langid
from pipelines.records.source import RawRecord

preload()
load_vocabulary()
load_reader()
load_judge()
class_of("Paris")
for weights in (participants.FILE, event_times.TIMES_FILE, event_times.NEWS_FILE):
    judging.load(weights)
for language in known_languages():
    find_timexes("Paris.", language)
ask_py3langid("Paris.", None)
ask_langdetect("Paris.", None)
for name, media_type in (("a.html", "text/html"), ("a.txt", "text/plain")):
    read_document(RawRecord(name, b"<p>Paris, 1.1.2020</p>", "0", media_type))
