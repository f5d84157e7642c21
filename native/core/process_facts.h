/* SPDX-License-Identifier: Apache-2.0 */
/* What this process may use: CPUs and descriptors. */
#ifndef HANDOVER_PROCESS_FACTS_H
#define HANDOVER_PROCESS_FACTS_H

#include <stddef.h>
#include <stdint.h>

/* The CPUs that sched_getaffinity(2) allows, ascending: fills ret_cpus up to `room`, returns how many
 * there are, or a negative code. */
int allowed_cpus(int *ret_cpus, size_t room);

/* Soft and hard RLIMIT_NOFILE (getrlimit(2)). Returns 0 or -errno. */
int descriptor_limits(uint64_t *ret_soft, uint64_t *ret_hard);

#endif
