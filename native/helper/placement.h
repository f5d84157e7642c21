/* SPDX-License-Identifier: Apache-2.0 */
/* Where a role runs and how many descriptors it may have. */
#ifndef HANDOVER_PLACEMENT_H
#define HANDOVER_PLACEMENT_H

#include <stddef.h>

/* Pins this process (sched_setaffinity(2)). -EINVAL when the CPU is not in the mask it was given:
 * leaving that mask would put the role where the reader did not allow it. */
int pin_to_cpu(int cpu);

/* Raises the soft limit of descriptors to at least `count`. -EMFILE when the hard limit is lower. */
int allow_descriptors(size_t count);

#endif
