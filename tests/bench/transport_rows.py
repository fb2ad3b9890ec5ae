# SPDX-License-Identifier: GPL-3.0-or-later
"""Why WebSocket: the same small answers of one server over one WebSocket, over one HTTP connection that stays, and
over an HTTP connection each. Latency in ms of one question and its answer, and bytes on the wire for it."""
import time

import wire
from server_process import Meter, Server
from table import Measurement, Row

MESSAGES = 1000


def over_web_socket(port):
    line = wire.WebSocket(port)
    before = line.wire_bytes()
    for number in range(MESSAGES):
        line.say({"type": "ping", "number": number})
        if line.hear("pong")["number"] != number:
            raise RuntimeError("another answer")
    return line.wire_bytes() - before


def ask_health(line, port, connection):
    line.send(f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: {connection}\r\n\r\n".encode())
    head = line.take_until(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    length = next(int(one.split(b":")[1]) for one in head.split(b"\r\n") if one.lower().startswith(b"content-length"))
    line.take(length)


def over_one_connection(port):
    line = wire.Line(port)
    for _ in range(MESSAGES):
        ask_health(line, port, "keep-alive")
    return line.wire_bytes()


def over_a_connection_each(port):
    total = 0
    for _ in range(MESSAGES):
        line = wire.Line(port)
        ask_health(line, port, "close")
        total += line.wire_bytes()
        line.close()
    return total


def measured(ask):
    def run():
        with Server() as server, Meter(server) as meter:
            started = time.monotonic()
            total = ask(server.port)
            each_ms = (time.monotonic() - started) * 1000 / MESSAGES
        return [each_ms, total / MESSAGES], meter.cpu_ms, meter.wall_ms
    return run


def rows(name):
    return [Row(f"1,000 small messages over {name}: each", "ms", None),
            Row(f"1,000 small messages over {name}: on the wire", "bytes each", None)]


MEASUREMENTS = [
    Measurement(rows("one WebSocket"), measured(over_web_socket)),
    Measurement(rows("one HTTP connection"), measured(over_one_connection)),
    Measurement(rows("an HTTP connection each"), measured(over_a_connection_each)),
]
