"""Words quoted and words reported, with the verb that introduces them and who spoke.

Here: where quotations stand (`marks`), the cue and the speaker of each
(`speakers`), reported clauses (`reported`). Who a speaker is across articles
is corpus work.
"""
