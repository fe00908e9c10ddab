"""Importing this module loads all models: named to a forkserver, workers are born with them."""

from pipelines.analyse.mentions.mentions import preload

preload()
