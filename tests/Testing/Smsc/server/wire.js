'use strict';
const { PDU } = require('smpp');

const HEADER = 16;

/** The bytes of the PDU that is being decoded, for telling what could not be. */
const decoding = { raw: null };

// The package keeps no bytes: each PDU gets its own, hidden from the loops of its encoder.
const fromBuffer = PDU.prototype.fromBuffer;
PDU.prototype.fromBuffer = function (buffer) {
  decoding.raw = buffer;
  Object.defineProperty(this, 'raw', { value: buffer });
  fromBuffer.call(this, buffer);
  decoding.raw = null;
};

// The package waits for ever after a length that is shorter than a header.
const commandLength = PDU.commandLength;
PDU.commandLength = stream => {
  const length = commandLength(stream);
  if (length !== false && length < HEADER) throw new Error(`PDU length was too small (${length}).`);
  return length;
};

/**
 * Fields of a submit_sm as they came, which the package turns into something else.
 * Null when the PDU ends within a field.
 */
function rawFields(raw) {
  let at = HEADER;
  let whole = true;
  const text = () => {
    const end = raw.indexOf(0, at);
    whole &&= end >= 0;
    const value = raw.toString('latin1', at, Math.max(end, at));
    at = end < 0 ? raw.length : end + 1;
    return value;
  };
  const skip = octets => { at += octets; };
  text(); // service_type
  skip(2), text(); // source
  skip(2), text(); // destination
  skip(3), text(); // esm_class, protocol_id, priority_flag, schedule_delivery_time
  const validityPeriod = text();
  skip(4); // registered_delivery, replace_if_present_flag, data_coding, sm_default_msg_id
  const length = raw[at++] ?? 0;
  const message = raw.toString('hex', at, at + length);
  at += length;
  const tlvs = {};
  while (at + 4 <= raw.length) {
    const [tag, octets] = [raw.toString('hex', at, at + 2), raw.readUInt16BE(at + 2)];
    tlvs[tag] = raw.toString('hex', at + 4, at + 4 + octets);
    at += 4 + octets;
  }
  return whole && at === raw.length ? { validityPeriod, message, tlvs } : null;
}

module.exports = { decoding, rawFields };
