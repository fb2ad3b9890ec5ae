// SPDX-License-Identifier: GPL-3.0-or-later
// The client of client.js as a test moves it: commands as JSON lines on stdin, events on stdout.
'use strict';
const readline = require('node:readline');
const { Client, Delta } = require('./client');
const { compose, canonical, contentHash } = require('./deltas');
const { linesOf, scribble } = require('./scribble');

let client = null;
let shown = new Delta(); // what the person sees, from events alone
let caret = 0;
let verified = 0;
const problems = [];

function say(event, more = {}) {
    process.stdout.write(JSON.stringify({ event, ...more }) + '\n');
}

function edit(delta) {
    shown = compose(shown, new Delta(delta));
    client.edit(delta);
}

const commands = {
    connect(options) {
        client = new Client(options);
        client.on('attached', () => say('attached', { revision: client.revision }));
        client.on('disconnected', (code) => say('disconnected', { code }));
        client.on('goodbye', (code) => say('goodbye', { code }));
        client.on('replaced', () => { shown = client.visible; });
        client.on('verified', () => { verified += 1; });
        client.on('problem', (text) => problems.push(text));
        client.on('refused', (message, lost) => say('refused', { code: message.code, lost: lost.ops }));
        client.on('notSaid', (code) => say('notSaid', { code }));
        client.on('change', (delta) => {
            shown = compose(shown, delta);
            caret = delta.transformPosition(caret, true); // section 12
        });
        client.connect();
    },
    edit({ delta }) {
        edit(delta);
    },
    caret({ at }) {
        caret = at;
    },
    type({ text, attributes }) {
        edit(new Delta().retain(caret).insert(text, attributes).ops);
        caret += text.length;
    },
    format({ attributes, from, to }) { // from and to in thousandths of the document
        const at = (part) => Math.floor(((shown.length() - 1) * part) / 1000);
        edit(new Delta().retain(at(from)).retain(at(to) - at(from), attributes).chop().ops);
    },
    formatLine({ block }) { // the line with the caret
        const { start, end } = linesOf(shown).find((line) => line.end >= caret);
        edit(new Delta().retain(start).retain(end + 1 - start, { block }).ops);
    },
    scribble({ edits, seed, cuts }) {
        scribble({ edits, seed, cuts, shown: () => shown, edit, cut: () => client.cut(), done: () => say('scribbled') });
    },
    say({ words }) {
        client.talk.say(words);
    },
    cut() {
        client.cut();
    },
    state() {
        if (canonical(shown.ops) !== canonical(client.visible.ops)) problems.push('shown differs from what is kept');
        say('state', {
            visible: shown.ops, revision: client.revision, isSettled: client.isSettled, hash: contentHash(client.doc),
            caret, verified, problems, inFlight: client.flight !== null,
            talk: client.talk.entries, unsaid: client.talk.pending.size,
        });
    },
    quit() {
        process.exit(0);
    },
};

readline.createInterface({ input: process.stdin })
    .on('line', (line) => {
        const command = JSON.parse(line);
        commands[command.do](command);
    })
    .on('close', () => process.exit(0));
