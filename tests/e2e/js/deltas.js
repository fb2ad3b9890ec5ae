// SPDX-License-Identifier: GPL-3.0-or-later
// What PROTOCOL.md asks of deltas beyond quill-delta: canonical JSON, key classes, hashes.
'use strict';
const Delta = require('quill-delta');
const { AttributeMap, Op } = Delta;

const BLOCK_KEYS = ['block', 'indent', 'align', 'dir'];

Delta.registerEmbed('image', {
    compose: (image, change, keepNull) => AttributeMap.compose(image, change, keepNull) || {},
    transform: (first, second, priority) => AttributeMap.transform(first, second, priority) || {},
    invert: (change, image) => AttributeMap.invert(change, image) || {},
});

function only(attributes, isLineEnd) {
    const kept = Object.entries(attributes).filter(([key]) => BLOCK_KEYS.includes(key) === isLineEnd);
    return Object.fromEntries(kept);
}

// Drops formats where they do not fit (section 4), and changes of embeds that change nothing.
function tidy(delta) {
    const out = new Delta();
    for (const op of delta.ops) {
        if (op.insert && op.attributes) {
            const parts = typeof op.insert === 'string' ? op.insert.match(/\n|[^\n]+/g) : [op.insert];
            for (const part of parts) out.insert(part, only(op.attributes, part === '\n'));
        } else if (typeof op.retain === 'object' && Object.keys(Object.values(op.retain)[0]).length === 0) {
            out.retain(1, op.attributes);
        } else {
            out.push(op);
        }
    }
    return out.chop();
}

const compose = (a, b) => tidy(a.compose(b));
// `b` as it applies after `a`, which counts as first where `isFirst`.
const transform = (a, b, isFirst) => tidy(a.transform(b, isFirst));

function canonical(value) {
    if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const rank = (key) => (['insert', 'retain', 'delete'].includes(key) ? ' ' : key);
    const keys = Object.keys(value).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
    return '{' + keys.map((key) => JSON.stringify(key) + ':' + canonical(value[key])).join(',') + '}';
}

function fnv1a(text, start = 0xcbf29ce484222325n) {
    let hash = start;
    for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    return hash;
}

const toHex = (hash) => hash.toString(16).padStart(16, '0');
const chainHash = (chain, delta) => toHex(fnv1a(canonical(delta.ops), BigInt('0x' + chain)));

function contentHash(document) {
    const prime = (1n << 61n) - 1n;
    let hash = 0n;
    for (const { insert, attributes } of document.ops) {
        const format = attributes ? fnv1a(canonical(attributes)) : 0n;
        const units = typeof insert === 'string'
            ? Array.from({ length: insert.length }, (_, i) => BigInt(insert.charCodeAt(i) + 1))
            : [fnv1a(canonical(insert))];
        for (const unit of units) hash = (hash * 0x0f3a5c7912b4d68n + unit + format) % prime;
    }
    return toHex(hash);
}

// For each unit that a change of `document` inserts: how many units it keeps before it.
function places(change) {
    const at = [];
    let kept = 0;
    for (const op of change.ops) {
        if (op.insert) for (let i = Op.length(op); i > 0; --i) at.push(kept);
        else if (op.retain) kept += Op.length(op);
    }
    return at;
}

// Leads from `document` with my change as I moved it to `document` with my change as it was committed; what I
// inserted stays where it is, other people's text is moved around it (section 7, rule 3).
function correction(document, moved, committed) {
    const kept = compose(document, new Delta(committed.ops.filter((op) => !op.insert)));
    const from = [...places(moved), kept.length()];
    const to = [...places(committed), kept.length()];
    const out = new Delta();
    const copy = (start, end) => kept.slice(start, end).ops.forEach((op) => out.push(op));
    for (let i = 0, a = 0, b = 0; i < from.length; a = from[i], b = to[i], ++i) {
        // the kept units [a, from[i]) stand here, [b, to[i]) should
        const start = Math.max(a, b);
        const end = Math.min(from[i], to[i]);
        if (start < end) {
            out.delete(start - a);
            copy(b, start);
            out.retain(end - start).delete(from[i] - end);
            copy(end, to[i]);
        } else {
            out.delete(from[i] - a);
            copy(b, to[i]);
        }
        if (i + 1 < from.length) out.retain(1);
    }
    const placed = compose(compose(document, moved), out.chop());
    return compose(out, placed.diff(compose(document, committed)));
}

module.exports = { Delta, compose, transform, correction, canonical, fnv1a, toHex, chainHash, contentHash };
