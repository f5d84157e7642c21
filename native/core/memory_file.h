/* SPDX-License-Identifier: Apache-2.0 */
/* An anonymous file in memory (memfd_create(2)), for callers outside the core. */
#ifndef HANDOVER_MEMORY_FILE_H
#define HANDOVER_MEMORY_FILE_H

#include <stdint.h>

enum { MEMORY_FILE_NAME_MAX = 249 }; /* memfd_create(2), EINVAL */

/* A memfd of this size, close-on-exec, or -errno. The name only shows in /proc. */
int memory_file_create(const char *name, uint64_t size_bytes);

#endif
