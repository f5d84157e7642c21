/* SPDX-License-Identifier: Apache-2.0 */
/* Threads of the donor beside the one that gives: a descriptor table that many use, a memory map that changes. */
#ifndef HANDOVER_DONOR_THREADS_H
#define HANDOVER_DONOR_THREADS_H

#include <stdint.h>

enum threads_do {
  THREADS_SLEEP,
  THREADS_OPEN_CLOSE, /* dup(2) and close(2): each takes the lock of the descriptor table */
  THREADS_ALLOCATE, /* mmap(2), a write to each page, munmap(2): each takes the lock of the memory map */
};

struct donor_threads;

/* Returns 0, or a negative code when so many threads cannot be made; then none is left. *ret is NULL for none. */
int donor_threads_start(uint32_t count, enum threads_do what, struct donor_threads **ret);

struct threads_done {
  uint64_t rounds;  /* of all threads together */
  uint64_t span_ns; /* from when they were started until they were told to end */
};

/* Ends and joins all of them: their descriptors and mappings are gone. */
struct threads_done donor_threads_end(struct donor_threads **threads_consume);

#endif
