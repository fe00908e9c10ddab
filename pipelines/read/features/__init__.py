"""What the block classifier sees of each block: columns of numbers, one row a block.

Here: wording, place, order, repetition, company. No decision is made here.
"""
