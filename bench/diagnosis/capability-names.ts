// SPDX-License-Identifier: Apache-2.0
// Capabilities by name, in the order of linux/capability.h (capabilities(7)).

const names = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT ' +
  'SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP ' +
  'MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');

/** Those of `permitted` that are not in `other`; both as hexadecimal masks. */
export function capabilitiesBeyond(permitted: string, other: string): string[] {
  const rest = BigInt(`0x${permitted}`) & ~BigInt(`0x${other}`);
  return Array.from({ length: 64 }, (_, bit) => bit)
    .filter((bit) => ((rest >> BigInt(bit)) & 1n) === 1n)
    .map((bit) => {
      const name = names[bit];
      return name === undefined ? `capability ${String(bit)}` : `CAP_${name}`;
    });
}
