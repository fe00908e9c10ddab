"""Importing this module loads all models: named to a forkserver, workers are born with them."""

from pipelines.analyse.encoder.pieces import load_vocabulary
from pipelines.analyse.events.sentence_reader import load_reader
from pipelines.analyse.mentions.mentions import preload

preload()
load_vocabulary()
load_reader()
