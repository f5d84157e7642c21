/* SPDX-License-Identifier: Apache-2.0 */
/* A deliberate slowdown of every transfer (--inject-ns): the proof that a regression gate notices one
 * needs a regression whose size is known. */
#ifndef HANDOVER_INJECTED_WAIT_H
#define HANDOVER_INJECTED_WAIT_H

#include <stdint.h>

struct injected_wait {
  uint64_t wait_ns;     /* 0: nothing is injected */
  uint64_t late_ns;     /* by how much the waits so far were too long */
  uint64_t late_max_ns; /* how late the clock alone can make a wait */
};

/* Measures the clock, unless there is nothing to inject. */
struct injected_wait injected_wait_prepare(uint64_t inject_ns);

/* Busy until wait_ns after *instant_ns, which becomes the last reading of the clock: whoever stamps that
 * has added the wait and not the reading of the clock. A wait ends late by up to one reading, and
 * the next is shorter by as much: all waits together are never shorter than asked for, and longer by
 * less than one reading, interruptions of the process aside. Returns 0, or -HANDOVER_INTERRUPTED
 * when a signal or the deadline cut it short. */
int injected_wait_run(struct injected_wait *wait, uint64_t *instant_ns);

#endif
