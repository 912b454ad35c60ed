'use strict';
const { PDU, errors } = require('smpp');
const { decoding } = require('./wire');

const names = new Map(Object.entries(errors).map(([name, code]) => [code, name]));
const statusName = code => names.get(code) ?? String(code);

/** One connection of a client. */
class Link {
  #session;
  #smsc;
  #out = [];
  #answers = 0;
  #ends = false;
  #asked = new Map();

  constructor(session, number, smsc) {
    this.#session = session;
    this.#smsc = smsc;
    this.number = number;
    this.mode = null;
    this.gone = false;
    this.unanswered = 0;
    this.largestWindow = 0;
    session.on('pdu', pdu => { if (!this.gone) this.#take(pdu); });
    session.on('error', error => this.#fail(error));
    session.on('close', () => this.#close());
  }

  get receives() { return !this.gone && (this.mode === 'receiver' || this.mode === 'transceiver'); }
  get transmits() { return !this.gone && (this.mode === 'transmitter' || this.mode === 'transceiver'); }

  tell(kind, fields) { this.#smsc.journal.tell(kind, { session: this.number, ...fields }); }

  send(bytes) {
    if (this.gone) return;
    this.#out.push(bytes);
    this.#smsc.journal.thenWrite(this);
  }

  respond(pdu, status, fields = {}) { this.send(pdu.response({ command_status: status, ...fields }).toBuffer()); }

  /** An answer to a submit_sm: from its writing on the client may send another. */
  answer(bytes) {
    if (this.gone) return;
    this.#answers++;
    this.send(bytes);
  }

  /** Half of the bytes, and the end of the connection. */
  breakWithin(bytes) {
    this.send(bytes.subarray(0, bytes.length >> 1));
    this.#end();
  }

  /** Asks the client; `done` gets the status of its response, or null when the connection ends before. */
  ask(command, fields, done) {
    // The package's own count, so that nothing else sent on this session has the same number.
    this.#session.sequence = this.#session.sequence % 0x7fffffff + 1;
    const sequence = this.#session.sequence;
    this.#asked.set(sequence, done);
    this.send(new PDU(command, { ...fields, sequence_number: sequence }).toBuffer());
  }

  /** Called by the journal alone. */
  write() {
    if (!this.#session.socket.writable) return;
    this.unanswered -= this.#answers;
    this.#answers = 0;
    const bytes = Buffer.concat(this.#out);
    const ends = this.#ends;
    this.#out = [];
    this.#session.socket.write(bytes, () => { if (ends) this.#session.destroy(); });
  }

  drop() {
    this.gone = true;
    this.#session.destroy();
  }

  /** Takes nothing more; the connection ends when what is told and sent so far is written. */
  #end() {
    this.gone = true;
    this.#ends = true;
    this.#smsc.journal.thenWrite(this);
  }

  #take(pdu) {
    switch (pdu.command) {
      case 'bind_transmitter': case 'bind_receiver': case 'bind_transceiver': return this.#bind(pdu);
      case 'submit_sm': return this.#smsc.submissions.take(this, pdu);
      case 'query_sm': return this.#smsc.submissions.query(this, pdu);
      case 'enquire_link': return this.#smsc.settings.enquireLink ? this.respond(pdu, errors.ESME_ROK) : undefined;
      case 'unbind': return this.#unbind(pdu);
    }
    if (!pdu.isResponse()) return this.respond(pdu, errors.ESME_RINVCMDID);
    const done = this.#asked.get(pdu.sequence_number);
    if (!done) return this.tell('unasked', { command: pdu.command, sequence: pdu.sequence_number });
    this.#asked.delete(pdu.sequence_number);
    done(pdu.command_status);
  }

  #bind(pdu) {
    const { systemId, password } = this.#smsc.settings;
    const status = this.mode !== null ? errors.ESME_RALYBND
      : pdu.system_id !== systemId ? errors.ESME_RBINDFAIL
        : pdu.password !== password ? errors.ESME_RINVPASWD : errors.ESME_ROK;
    const mode = pdu.command.slice('bind_'.length);
    this.tell('bind', { mode, systemId: pdu.system_id, interfaceVersion: pdu.interface_version, status: statusName(status) });
    this.respond(pdu, status, { system_id: 'SMSC', sc_interface_version: 0x34 });
    if (status !== errors.ESME_ROK) return;
    this.mode = mode;
    this.#smsc.receipts.bound();
  }

  #unbind(pdu) {
    this.tell('unbind', {});
    this.respond(pdu, errors.ESME_ROK);
    this.mode = null;
  }

  #fail(error) {
    if (decoding.raw) {
      this.tell('malformed', { error: error.message, bytes: decoding.raw.toString('hex') });
      decoding.raw = null;
    } else if (!error.code) {
      this.tell('malformed', { error: error.message });
    }
    // The package reads no more after an error, so the connection is of no more use.
    this.#end();
  }

  #close() {
    this.gone = true;
    this.tell('close', { largestWindow: this.largestWindow });
    this.#smsc.links.delete(this);
    for (const done of this.#asked.values()) done(null);
    this.#asked.clear();
  }
}

module.exports = { Link, statusName };
