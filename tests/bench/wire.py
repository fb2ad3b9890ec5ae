# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain sockets that speak WebSocket and HTTP with a server of ours and count what crosses the line."""
import base64
import json
import os
import socket
import struct

PROTOCOL = "syngraph.v1"
# of a TCP/IPv4 segment, with the time stamps that Linux puts into each
SEGMENT_HEADER_BYTES = 52
TCP_INFO_BYTES = 240


class Line:
    """A TCP connection to this machine's server."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.read = b""
        self.received = 0

    def send(self, data):
        self.socket.sendall(data)

    def receive(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise EOFError("the server has closed the connection")
        self.received += len(data)
        self.read += data

    def take(self, count):
        while len(self.read) < count:
            self.receive()
        taken, self.read = self.read[:count], self.read[count:]
        return taken

    def take_until(self, end):
        while end not in self.read:
            self.receive()
        return self.take(self.read.index(end) + len(end))

    def wire_bytes(self):
        """Both directions, headers of the segments included; by the kernel's account of this connection."""
        info = self.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, TCP_INFO_BYTES)
        acked, received = struct.unpack_from("<QQ", info, 120)
        segments_out, segments_in = struct.unpack_from("<II", info, 136)
        return acked + received + SEGMENT_HEADER_BYTES * (segments_out + segments_in)

    def close(self):
        self.socket.close()


class WebSocket(Line):
    """A connection after the upgrade and hello."""

    def __init__(self, port):
        super().__init__(port)
        key = base64.b64encode(os.urandom(16)).decode()
        self.send(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                  f"Sec-WebSocket-Protocol: {PROTOCOL}\r\n\r\n".encode())
        if b" 101 " not in self.take_until(b"\r\n\r\n"):
            raise RuntimeError("no upgrade")
        self.say({"type": "hello", "protocol": [1, 1], "features": ["shortChanges"]})
        self.hear("welcome")

    def say(self, message):
        payload = json.dumps(message, separators=(",", ":")).encode()
        self.frame(0x81, payload)

    def frame(self, head, payload):
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + struct.pack(">H", size)
        mask = os.urandom(4)
        self.send(bytes([head]) + length + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def next_frame(self):
        """(opcode, payload); pings are answered."""
        while True:
            head, size = self.take(2)
            if size == 126:
                size = struct.unpack(">H", self.take(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self.take(8))[0]
            payload = self.take(size)
            if head & 0x0F != 9:
                return head & 0x0F, payload
            self.frame(0x8A, payload)

    def hear(self, wanted):
        """The next message of that type."""
        while True:
            opcode, payload = self.next_frame()
            if opcode != 1:
                continue
            messages = json.loads(payload)
            for message in messages if isinstance(messages, list) else [messages]:
                if message["type"] == wanted:
                    return message

    def join(self, document):
        self.say({"type": "join", "document": document})
        snapshot = self.hear("snapshot")
        missing = snapshot["bytes"]
        while missing > 0:
            opcode, payload = self.next_frame()
            missing -= len(payload) - 4 if opcode == 2 else 0
