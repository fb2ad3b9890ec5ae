// SPDX-License-Identifier: GPL-3.0-or-later
// A simple client (section 7), with nothing but `ws` and `quill-delta`; numbers in comments are rules there.
'use strict';
const { createHash } = require('node:crypto');
const { EventEmitter } = require('node:events');
const WebSocket = require('ws');
const { Delta, compose, transform, correction, canonical, chainHash, contentHash } = require('./deltas');
const { Talk } = require('./talk');

const isEmpty = (delta) => delta.ops.length === 0;

// Events: 'change' (a delta of what the person sees, by somebody else), 'replaced' (all of it is new),
// 'attached', 'refused' (message, what was lost), 'lost' (what was pending when resuming was refused), 'problem'.
class Client extends EventEmitter {
    constructor({ url, document, pin, token, name = 'Ada' }) {
        super();
        Object.assign(this, { url, document, pin, token, name, isAttached: false, isEnded: false, pause: 200 });
        this.talk = new Talk((message) => this.send(message));
        this.reset();
    }

    reset() {
        Object.assign(this, { client: null, doc: new Delta(), flight: null, buffer: new Delta(), used: 0, isTooOld: false });
    }

    // ---- what the person does

    get visible() {
        return compose(this.flight ? compose(this.doc, this.flight) : this.doc, this.buffer);
    }

    get isSettled() {
        return this.isAttached && !this.flight && isEmpty(this.buffer);
    }

    edit(delta) {
        this.buffer = compose(this.buffer, new Delta(delta)); // 1
        this.flush();
    }

    flush() {
        if (this.isAttached && !this.readOnly && this.takeOff()) this.submit();
    }

    // The buffer becomes the change in flight: `flight` is moved from now on, `sent` is not.
    takeOff() {
        if (this.flight || isEmpty(this.buffer)) return false;
        this.flight = this.buffer;
        this.sent = { base: this.revision, delta: this.buffer.ops };
        this.buffer = new Delta();
        return true;
    }

    submit() {
        this.send({ type: 'submit', sequence: this.used + 1, kind: 0, ...this.sent });
    }

    // ---- connection

    connect() {
        const ws = new WebSocket(this.url, 'syngraph.v1', { rejectUnauthorized: false, perMessageDeflate: false });
        this.ws = ws;
        this.queue = []; // messages in order, each with the bytes its transfer still lacks
        ws.on('upgrade', (response) => this.checkKey(ws, response.socket));
        ws.on('open', () => {
            this.send({ type: 'hello', protocol: [1, 1], features: ['ackDelta', 'talk'], name: this.name, token: this.token });
        });
        ws.on('message', (data, isBinary) => {
            if (ws !== this.ws) return;
            if (isBinary) this.takeChunk(data);
            else this.queue.push(...[JSON.parse(data)].flat().map((m) => ({ ...m, parts: [], missing: m.bytes || 0 })));
            while (this.queue.length && !this.queue[0].missing && ws === this.ws) this.take(this.queue.shift());
        });
        ws.on('error', () => {});
        ws.on('close', (code) => ws === this.ws && this.disconnected(code));
    }

    checkKey(ws, socket) {
        if (!this.pin) return;
        const key = socket.getPeerX509Certificate().publicKey.export({ type: 'spki', format: 'der' });
        if (createHash('sha256').update(key).digest('hex') === this.pin) return;
        this.isEnded = true;
        ws.terminate();
        this.emit('problem', 'the server has another key');
    }

    send(message) {
        if (this.ws?.readyState === WebSocket.OPEN) this.ws.send(JSON.stringify(message));
    }

    takeChunk(data) {
        const message = this.queue.find((m) => m.transfer === data.readUInt32LE(0) && m.missing);
        message.parts.push(data.subarray(4));
        message.missing -= data.length - 4;
    }

    disconnected(code) {
        this.ws = null;
        this.isAttached = false;
        this.emit('disconnected', code);
        if (this.isEnded) return;
        setTimeout(() => this.connect(), Math.random() * this.pause);
        this.pause = Math.min(2 * this.pause, 5000);
    }

    // As when a cable is pulled: nothing more arrives, nobody is told.
    cut() {
        const ws = this.ws;
        if (!ws) return;
        this.ws = null;
        ws.terminate();
        this.disconnected(1006);
    }

    close() {
        this.isEnded = true;
        this.ws?.close(1000);
    }

    // ---- what the server says

    take(message) {
        if (Object.hasOwn(handlers, message.type)) handlers[message.type].call(this, message);
        else if (!message.optional) this.emit('problem', `unknown message ${message.type}`);
    }

    attach() {
        if (!this.client) return this.send({ type: 'join', document: this.document });
        const { document, client, resumeToken, epoch, revision, chain, used, flight } = this;
        const inFlight = flight ? used + 1 : 0;
        this.send({ type: 'resume', document, client, token: resumeToken, epoch, revision, chain, inFlight });
    }

    attached(message) {
        Object.assign(this, { revision: message.revision, chain: message.chain, isAttached: true, pause: 200 });
        if (contentHash(this.doc) !== message.hash) return this.joinAnew('my copy differs after joining');
        this.emit('attached');
        this.talk.attached();
        if (this.isTooOld && this.flight) this.sent = { base: this.revision, delta: this.flight.ops };
        this.isTooOld = false;
        if (this.flight && !this.readOnly) this.submit();
        else this.flush();
    }

    joinAnew(problem) {
        this.emit('problem', problem);
        this.emit('lost', this.flight, this.buffer);
        this.reset();
        this.cut();
    }

    takeForeign(delta) { // 2
        let shown = delta;
        if (this.flight) {
            shown = transform(this.flight, delta, true);
            this.flight = transform(delta, this.flight, false);
        }
        this.doc = compose(this.doc, delta);
        this.moveBuffer(shown);
    }

    takeOwn(delta) { // 3
        const same = canonical(delta.ops) === canonical(this.flight.ops);
        const shown = same ? new Delta() : correction(this.doc, this.flight, delta);
        this.doc = compose(this.doc, delta);
        this.flight = null;
        this.used += 1;
        this.moveBuffer(shown);
    }

    moveBuffer(change) {
        const shown = transform(this.buffer, change, true);
        this.buffer = transform(change, this.buffer, false);
        if (!isEmpty(shown)) this.emit('change', shown);
    }
}

const handlers = {
    welcome() {
        this.emit('welcome');
        this.attach();
    },
    goodbye({ code, text }) {
        this.isEnded = ['noCommonProtocol', 'badToken', 'notAllowed', 'notFound', 'fenced'].includes(code);
        this.isTooOld = code === 'baseTooOld';
        this.emit('goodbye', code, text);
    },
    joined({ client, token, epoch, member, sequence, readOnly }) {
        Object.assign(this, { client, resumeToken: token, epoch, member, readOnly });
        if (sequence > this.used + (this.flight ? 1 : 0)) this.joinAnew('somebody else has resumed as me');
        this.used = Math.min(this.used, sequence); // smaller: restored from a backup
    },
    snapshot(message) {
        this.doc = new Delta(JSON.parse(Buffer.concat(message.parts)));
        this.attached(message);
        this.emit('replaced');
    },
    catchUp(message) {
        message.singles.forEach((ops, i) => {
            const isOwn = message.committed && i + 1 === message.singles.length;
            if (isOwn) this.takeOwn(new Delta(ops));
            else this.takeForeign(new Delta(ops));
        });
        this.revision += message.singles.length;
        this.takeOff(); // what was typed while away was made on this revision
        this.takeForeign(new Delta(message.composed));
        this.attached(message);
    },
    committed({ revision, changes }) {
        changes.forEach(({ by, delta }, i) => { // 5
            if (!this.isAttached || revision + i <= this.revision) return;
            if (revision + i > this.revision + 1) return this.cut();
            this.revision += 1;
            this.chain = chainHash(this.chain, new Delta(delta));
            if (by === this.member) this.takeOwn(new Delta(delta));
            else this.takeForeign(new Delta(delta));
        });
        this.flush();
    },
    refused(message) { // 4
        if (!this.flight || message.sequence !== this.used + 1) return;
        const lost = this.flight;
        this.flight = null;
        this.moveBuffer(compose(lost.invert(this.doc), new Delta()));
        this.emit('refused', message, lost);
        this.flush();
    },
    failed({ code }) {
        if (this.client) this.joinAnew(`resume: ${code}`);
        else this.emit('problem', `join: ${code}`);
    },
    documentState({ readOnly }) { // 7
        const isOpenAgain = this.readOnly && !readOnly;
        this.readOnly = readOnly;
        if (isOpenAgain && this.flight) this.submit();
        this.flush();
    },
    contentHash({ revision, hash }) { // 8
        if (this.isAttached && revision === this.revision && hash !== contentHash(this.doc))
            this.joinAnew(`my copy differs at revision ${revision}`);
        else if (revision === this.revision) this.emit('verified');
    },
    talk(message) {
        this.talk.page(message);
    },
    said({ entries }) {
        entries.forEach((entry) => this.talk.take(entry));
    },
    notSaid({ id, code }) {
        this.talk.pending.delete(id);
        this.emit('notSaid', code);
    },
    ack() {}, // 6
    pong() {},
    personJoined() {},
    personLeft() {},
    presenceUpdate() {},
};

module.exports = { Client, Delta };
