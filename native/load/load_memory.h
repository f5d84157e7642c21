/* SPDX-License-Identifier: Apache-2.0 */
/* How much memory the load `memory` streams through, apart so that a test can make up the caches. */
#ifndef HANDOVER_LOAD_MEMORY_H
#define HANDOVER_LOAD_MEMORY_H

#include <stddef.h>

/* Four times the largest cache that `cache_folder` tells of (/sys/devices/system/cpu/cpuN/cache), 64 MiB
 * where that is more or no cache is told of, as in many virtual machines; 256 MiB at most. */
size_t memory_load_bytes(const char *cache_folder);

#endif
