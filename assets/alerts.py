"""Telling of a failed run: a command to start, an address to post to."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import urllib.request

from assets.settings import Settings

SECONDS = 60


def tell_of_failure(settings: Settings, run_id: str, error: str) -> bool:
    """Tell the command and the address of the settings; return whether there is any.

    The command finds ``ANNALS_RUN_ID``, ``ANNALS_ERROR`` and ``ANNALS_WAREHOUSE``
    in its environment; the address gets them as JSON.

    Raises:
        subprocess.CalledProcessError: when the command fails.
        OSError: when the address does not answer.
    """
    told = {"run_id": run_id, "error": error, "warehouse": str(settings.warehouse)}
    if settings.command:
        environment = os.environ | {f"ANNALS_{name.upper()}": value for name, value in told.items()}
        subprocess.run(shlex.split(settings.command), env=environment, check=True, timeout=SECONDS)
    if settings.post:
        request = urllib.request.Request(
            settings.post, json.dumps(told).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        urllib.request.urlopen(request, timeout=SECONDS).close()
    return bool(settings.command or settings.post)
