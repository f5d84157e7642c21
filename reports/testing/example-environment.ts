// SPDX-License-Identifier: Apache-2.0
// The environment of the made-up result: an ordinary virtual machine.

import type { Environment } from '../../bench/results/environment.ts';

export const exampleEnvironment: Environment = {
  kernel: { release: '6.12.0-example', version: '#1 SMP', commandLine: 'quiet' },
  cpu: {
    model: 'Example CPU 3000',
    architecture: 'x64',
    onlineCount: 2,
    allowed: [0, 1],
    topology: ['0/0', '0/1'],
    governor: null,
    mitigations: { spectre_v2: 'Mitigation: Retpolines', meltdown: 'Not affected' },
    hypervisor: 'KVM',
  },
  clock: { source: 'kvm-clock', cost_ns: 23.1, quantum_ns: 10 },
  memory: { total_bytes: 8 * 1024 ** 3 },
  limits: { nofileSoft: 1024, nofileHard: 1048576, memlock: '8 MiB', inFlightExempt: true },
  security: {
    uid: 0,
    yamaPtraceScope: 1,
    seccompMode: 0,
    noNewPrivs: 0,
    lsms: 'lockdown,capability,yama',
    capabilitiesEffective: '000001ffffffffff',
  },
  isolation: { cgroup: '/', container: null },
  sysctls: { 'net.unix.max_dgram_qlen': '512', 'net.core.wmem_default': '212992' },
  versions: {
    benchmark: '0.1.0',
    node: 'v20.20.2',
    v8: '11.3.244.8-node.33',
    libc: 'glibc 2.36',
    packages: { vega: '6.3.1', 'vega-lite': '6.4.3' },
  },
  build: {
    revision: '0123456789abcdef0123456789abcdef01234567',
    compiler: 'gcc 12.2.0',
    flags: '-O2 -std=c11',
    helperSha256: 'cd'.repeat(32),
  },
  hostname: null,
};
