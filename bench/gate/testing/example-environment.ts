// SPDX-License-Identifier: Apache-2.0
// A machine for tests.

import type { Environment } from '../../results/environment.ts';

export const exampleEnvironment: Environment = {
  kernel: { release: '6.18.0', version: '#1 SMP', commandLine: 'quiet' },
  cpu: {
    model: 'made up',
    architecture: 'x64',
    onlineCount: 2,
    allowed: [0, 1],
    topology: ['0/0', '0/1'],
    governor: 'performance',
    mitigations: { meltdown: 'Not affected', spectre_v2: 'Mitigation' },
    hypervisor: null,
  },
  clock: { source: 'tsc', cost_ns: 23, quantum_ns: 10 },
  memory: { total_bytes: 2 ** 33 },
  limits: { nofileSoft: 1024, nofileHard: 100_000, memlock: null, inFlightExempt: false },
  security: {
    uid: 1000,
    yamaPtraceScope: 1,
    seccompMode: 0,
    noNewPrivs: 0,
    lsms: 'capability,yama',
    capabilitiesEffective: '0000000000000000',
  },
  isolation: { cgroup: '/user.slice/session-1.scope', container: null },
  sysctls: { 'net.unix.max_dgram_qlen': '512' },
  versions: { benchmark: '0.1.0', node: '24.0.0', v8: '13', libc: 'glibc 2.41', packages: {} },
  build: { revision: null, compiler: 'cc 14', flags: '-O2', helperSha256: '0'.repeat(64) },
  hostname: null,
};
