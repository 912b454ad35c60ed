'use strict';
// An SMSC on a port of the loopback address. Started with its settings, port and journal as JSON; obeys lines of JSON on its standard input
// and answers each on its standard output, under the line's `ref`. Ends with its input, so that it never outlives who started it.
const fs = require('fs');
const readline = require('readline');
const smpp = require('smpp');
const { Journal } = require('./journal');
const { Link, statusName } = require('./link');
const { Receipts } = require('./receipts');
const { defaults, change } = require('./settings');
const { Submissions } = require('./submissions');

const { port, journal, settings } = JSON.parse(process.argv[2]);
const smsc = {
  settings: { ...defaults },
  journal: new Journal(journal),
  links: new Set(),
  turn: 0,
  /** Those who are bound to receive take turns. */
  receiver() {
    const receivers = [...this.links].filter(link => link.receives);
    return receivers[this.turn++ % receivers.length];
  },
};
change(smsc.settings, settings);
smsc.receipts = new Receipts(smsc);
smsc.submissions = new Submissions(smsc);

// Numbers of sessions go on after a restart.
const seen = [];
let sessions = smsc.journal.past.reduce((most, line) => Math.max(most, line.session ?? 0), 0);
smsc.journal.past = null;

function deliver({ from, to, text, dataCoding, payload, part, bytes }, reply) {
  const receiver = smsc.receiver();
  if (!receiver) throw new Error('Nobody is bound to receive.');
  const numeric = address => /^\+?\d+$/.test(address) ? { ton: 1, npi: 1 } : { ton: 5, npi: 0 };
  const [source, destination] = [numeric(from), numeric(to)];
  const message = bytes === null ? text : Buffer.from(bytes, 'hex');
  const udh = part && !part.sar ? Buffer.of(5, 0, 3, part.reference & 0xff, part.total, part.number) : undefined;
  receiver.ask('deliver_sm', {
    source_addr_ton: source.ton, source_addr_npi: source.npi, source_addr: from,
    dest_addr_ton: destination.ton, dest_addr_npi: destination.npi, destination_addr: to,
    data_coding: dataCoding,
    ...payload ? { short_message: '', message_payload: { message } } : { short_message: { message, udh } },
    ...part?.sar ? { sar_msg_ref_num: part.reference, sar_total_segments: part.total, sar_segment_seqnum: part.number } : {},
  }, status => {
    receiver.tell('deliver', { from, to, status: status === null ? null : statusName(status) });
    reply(status === null ? { error: 'The connection ended before the deliver_sm was answered.' } : { result: status });
  });
}

const commands = {
  set: (changes, reply) => { change(smsc.settings, changes); reply({ result: null }); },
  deliver,
  raw: (hex, reply) => { for (const link of smsc.links) link.send(Buffer.from(hex, 'hex')); reply({ result: null }); },
  drop: (_, reply) => { for (const link of smsc.links) link.drop(); reply({ result: null }); },
  stats: (_, reply) => reply({
    result: {
      accepted: smsc.submissions.accepted,
      refused: smsc.submissions.refused,
      receipts: smsc.receipts.acknowledged,
      sessions: seen.map(({ number, mode, gone, unanswered, largestWindow }) => ({ number, mode, gone, unanswered, largestWindow })),
    },
  }),
};

const print = line => process.stdout.write(JSON.stringify(line) + '\n');
const pems = smsc.settings.tls && { key: fs.readFileSync(smsc.settings.tls.key), cert: fs.readFileSync(smsc.settings.tls.certificate) };
const server = smpp.createServer({ noDelay: true, ...pems }, session => {
  const link = new Link(session, ++sessions, smsc);
  seen.push(link);
  smsc.links.add(link);
});
server.listen(port, '127.0.0.1', () => print({ listening: server.address().port }));

readline.createInterface({ input: process.stdin }).on('line', line => {
  const { ref, command, value } = JSON.parse(line);
  // What an answer tells is in the journal.
  const reply = answer => { smsc.journal.flush(); print({ ref, ...answer }); };
  try { commands[command](value, reply); } catch (error) { reply({ error: error.message }); }
}).on('close', () => process.exit());
