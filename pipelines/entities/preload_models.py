"""Importing this module loads all models: named to a forkserver, workers are born with them."""

from pipelines.entities.mentions import preload

preload()
