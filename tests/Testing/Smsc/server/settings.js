'use strict';
const { errors } = require('smpp');

/** What each setting means is told at NodeSmscSettings. */
const defaults = {
  systemId: 'hark', password: 'secret', tls: null,
  answer: 'normal', answerDelay: 0, reverseOf: 5, dropAfter: 0,
  throttleRate: 0, throttleUntil: 0, queueFull: false, refuse: {},
  ids: 'hex', receiptIds: 'hex',
  receipts: 0, dialect: 'standard', early: false, doubled: false, finals: {},
  enquireLink: true,
};

const choices = {
  answer: ['normal', 'never', 'outOfOrder', 'twice', 'wrongSequence'],
  ids: ['hex', 'decimal', 'padded'],
  receiptIds: ['hex', 'decimal'],
  dialect: ['standard', 'seconds', 'lowercase', 'tlvOnly', 'textOnly'],
};

/** The states of texts, by the words of a receipt. */
const states = { DELIVRD: 2, EXPIRED: 3, DELETED: 4, UNDELIV: 5, ACCEPTD: 6, UNKNOWN: 7, REJECTD: 8 };

function change(settings, changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (!(name in defaults)) throw new Error(`There is no setting '${name}'.`);
    if (choices[name] && !choices[name].includes(value)) throw new Error(`The setting '${name}' is one of ${choices[name].join(', ')}.`);
  }
  for (const status of Object.values(changes.refuse ?? {})) {
    if (!(status in errors)) throw new Error(`The setting 'refuse' has a status '${status}' that SMPP does not know.`);
  }
  for (const { word } of Object.values(changes.finals ?? {})) {
    if (!(word in states)) throw new Error(`The setting 'finals' has a word '${word}' that no receipt has.`);
  }
  Object.assign(settings, changes);
}

module.exports = { defaults, states, change };
