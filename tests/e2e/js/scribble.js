// SPDX-License-Identifier: GPL-3.0-or-later
// Random edits in the forms of section 10, with small pauses, so that they meet those of others.
'use strict';
const { Delta } = require('./client');

// Numbers below a bound, the same for the same seed (mulberry32).
function generator(seed) {
    let state = seed >>> 0;
    return (bound) => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), state | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) % bound;
    };
}

// Lines of a document: where they start, where their line end is, and its formats.
function linesOf(document) {
    const lines = [];
    let position = 0;
    let start = 0;
    for (const { insert, attributes } of document.ops) {
        const text = typeof insert === 'string' ? insert : '\ufffc';
        for (let i = 0; i < text.length; ++i) {
            if (text[i] !== '\n') continue;
            lines.push({ start, end: position + i, values: attributes || {} });
            start = position + i + 1;
        }
        position += text.length;
    }
    return lines;
}

const isInsidePair = (text, at) => /[\udc00-\udfff]/.test(text[at] || '') && /[\ud800-\udbff]/.test(text[at - 1] || '');

function randomEdit(below, document) {
    const lines = linesOf(document);
    const line = lines[below(lines.length)];
    const text = document.ops.map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc')).join('');
    const place = (from, to) => {
        const at = from + below(to - from + 1);
        return isInsidePair(text, at) ? at - 1 : at;
    };
    const at = place(line.start, line.end);
    const until = place(at, Math.min(at + 8, line.end));
    const block = ['h1', 'bullet', 'quote', null][below(4)];
    const format = [{ bold: true }, { bold: null }, { link: 'https://example.org/' }, { color: '#ff0000' }][below(4)];
    const edit = new Delta();
    switch (below(10)) {
    case 0: // format of some text
        return edit.retain(at).retain(until - at, format);
    case 1: // format of a paragraph
        return edit.retain(line.start).retain(line.end + 1 - line.start, { block });
    case 2: // a line opened, with text or without
        return edit.retain(line.end).insert('\n', line.values).insert(['', 'new', 'p\nq'][below(3)]).retain(1, { block });
    case 3: // Enter inside the line
        return edit.retain(at).insert('\n', line.values);
    case 4: { // joining with the next line
        const next = lines[lines.indexOf(line) + 1];
        if (!next) return edit;
        const differs = line.values.block !== next.values.block && line.end > line.start;
        if (!differs) return edit.retain(line.end).delete(1);
        const values = { block: line.values.block || null };
        return edit.retain(line.start).retain(line.end - line.start, values).delete(1).retain(next.end + 1 - next.start, values);
    }
    case 5: // a deletion
        return edit.retain(at).delete(until - at);
    default:
        return edit.retain(at).insert(['a', 'word ', '😀', 'é'][below(4)], below(4) ? undefined : { bold: true });
    }
}

function scribble({ edits, seed, cuts, shown, edit, cut, done }) {
    const below = generator(seed);
    let left = edits;
    const step = () => {
        const delta = randomEdit(below, shown()).chop();
        if (delta.ops.length) edit(delta.ops);
        if (cuts && below(40) === 0) cut();
        if (--left > 0) setTimeout(step, below(20));
        else done();
    };
    step();
}

module.exports = { linesOf, scribble };
