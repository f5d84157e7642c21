// SPDX-License-Identifier: Apache-2.0
// The ten claims that are made for pidfd_getfd: a row each, ready for a verdict. Only the ninth can be run, where live
// handovers were measured.

import type { Result } from '../../bench/results/result.ts';
import { proxySentence } from './handovers/proxy-sentence.ts';
import { code, paragraph, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import { cannotMeasure } from './not-measured.ts';
import type { Section } from './section.ts';

const claimed: readonly Text[] = [
  text`A pid can be used again, so a signal by pid can reach a stranger.`,
  text`A pidfd means one process for good; it comes from ${code('pidfd_open')}, from ${code('CLONE_PIDFD')} or from opening ${code('/proc/PID')}.`,
  text`${code('pidfd_send_signal')} fails with ${code('ESRCH')} once the process has ended.`,
  text`Opening entries of ${code('/proc/PID/fd')} is no substitute: sockets and pipes cannot be reached as files.`,
  text`${code('pidfd_getfd')} duplicates a descriptor of any kind; status flags and offset are shared.`,
  text`What sockets can do works on the duplicate: bind, listen, accept.`,
  text`The caller needs ${code('PTRACE_MODE_ATTACH_REALCREDS')} on the donor.`,
  text`One system call takes the place of a socket interface that is hard to use right.`,
  text`It serves deployments of proxies that take in traffic from the network.`,
  text`It serves a supervisor of seccomp notifications, too.`,
];

export const claims: Section = {
  id: 'claims',
  title: 'Ten claims',
  blocks: ({ result }) => [
    paragraph(
      text`What is said of ${code('pidfd_getfd')}, in our words, with room for what was run, the verdict and its evidence. ${whatWasRun(result)}`,
    ),
    {
      kind: 'table',
      caption: 'The claims and their verdicts',
      columns: [
        { title: 'no.', align: 'left' },
        { title: 'claim', align: 'left' },
        { title: 'verdict', align: 'left' },
      ],
      groups: [
        {
          heading: '',
          rows: claimed.map((words, index) => [
            { text: [`C${String(index + 1)}`] },
            { text: words },
            { text: verdictOn(result, index + 1) },
          ]),
        },
      ],
    },
  ],
};

/** The claim about proxies draws on live handovers. */
const ofProxies = 9;

function verdictOn(result: Result, number: number): Text {
  const evidence = number === ofProxies ? proxySentence(result) : undefined;
  return evidence ?? text`not measured here: this version cannot run it`;
}

function whatWasRun(result: Result): string {
  return proxySentence(result) === undefined
    ? cannotMeasure
    : `Only C${String(ofProxies)} was looked at here, with live handovers; this version cannot measure the others.`;
}
