# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a .syngraph file with nothing of Syngraph's own code, from the page of its format alone: the log is replayed,
and everything checked that tests/e2e/chaos rests on. Text only; positions are units of text in the basic plane."""
import json
import re
import sqlite3
import zlib

CHAIN_START = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
BITS = 0xFFFFFFFFFFFFFFFF
TYPING, WORDS, BACKSPACE, DELETE = 1, 2, 3, 4
FIRST_RETAIN = b'[{"retain":\x01'
CHARACTER = re.compile(rb"\\u[0-9a-fA-F]{4}|\\.|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*", re.DOTALL)


class Broken(Exception):
    """The file contradicts itself."""


def chain_hash(before, delta):
    value = before
    for byte in delta:
        value = ((value ^ byte) * FNV_PRIME) & BITS
    return value


class Column:
    """Numbers and bytes, one after the other."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def bytes(self, count):
        taken = self.data[self.at:self.at + count]
        if len(taken) != count:
            raise Broken("a column of a block ends too early")
        self.at += count
        return taken

    def number(self):
        value = shift = 0
        while True:
            byte = self.bytes(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def signed(self):
        value = self.number()
        return -(value >> 1) - 1 if value & 1 else value >> 1

    def is_done(self):
        return self.at == len(self.data)


class Block:
    """A packed piece of the log."""

    def __init__(self, clients, body):
        if body[:1] != b"\x01":
            raise Broken("a block of an unknown kind")
        joined = Column(body[1:])
        sizes = [(joined.number(), joined.number()) for _ in range(11)]
        columns = [Column(zlib.decompress(joined.bytes(packed), -15) if packed else joined.bytes(size))
                   for size, packed in sizes]
        if not joined.is_done() or any(len(column.data) != size for column, (size, _) in zip(columns, sizes)):
            raise Broken("the columns of a block have other sizes than it says")
        self.names, self.who, self.sequences, _, _, self.runs, self.places, self.numbers, self.sizes, self.texts, _ = columns
        self.clients, self.last = self.read_clients(Column(clients))
        self.authors = [self.names.bytes(self.names.number()) for _ in range(self.names.number())]
        self.entries = [(self.names.number(), self.names.number(), self.names.number())
                        for _ in range(self.names.number())]
        self.shapes = [(self.names.number(), self.names.bytes(self.names.number())) for _ in range(self.names.number())]
        self.caret = 0

    @staticmethod
    def read_clients(column):
        ids, sequences = [], []
        while not column.is_done():
            ids.append(column.bytes(8)[::-1] + column.bytes(8)[::-1])
            sequences.append(column.number() - 1)
            column.number()
            column.number()
        return ids, sequences

    def text(self, form):
        if form == TYPING:
            match = CHARACTER.match(self.texts.data, self.texts.at)
            return self.texts.bytes(len(match.group()) if match else 1)
        return self.texts.bytes(self.sizes.number())

    def delta(self, form, shape, place):
        """The JSON of one change, and where the caret is behind it."""
        texts = []
        is_first = shape.startswith(FIRST_RETAIN)
        result = bytearray()
        for byte in shape:
            if byte == 2:
                texts.append(self.text(form))
                result += b'"' + texts[-1] + b'"'
            elif byte != 1:
                result.append(byte)
            elif is_first:
                result += b"%d" % place
                is_first = False
            else:
                result += b"%d" % (1 if form in (BACKSPACE, DELETE) else self.numbers.number())
        return bytes(result), place + (len(CHARACTER.findall(texts[0])) if texts else 0)

    def changes(self):
        """(client, sequence, delta) of each change."""
        while not self.runs.is_done():
            token = self.runs.number()
            form, shape = self.shapes[token % len(self.shapes)]
            for nth in range(token // len(self.shapes) + 1):
                place = 0
                if shape.startswith(FIRST_RETAIN):
                    place = self.caret - (form == BACKSPACE) + (0 if nth else self.places.signed())
                delta, self.caret = self.delta(form, shape, place)
                client = self.entries[self.who.number()][0]
                self.last[client] += self.sequences.number() + 1
                yield self.clients[client], self.last[client], delta
        if not all(column.is_done() for column in (self.who, self.sequences, self.places, self.numbers, self.sizes,
                                                   self.texts)):
            raise Broken("a block holds more than its changes")


def apply_delta(text, delta):
    """Changes `text`, a bytearray of Latin-1 text, as a delta says."""
    place = 0
    for operation in delta:
        if "retain" in operation:
            place += operation["retain"]
        elif "delete" in operation:
            del text[place:place + operation["delete"]]
        else:
            inserted = operation["insert"].encode("latin-1")
            text[place:place] = inserted
            place += len(inserted)
        if place > len(text):
            raise Broken("a change reaches beyond the end")


def read_log(connection):
    """(revision, client, sequence, delta, chain hash or None) of every change, in order."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'blocks'").fetchone():
        rows = connection.execute("SELECT first, last, chain_after, clients, body FROM blocks ORDER BY first")
        for first, last, chain_after, clients, body in rows:
            revision = first - 1
            for revision, change in enumerate(Block(clients, body).changes(), first):
                yield (revision, *change, chain_after if revision == last else None)
            if revision != last:
                raise Broken(f"the block from revision {first} ends at {revision} instead of {last}")
    yield from connection.execute("SELECT rev, client, seq, delta, chain_hash FROM changes ORDER BY rev")


def read_document(path):
    """The text at the head, and the number of changes; Broken where the log does not lead there."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    text = bytearray(b"\n")
    chain = CHAIN_START
    numbers = {}
    expected = 0
    try:
        for revision, client, sequence, delta, stored in read_log(connection):
            expected += 1
            if revision != expected:
                raise Broken(f"revision {expected} is missing")
            chain = chain_hash(chain, bytes(delta))
            if stored is not None and chain != stored & BITS:
                raise Broken(f"revision {revision} does not continue the chain")
            if sequence <= numbers.get(bytes(client), 0):
                raise Broken(f"revision {revision} uses a number of its client again")
            numbers[bytes(client)] = sequence
            apply_delta(text, json.loads(delta))
        head = connection.execute("SELECT value FROM meta WHERE key = 'head'").fetchone()
    finally:
        connection.close()
    if head and head[0].split() != [str(expected), f"{chain:016x}"]:
        raise Broken(f"the file says {head[0]}, the log ends at {expected} {chain:016x}")
    return text.decode("latin-1"), expected
