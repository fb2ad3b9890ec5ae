// SPDX-License-Identifier: GPL-3.0-or-later
// Answers the requests of `syngraph-cli delta` (1-5) with the npm package quill-delta.
'use strict';
const Delta = require('quill-delta');
const readline = require('readline');

const operations = {
    apply: (r) => new Delta(r.doc).compose(new Delta(r.a)).ops,
    compose: (r) => new Delta(r.a).compose(new Delta(r.b)).ops,
    transform: (r) => new Delta(r.a).transform(new Delta(r.b), r.priority).ops,
    invert: (r) => new Delta(r.a).invert(new Delta(r.doc)).ops,
    transformPosition: (r) => new Delta(r.a).transformPosition(r.index, r.priority),
};

const out = [];
readline.createInterface({ input: process.stdin })
    .on('line', (line) => {
        const request = JSON.parse(line);
        out.push(JSON.stringify({ id: request.id, ok: true, result: operations[request.op](request) }));
    })
    .on('close', () => process.stdout.write(out.join('\n') + '\n'));
