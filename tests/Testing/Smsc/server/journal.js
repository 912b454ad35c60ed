'use strict';
const fs = require('fs');

/** Milliseconds since 1970 that never go back while this process lives. */
const now = () => Math.round(performance.timeOrigin + performance.now());

/**
 * Lines of JSON in a file that survives kill -9, and answers that wait for their lines.
 * ORDER MATTERS: whatever one turn of the event loop brought is written with one call, and only then is it answered,
 * so that who got an answer finds its line in the file.
 */
class Journal {
  #file;
  #lines = [];
  #links = new Set();
  #planned = false;

  constructor(path) {
    this.#file = fs.openSync(path, 'a+');
    const text = fs.readFileSync(path, 'utf8');
    // A server killed within a write may leave half a line; the next line must not be glued to it.
    if (text !== '' && !text.endsWith('\n')) this.#lines.push('\n');
    this.past = text.split('\n').flatMap(line => {
      try { return [JSON.parse(line)]; } catch { return []; }
    });
  }

  tell(kind, fields) {
    this.#lines.push(JSON.stringify({ kind, at: now(), ...fields }) + '\n');
    this.#plan();
  }

  /** Has the link write what it holds, once all lines told before are in the file. */
  thenWrite(link) {
    this.#links.add(link);
    this.#plan();
  }

  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    setImmediate(() => this.flush());
  }

  /** Writes at once what the turn brought so far. */
  flush() {
    this.#planned = false;
    let bytes = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    while (bytes.length > 0) bytes = bytes.subarray(fs.writeSync(this.#file, bytes));
    const links = [...this.#links];
    this.#links.clear();
    for (const link of links) link.write();
  }
}

module.exports = { Journal, now };
