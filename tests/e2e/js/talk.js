// SPDX-License-Identifier: GPL-3.0-or-later
// Comments and chat of a client (section 20).
'use strict';
const { randomBytes } = require('node:crypto');

class Talk {
    constructor(send) {
        Object.assign(this, { send, entries: [], pending: new Map(), isLevel: false });
    }

    attached() {
        this.isLevel = false;
        this.ask();
    }

    ask() {
        const last = this.entries.at(-1);
        this.send({ type: 'readTalk', request: 31, from: this.entries.length, ...(last && { last: last.id }) });
    }

    say(words) {
        const message = { type: 'say', id: randomBytes(16).toString('hex'), ...words };
        this.pending.set(message.id, message);
        if (this.isLevel) this.send(message);
        return message.id;
    }

    page({ person, from, head, entries }) {
        this.person = person;
        if (from !== this.entries.length) this.entries = [];
        entries.forEach((entry) => this.take(entry));
        this.isLevel = this.entries.length >= head;
        if (!this.isLevel) this.ask();
        else this.pending.forEach((message) => this.send(message));
    }

    take(entry) {
        if (entry.number === this.entries.length + 1) this.entries.push(entry);
        if (entry.number <= this.entries.length) this.pending.delete(entry.id);
        if (!entry.about) return;
        // what was edited or deleted has its text in no earlier entry
        for (const before of this.entries.slice(0, entry.number - 1))
            if (before.id === entry.about || before.about === entry.about) delete before.text;
    }
}

module.exports = { Talk };
