"""A small transformer over the word pieces of sentences: vectors of words in their context, by onnxruntime."""
