// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';
import { mayPull } from '../hazards/may-pull.ts';
import type { Step } from '../play.ts';
import { pullsOne } from './pulling.ts';

const listens: readonly Step[] = [
  ...mayPull,
  { who: 'donor', does: 'tcp-socket one', as: 'one' },
  { who: 'donor', does: 'listen one' },
  pullsOne,
  { who: 'connector', does: 'connect {one.port} first' },
  { who: 'connector', does: 'write first hello' },
];
const accepts: readonly Step[] = [
  { who: 'receiver', does: 'nonblock copy on' },
  { who: 'receiver', does: 'accept copy accepted', as: 'accepted' },
  { who: 'receiver', does: 'read accepted', as: 'read' },
];

export const socketsWork: Claim = {
  id: 'C6',
  claim: 'What sockets can do works on the duplicate: bind, listen, accept.',
  parts: [
    {
      says: 'The receiver binds, listens and accepts on the copy of a socket that was nothing yet.',
      role: 'core',
      setUp: [...mayPull, { who: 'donor', does: 'tcp-socket one unbound', as: 'one' }],
      steps: [
        pullsOne,
        { who: 'receiver', does: 'bind copy', as: 'bound' },
        { who: 'receiver', does: 'listen copy', as: 'listening' },
        { who: 'connector', does: 'connect {bound.port} first', as: 'connected' },
        { who: 'receiver', does: 'nonblock copy on' },
        { who: 'receiver', does: 'accept copy accepted', as: 'accepted' },
      ],
      expects: [
        {
          sees: {
            'bound.port': { atLeast: 1 },
            'listening.error': '',
            'connected.error': '',
            'accepted.error': '',
            'accepted.fd': { atLeast: 3 },
          },
        },
      ],
      twin: {
        mends: 'Does not listen.',
        steps: [
          pullsOne,
          { who: 'receiver', does: 'bind copy', as: 'bound' },
          { who: 'connector', does: 'connect {bound.port} first', as: 'connected' },
          { who: 'receiver', does: 'nonblock copy on' },
          { who: 'receiver', does: 'accept copy accepted', as: 'accepted' },
        ],
      },
    },
    {
      says: 'A connection that waits in the queue is accepted by the receiver after the donor has closed its listener.',
      role: 'core',
      setUp: listens,
      steps: [{ who: 'donor', does: 'close one' }, ...accepts],
      expects: [{ sees: { 'accepted.error': '', 'read.text': 'hello' } }],
      twin: {
        mends: 'The donor accepts it before it closes.',
        steps: [{ who: 'donor', does: 'accept one taken' }, { who: 'donor', does: 'close one' }, ...accepts],
      },
    },
  ],
};
