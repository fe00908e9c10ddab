"""What the project knows of each language: one folder a language, data only, and its loaders.

Here: names, temporal expressions and event words as TOML, and `world.toml`, what
is known of the world in all languages. What a step does with them is not here.
"""
