// SPDX-License-Identifier: Apache-2.0
// Node's own http server (bench/handover/peers/node-service.ts), which gives its listener away: pulled by its number, or sent
// by subprocess.send.

import { fileURLToPath } from 'node:url';
import type { Failure } from '../../results/result.ts';
import { listensSoon, notListening, peerPort, startForeign } from './foreign-process.ts';
import type { SubjectOrNot, SubjectSetting } from '../subject.ts';
import { subjectOfForeign } from './foreign-subject.ts';

const script = fileURLToPath(new URL('node-service.js', import.meta.url));

export const startNode =
  (way: 'untouched' | 'pulled' | 'sent') =>
  async (setting: SubjectSetting): Promise<SubjectOrNot> => {
    const old = startForeign(setting, [process.execPath, script, 'old', way, String(peerPort)]);
    if (old.pid === null || !(await listensSoon(old.pid, peerPort, setting.signal))) {
      old.stop();
      return { kind: 'failed', failure: notListening('node', await old.ended) };
    }
    const handOver = async (): Promise<Failure | null> => {
      if (way === 'untouched') return null;
      old.say('g');
      // It says so when the new one serves and it has let go.
      const line = await old.firstLine;
      return line === 'released' ? null : notListening('node (new process)', null);
    };
    const askToEnd = (): void => {
      old.closeInput();
    };
    return {
      kind: 'started',
      subject: subjectOfForeign({ processes: [old], handOver, askToEnd, cleanUp: () => undefined }),
    };
  };
