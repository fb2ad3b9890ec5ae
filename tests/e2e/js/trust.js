// SPDX-License-Identifier: GPL-3.0-or-later
// The worked values of section 19 of PROTOCOL.md, computed by another program than the one they belong to: all but
// Argon2id, which this runtime lacks. Usage: node trust.js PROTOCOL.md word_list.cpp
'use strict';
const assert = require('assert');
const crypto = require('crypto');
const fs = require('fs');

const page = fs.readFileSync(process.argv[2], 'utf8');
const values = JSON.parse(page.split('```json trust\n')[1].split('```')[0]);
const words = fs.readFileSync(process.argv[3], 'utf8').split('kWords = {')[1].match(/"[a-z]+"/g).map((w) => w.slice(1, -1));
const bytes = (hex) => Buffer.from(hex, 'hex');
const sha256 = (data) => crypto.createHash('sha256').update(data).digest('hex');

assert.strictEqual(words.length, 2048);
assert.strictEqual(new Set(words).size, 2048);
assert.strictEqual(sha256(words.join('\n')), values.list.sha256);

const seed = bytes(values.identity.seed);
const pkcs8 = Buffer.concat([bytes('302e020100300506032b657004220420'), seed]);
const key = crypto.createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
const publicKey = crypto.createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
assert.strictEqual(publicKey.toString('hex'), values.identity.key);
assert.strictEqual(sha256(publicKey).slice(0, 32), values.identity.id);

const fingerprint = bytes(values.fingerprint);
const serverNonce = bytes(values.serverNonce);
const clientNonce = bytes(values.clientNonce);
const commitment = sha256(Buffer.concat([serverNonce, fingerprint]));
assert.strictEqual(commitment, values.commitment);
const signed = Buffer.concat([Buffer.from('syngraph identity 1\0'), fingerprint, bytes(commitment), clientNonce]);
assert.strictEqual(crypto.sign(null, signed, key).toString('hex'), values.signature);

const transcript = Buffer.concat([fingerprint, publicKey, serverNonce, clientNonce]);
assert.strictEqual(transcript.length, 128);
const expanded = Buffer.from(crypto.hkdfSync('sha256', transcript, Buffer.alloc(0), 'syngraph check words 1', 6));
const bits = BigInt('0x' + expanded.toString('hex'));
const shown = [37n, 26n, 15n, 4n].map((shift) => words[Number((bits >> shift) & 2047n)]);
assert.deepStrictEqual(shown, values.words);

for (const side of ['server', 'client']) {
    const text = Buffer.concat([Buffer.from(`syngraph code ${side}\0`), transcript, bytes(values.code.document)]);
    assert.strictEqual(crypto.createHmac('sha256', bytes(values.code.key)).update(text).digest('hex'), values.code[side]);
}
