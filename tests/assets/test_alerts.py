"""A failed run is told to a command and to an address."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from assets.alerts import tell_of_failure
from assets.settings import Settings


def test_a_command_is_told_in_its_environment(tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    command = f"sh -c 'echo $ANNALS_RUN_ID $ANNALS_ERROR > {told}'"
    assert tell_of_failure(Settings(command=command), "r1", "disk full")
    assert told.read_text() == "r1 disk full\n"


def test_an_address_is_told_in_json() -> None:
    bodies: list[bytes] = []

    class Keep(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Keep) as server:
        threading.Thread(target=server.handle_request).start()
        tell_of_failure(Settings(post=f"http://127.0.0.1:{server.server_port}/"), "r1", "disk full")
    assert json.loads(bodies[0])["error"] == "disk full"


def test_without_alerts_nobody_is_told() -> None:
    assert not tell_of_failure(Settings(), "r1", "disk full")
