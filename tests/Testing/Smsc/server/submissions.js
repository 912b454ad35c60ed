'use strict';
const { PDU, errors } = require('smpp');
const { now } = require('./journal');
const { statusName } = require('./link');
const { rawFields } = require('./wire');

const FIRST_ID = 1_000_000_000;
const UNASKED = 0x10000000;
const ENROUTE = 1;
/** Fewer answers than are to be turned around go out after this time, in milliseconds. */
const PATIENCE = 500;

/** Takes texts or refuses them, remembers them, and answers as the settings say. */
class Submissions {
  #smsc;
  #messages = new Map();
  #next = FIRST_ID;
  #second = [];
  #held = [];
  #patience;

  constructor(smsc) {
    this.#smsc = smsc;
    this.accepted = 0;
    this.refused = 0;
    for (const line of smsc.journal.past) {
      if (line.kind !== 'submit') continue;
      this.#messages.set(line.id, line);
      this.#next = Math.max(this.#next, line.number + 1);
    }
  }

  get messages() { return this.#messages.values(); }

  take(link, pdu) {
    link.unanswered++;
    link.largestWindow = Math.max(link.largestWindow, link.unanswered);
    const raw = rawFields(pdu.raw);
    const status = this.#refusal(link, pdu, raw);
    if (status !== errors.ESME_ROK) {
      this.refused++;
      link.tell('refusal', { sequence: pdu.sequence_number, source: pdu.source_addr, destination: pdu.destination_addr, status: statusName(status) });
      return this.#answer(link, pdu, { command_status: status });
    }
    const message = this.#accept(link, pdu, raw);
    const { settings, receipts } = this.#smsc;
    receipts.plan(message, link);
    if (settings.dropAfter > 0 && --settings.dropAfter === 0) return link.breakWithin(pdu.response({ message_id: message.id }).toBuffer());
    this.#answer(link, pdu, { message_id: message.id });
  }

  query(link, pdu) {
    const message = this.#messages.get(pdu.message_id);
    if (!message) return link.respond(pdu, errors.ESME_RQUERYFAIL);
    const { receipts, settings } = this.#smsc;
    const ended = now() >= message.at + (settings.receipts ?? 0);
    const final = receipts.final(message);
    link.respond(pdu, errors.ESME_ROK, {
      message_id: message.id,
      final_date: ended ? new Date(message.at) : '',
      message_state: ended ? final.state : ENROUTE,
      error_code: ended ? final.error : 0,
    });
  }

  #refusal(link, pdu, raw) {
    const { refuse, queueFull, throttleUntil } = this.#smsc.settings;
    if (!link.transmits) return errors.ESME_RINVBNDSTS;
    if (raw === null) return errors.ESME_RINVCMDLEN;
    if (pdu.destination_addr in refuse) return errors[refuse[pdu.destination_addr]];
    if (queueFull) return errors.ESME_RMSGQFUL;
    return now() < throttleUntil || this.#secondIsFull() ? errors.ESME_RTHROTTLED : errors.ESME_ROK;
  }

  #secondIsFull() {
    const rate = this.#smsc.settings.throttleRate;
    if (rate <= 0) return false;
    const time = performance.now();
    while (this.#second.length > 0 && time - this.#second[0] >= 1000) this.#second.shift();
    if (this.#second.length >= rate) return true;
    this.#second.push(time);
    return false;
  }

  #accept(link, pdu, raw) {
    this.accepted++;
    const number = this.#next++;
    const text = (pdu.message_payload ?? pdu.short_message).message;
    const message = {
      at: now(), session: link.number, sequence: pdu.sequence_number, id: this.#id(number), number,
      sourceTon: pdu.source_addr_ton, sourceNpi: pdu.source_addr_npi, source: pdu.source_addr,
      destinationTon: pdu.dest_addr_ton, destinationNpi: pdu.dest_addr_npi, destination: pdu.destination_addr,
      esmClass: pdu.esm_class, dataCoding: pdu.data_coding, registeredDelivery: pdu.registered_delivery,
      ...raw, text: typeof text === 'string' ? text : null,
    };
    this.#smsc.journal.tell('submit', message);
    this.#messages.set(message.id, message);
    return message;
  }

  #id(number) {
    switch (this.#smsc.settings.ids) {
      case 'decimal': return String(number);
      case 'padded': return String(number).padStart(16, '0');
      default: return number.toString(16).toUpperCase();
    }
  }

  #answer(link, pdu, fields) {
    const { answer, answerDelay } = this.#smsc.settings;
    if (answer === 'never') return;
    const sequence = answer === 'wrongSequence' ? pdu.sequence_number + UNASKED : pdu.sequence_number;
    const bytes = new PDU('submit_sm_resp', { ...fields, sequence_number: sequence }).toBuffer();
    const send = () => {
      link.answer(bytes);
      if (answer === 'twice') link.send(bytes);
    };
    if (answer === 'outOfOrder') this.#hold(send);
    else if (answerDelay > 0) setTimeout(send, answerDelay);
    else send();
  }

  #hold(send) {
    this.#held.push(send);
    clearTimeout(this.#patience);
    if (this.#held.length >= this.#smsc.settings.reverseOf) this.#turnAround();
    else this.#patience = setTimeout(() => this.#turnAround(), PATIENCE);
  }

  #turnAround() {
    for (const send of this.#held.splice(0).reverse()) send();
  }
}

module.exports = { Submissions };
