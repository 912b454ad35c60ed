'use strict';
const { errors, consts } = require('smpp');
const { statusName } = require('./link');
const { states } = require('./settings');

const FINAL_OR_FAILURE = 3;
const FAILURE_ONLY = 2;
const GSM_NETWORK = 3;
/** From a client's refusal for now to the next try, in milliseconds. */
const AGAIN = 1000;
const forNow = new Set([errors.ESME_RX_T_APPN, errors.ESME_RSYSERR, errors.ESME_RMSGQFUL, errors.ESME_RTHROTTLED]);

/** Tells clients what became of their texts. What nobody has acknowledged is told again at the next bind, also after a restart. */
class Receipts {
  #smsc;
  #waiting = [];

  constructor(smsc) {
    this.#smsc = smsc;
    this.acknowledged = 0;
    const told = new Set(smsc.journal.past.filter(line => line.kind === 'receipt' && line.status === 'ESME_ROK').map(line => line.number));
    for (const line of smsc.journal.past) {
      if (line.kind === 'submit' && !told.has(line.number) && this.#wanted(line)) this.#waiting.push(line);
    }
  }

  final(message) {
    const { word = 'DELIVRD', error = 0 } = this.#smsc.settings.finals[message.destination] ?? {};
    return { word, error, state: states[word] };
  }

  plan(message, link) {
    if (!this.#wanted(message)) return;
    const { early, receipts } = this.#smsc.settings;
    if (early) this.#send(message, link);
    else setTimeout(() => this.#send(message, link), receipts);
  }

  /** Somebody has bound. */
  bound() {
    for (const message of this.#waiting.splice(0)) this.#send(message);
  }

  #wanted(message) {
    if (this.#smsc.settings.receipts === null) return false;
    const asked = message.registeredDelivery & FINAL_OR_FAILURE;
    return asked === FAILURE_ONLY ? this.final(message).word !== 'DELIVRD' : asked !== 0;
  }

  #send(message, link) {
    const receiver = link?.receives ? link : this.#smsc.receiver();
    if (!receiver) return this.#waiting.push(message);
    const fields = this.#fields(message);
    receiver.ask('deliver_sm', fields, status => this.#told(message, receiver, status));
    if (this.#smsc.settings.doubled) receiver.ask('deliver_sm', fields, () => {});
  }

  #told(message, receiver, status) {
    if (status === null) return this.#send(message);
    receiver.tell('receipt', { id: message.id, number: message.number, status: statusName(status) });
    if (status === errors.ESME_ROK) this.acknowledged++;
    else if (forNow.has(status)) setTimeout(() => this.#send(message), AGAIN);
  }

  #fields(message) {
    const { dialect, receiptIds } = this.#smsc.settings;
    const id = receiptIds === 'decimal' ? String(message.number) : message.number.toString(16).toUpperCase();
    const final = this.final(message);
    const fields = {
      source_addr_ton: message.destinationTon, source_addr_npi: message.destinationNpi, source_addr: message.destination,
      dest_addr_ton: message.sourceTon, dest_addr_npi: message.sourceNpi, destination_addr: message.source,
      esm_class: consts.ESM_CLASS.MC_DELIVERY_RECEIPT, data_coding: 0,
      short_message: dialect === 'tlvOnly' ? '' : text(message, id, final, dialect),
    };
    if (dialect !== 'standard' && dialect !== 'tlvOnly') return fields;
    const network = Buffer.of(GSM_NETWORK, final.error >> 8, final.error & 0xff);
    return { ...fields, receipted_message_id: id, message_state: final.state, network_error_code: network };
  }
}

function text(message, id, final, dialect) {
  const date = milliseconds => new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, dialect === 'seconds' ? 14 : 12);
  const beginning = (message.text ?? '').slice(0, 20).replace(/[^ -Z_a-z]/g, '?');
  const delivered = final.word === 'DELIVRD' ? '001' : '000';
  const line = `id:${id} sub:001 dlvrd:${delivered} submit date:${date(message.at)} done date:${date(Date.now())}`
    + ` stat:${final.word} err:${String(final.error).padStart(3, '0')} Text:${beginning}`;
  return dialect === 'lowercase' ? line.toLowerCase() : line;
}

module.exports = { Receipts };
