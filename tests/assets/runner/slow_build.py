"""A build in which one text takes minutes: run as ``python -m tests.assets.runner.slow_build RAW WAREHOUSE``.

Its texts are in languages without a model, so its workers wait for none to load.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Sequence

import assets.articles
import assets.runner.workers
from assets.cli import main
from assets.runner.analyse_step import AnalyseShard, AnalyseTask

SLOW = "slow.html"
SECONDS_SLOW = 900


class SlowShard(AnalyseShard):
    """Analyses like the step, but sleeps over the text of the slow file."""

    def __call__(self, shard: Sequence[AnalyseTask]) -> None:
        if any(task.path == SLOW for task in shard):
            time.sleep(SECONDS_SLOW)
        super().__call__(shard)


if __name__ == "__main__":
    from tests.assets.runner import slow_build  # the workers know the class by this name

    # A shell that starts the tests in the background has them ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    assets.runner.workers.PRELOADED.remove("pipelines.analyse.preload_models")
    vars(assets.articles).update(AnalyseShard=slow_build.SlowShard, TEXTS_A_SHARD=1)
    sys.argv = ["annals", "build", sys.argv[1], "--warehouse", sys.argv[2], "--workers", "2", "--json"]
    main()
