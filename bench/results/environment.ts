// SPDX-License-Identifier: Apache-2.0
// The shape of the environment record: everything about the machine that may move a number. null
// means that the machine does not say.

export interface Environment {
  readonly kernel: { readonly release: string; readonly version: string; readonly commandLine: string | null };
  readonly cpu: {
    readonly model: string | null;
    readonly architecture: string;
    readonly onlineCount: number;
    /** CPUs that this process may use. */
    readonly allowed: readonly number[];
    /** "package/core" of each allowed CPU, in the same order. */
    readonly topology: readonly (string | null)[];
    readonly governor: string | null;
    readonly mitigations: Readonly<Record<string, string>>;
    readonly hypervisor: string | null;
  };
  readonly clock: {
    readonly source: string | null;
    readonly cost_ns: number;
    readonly quantum_ns: number;
  };
  readonly memory: { readonly total_bytes: number };
  readonly limits: {
    readonly nofileSoft: number;
    readonly nofileHard: number;
    readonly memlock: string | null;
    readonly inFlightExempt: boolean;
  };
  readonly security: {
    readonly uid: number;
    readonly yamaPtraceScope: number | null;
    readonly seccompMode: number | null;
    readonly noNewPrivs: number | null;
    readonly lsms: string | null;
    readonly capabilitiesEffective: string | null;
  };
  readonly isolation: { readonly cgroup: string | null; readonly container: string | null };
  readonly sysctls: Readonly<Record<string, string | null>>;
  readonly versions: {
    readonly benchmark: string;
    readonly node: string;
    readonly v8: string;
    readonly libc: string | null;
    readonly packages: Readonly<Record<string, string>>;
  };
  readonly build: {
    /** git revision, with "+changes" when the tree was not clean; null outside a checkout. */
    readonly revision: string | null;
    readonly compiler: string;
    readonly flags: string;
    readonly helperSha256: string;
  };
  /** Only with --with-hostname. */
  readonly hostname: string | null;
}
