/* SPDX-License-Identifier: Apache-2.0 */
/* What this process is allowed: CPUs and descriptors. */
#ifndef HANDOVER_PROCESS_FACTS_H
#define HANDOVER_PROCESS_FACTS_H

#include <stddef.h>
#include <stdint.h>

enum { ALLOWED_CPUS_MAX = 8192 }; /* the kernel's largest NR_CPUS */

/* The numbers of the CPUs that the calling thread may run on, ascending. Returns how many, at most
 * capacity, or -errno. */
int allowed_cpus(int *ret_cpus, size_t capacity);

/* RLIMIT_NOFILE (getrlimit(2)). UINT64_MAX means no limit. */
struct file_limit {
  uint64_t soft;
  uint64_t hard;
};

int file_limit_now(struct file_limit *ret);

#endif
