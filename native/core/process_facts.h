/* SPDX-License-Identifier: Apache-2.0 */
/* What this process may use, CPUs and descriptors, and how to narrow it. */
#ifndef HANDOVER_PROCESS_FACTS_H
#define HANDOVER_PROCESS_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The CPUs that sched_getaffinity(2) allows, ascending: fills ret_cpus up to `room`, returns how many
 * there are, or a negative code. */
int allowed_cpus(int *ret_cpus, size_t room);

/* Is this CPU in the mask that sched_getaffinity(2) answers with? False as well when it cannot be asked. */
bool cpu_is_allowed(int cpu);

/* Lets the calling thread, and what it starts from now on, run on these CPUs only
 * (sched_setaffinity(2)). Returns 0, -EINVAL when none of them is there or allowed, or -errno. */
int use_cpus(const int *cpus, size_t count);

/* Soft and hard RLIMIT_NOFILE (getrlimit(2)). Returns 0 or -errno. */
int descriptor_limits(uint64_t *ret_soft, uint64_t *ret_hard);

/* Raises the soft one to the hard one, which every process may: the soft one is kept low for select(2). Returns 0 or a
 * negative code. */
int raise_descriptor_limit(void);

#endif
