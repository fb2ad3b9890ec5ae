// SPDX-License-Identifier: GPL-3.0-or-later
// What WebSocket (RFC 6455) and sections 1 to 3 promise, seen by a foreign client.
// Usage: basics.js WS-URL WSS-URL FINGERPRINT PROTOCOL.md; one line per check, exit code 1 when one fails.
'use strict';
const assert = require('node:assert/strict');
const { createHash, randomBytes } = require('node:crypto');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const WebSocket = require('ws');
const { Client, Delta } = require('./client');
const { canonical, chainHash, contentHash, fnv1a, toHex } = require('./deltas');

const [url, secureUrl, pin, page] = process.argv.slice(2);

// A raw connection that has said hello, with `next(type)` for the messages it hears.
async function greeted(address = url, hello = {}) {
    const ws = new WebSocket(address, 'syngraph.v1', { rejectUnauthorized: false });
    const heard = [];
    const waiting = [];
    ws.frames = 0;
    ws.on('message', (data, isBinary) => {
        ws.frames += 1;
        heard.push(...(isBinary ? [{ type: 'chunk', data }] : [JSON.parse(data)].flat()));
        waiting.splice(0).forEach((look) => look());
    });
    ws.next = (type) => new Promise((resolve) => {
        const look = () => {
            const index = heard.findIndex((message) => message.type === type);
            if (index < 0) waiting.push(look);
            else resolve(heard.splice(index, 1)[0]);
        };
        look();
    });
    ws.say = (message) => ws.send(JSON.stringify(message));
    await once(ws, 'open');
    ws.say({ type: 'hello', protocol: [1, 1], features: ['ackDelta'], ...hello });
    return ws;
}

async function created() {
    const ws = await greeted();
    ws.say({ type: 'createDocument', request: 1, title: 'basics' });
    const { document } = await ws.next('opened');
    return { ws, document };
}

async function joined(document) {
    const ws = await greeted();
    ws.say({ type: 'join', document });
    await ws.next('joined');
    const snapshot = await ws.next('snapshot');
    const chunk = await ws.next('chunk');
    assert.equal(chunk.data.readUInt32LE(0), snapshot.transfer);
    assert.equal(chunk.data.length - 4, snapshot.bytes);
    return ws;
}

async function closed(ws) {
    const [code, reason] = await once(ws, 'close');
    return { code, reason: String(reason) };
}

function upgrade(headers) {
    const key = randomBytes(16).toString('base64');
    const { hostname, port } = new URL(url);
    const request = http.request({
        hostname, port, path: '/',
        headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': 13, 'Sec-WebSocket-Key': key, ...headers },
    });
    request.end();
    return new Promise((resolve, reject) => {
        request.on('upgrade', (response, socket) => { socket.destroy(); resolve({ key, response }); });
        request.on('response', (response) => { response.resume(); resolve({ key, response }); });
        request.on('error', reject);
    });
}

const checks = {
    async 'the upgrade is answered by 101 with the key and the subprotocol'() {
        const { key, response } = await upgrade({ 'Sec-WebSocket-Protocol': 'chat, syngraph.v1' });
        assert.equal(response.statusCode, 101);
        assert.equal(response.headers.upgrade.toLowerCase(), 'websocket');
        const accept = createHash('sha1').update(key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
        assert.equal(response.headers['sec-websocket-accept'], accept);
        assert.equal(response.headers['sec-websocket-protocol'], 'syngraph.v1');
        assert.equal(response.headers['sec-websocket-extensions'], undefined);
    },
    async 'other requests get a small HTTP answer'() {
        assert.equal((await upgrade({ Origin: 'https://evil.example' })).response.statusCode, 403);
        assert.equal((await upgrade({ Host: 'evil.example' })).response.statusCode, 400);
        assert.equal((await upgrade({ 'Sec-WebSocket-Version': 12 })).response.statusCode, 400);
        assert.equal((await fetch(url.replace('ws', 'http'))).status, 426);
        assert.equal((await (await fetch(url.replace('ws', 'http') + 'health')).json()).status, 'ok');
    },
    async 'hello is answered by welcome with the version and features'() {
        const ws = await greeted(url, { name: 'Ada' });
        const welcome = await ws.next('welcome');
        assert.equal(welcome.protocol, 1);
        assert.ok(welcome.features.includes('ackDelta'));
        assert.equal(welcome.name, 'Ada');
        assert.equal(welcome.owner, false);
        ws.close();
    },
    async 'text frames go both ways at any time over one connection'() {
        const { ws, document } = await created();
        for (let number = 1; number <= 50; ++number) ws.say({ type: 'ping', number });
        ws.say({ type: 'join', document });
        for (let number = 1; number <= 50; ++number) assert.equal((await ws.next('pong')).number, number);
        await ws.next('snapshot');
        ws.say({ type: 'submit', sequence: 1, base: 0, kind: 0, delta: [{ insert: 'é😀' }] });
        assert.deepEqual((await ws.next('committed')).changes[0].delta, [{ insert: 'é😀' }]);
        ws.close();
    },
    async 'what one writes everybody gets, the author as its ack'() {
        const { ws: author, document } = await created();
        author.say({ type: 'join', document });
        const { member } = await author.next('joined');
        const readers = await Promise.all(Array.from({ length: 20 }, () => joined(document)));
        author.say({ type: 'submit', sequence: 1, base: 0, kind: 0, delta: [{ insert: 'to all' }] });
        for (const ws of [author, ...readers]) {
            const { revision, changes } = await ws.next('committed');
            assert.equal(revision, 1);
            assert.deepEqual(changes, [{ by: member, delta: [{ insert: 'to all' }] }]);
        }
        [author, ...readers].forEach((ws) => ws.close());
    },
    async 'pings are answered with their payload, and a silent client is asked'() {
        const ws = await greeted();
        await ws.next('welcome');
        ws.ping('are you there');
        assert.equal(String((await once(ws, 'pong'))[0]), 'are you there');
        await once(ws, 'ping'); // after 5 s; answered by the library
        await new Promise((resolve) => setTimeout(resolve, 500));
        assert.equal(ws.readyState, WebSocket.OPEN);
        ws.close();
    },
    async 'a close of the client is answered with its code'() {
        for (const code of [1000, 1001, 4321]) {
            const ws = await greeted();
            await ws.next('welcome');
            ws.close(code, 'bye');
            assert.equal((await closed(ws)).code, code);
        }
    },
    async 'the server closes with a goodbye and a meaningful code'() {
        const first = new WebSocket(url, 'syngraph.v1');
        first.on('open', () => first.send(JSON.stringify({ type: 'ping', number: 1 })));
        assert.equal((await closed(first)).code, 4001);
        const cases = [
            [{ protocol: [2, 3] }, 'noCommonProtocol', 4002],
            [{ token: 'wrong' }, 'badToken', 4003],
            [{ later: 1 }, 'helloFirst', 4001],
        ];
        for (const [hello, name, code] of cases) {
            const ws = await greeted(url, hello);
            const end = closed(ws);
            const goodbye = await ws.next('goodbye');
            assert.equal(goodbye.code, name);
            assert.deepEqual(await end, { code, reason: goodbye.text });
        }
        const ws = await greeted();
        ws.send('{"type":"ping","number":1,"number":2}');
        const end = closed(ws);
        assert.equal((await ws.next('goodbye')).code, 'duplicateMember');
        assert.equal((await end).code, 4000);
    },
    async 'what is too large or no UTF-8 is closed as WebSocket says'() {
        const large = await greeted();
        await large.next('welcome');
        large.send('x'.repeat(1114113));
        assert.equal((await closed(large)).code, 1009);
        const broken = await greeted();
        await broken.next('welcome');
        broken.send(Buffer.from([0xc3, 0x28]), { binary: false });
        assert.equal((await closed(broken)).code, 1007);
    },
    async 'wss works with the pinned key, and with no other'() {
        const { ws, document } = await created();
        ws.close();
        const client = new Client({ url: secureUrl, document, pin });
        client.connect();
        await once(client, 'attached');
        client.edit(new Delta().insert('over TLS'));
        while (!client.isSettled) await new Promise((resolve) => setTimeout(resolve, 5));
        assert.equal(client.visible.ops[0].insert, 'over TLS\n');
        client.close();
        const wary = new Client({ url: secureUrl, document, pin: pin.replace(/^./, (c) => (c === '0' ? '1' : '0')) });
        wary.on('welcome', () => assert.fail('hello was said to a stranger'));
        wary.connect();
        assert.match((await once(wary, 'problem'))[0], /another key/);
    },
    async 'the worked hashes of the page come out'() {
        const worked = JSON.parse(fs.readFileSync(page, 'utf8').match(/```json hashes\n([^`]*)```/)[1]);
        for (const { text, hash } of worked.fnv1a) assert.equal(toHex(fnv1a(text)), hash);
        for (const { delta, canonical: json, hash } of worked.deltas) {
            assert.equal(canonical(delta), json);
            assert.equal(toHex(fnv1a(json)), hash);
        }
        for (const { deltas, chain } of worked.chains)
            assert.equal(deltas.reduce((before, delta) => chainHash(before, new Delta(delta)), 'cbf29ce484222325'), chain);
        for (const { content, hash } of worked.contents) assert.equal(contentHash(new Delta(content)), hash);
    },
};

async function run(name, check) {
    const deadline = new Promise((_, reject) => setTimeout(() => reject(new Error('no answer in 20 s')), 20000).unref());
    try {
        await Promise.race([check(), deadline]);
        console.log(`ok ${name}`);
    } catch (error) {
        process.exitCode = 1;
        console.log(`FAILED ${name}\n${error.stack}`);
    }
}

Promise.all(Object.entries(checks).map(([name, check]) => run(name, check))).then(() => process.exit());
