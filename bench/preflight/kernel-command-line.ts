// SPDX-License-Identifier: Apache-2.0
// What of the kernel's command line is recorded: what may change a time. A record is published, so what is for init, or
// says where this machine's disks, network and keys are, stays here.

/** Behind this word stand the arguments of init (kernel-parameters.txt): tokens, perhaps. */
const endOfKernel = '--';

/** Places and keys of one machine; a name with a dot at its end stands for all that begin so. */
const left = ['BOOT_IMAGE', 'init', 'rdinit', 'root', 'resume', 'ip', 'nfsroot', 'cryptdevice', 'rd.luks.'];

/** `text`: /proc/cmdline. */
export function recordedCommandLine(text: string): string {
  const words = text.trim().split(/\s+/);
  const end = words.indexOf(endOfKernel);
  return words
    .slice(0, end < 0 ? words.length : end)
    .filter((word) => !isLeft(word.split('=', 1)[0] ?? ''))
    .join(' ');
}

function isLeft(name: string): boolean {
  return left.some((one) => (one.endsWith('.') ? name.startsWith(one) : name === one));
}
