/* SPDX-License-Identifier: Apache-2.0 */
/* The stopwatch: CLOCK_MONOTONIC, which both processes share, and the CPU clock of one thread. */
#ifndef HANDOVER_CLOCK_H
#define HANDOVER_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline uint64_t clock_read_ns(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Nanoseconds since boot, less suspend (clock_gettime(2)); read in the vDSO, without a system call,
 * where the clock source allows it. */
static inline uint64_t now_ns(void) { return clock_read_ns(CLOCK_MONOTONIC); }

/* CPU time of the calling thread: a real system call, so it stays outside every interval. */
static inline uint64_t thread_cpu_ns(void) { return clock_read_ns(CLOCK_THREAD_CPUTIME_ID); }

struct clock_facts {
  double cost_ns;      /* of one now_ns() that nobody interrupts */
  uint64_t quantum_ns; /* smallest step seen; clock_getres(2) says 1 ns, which is not it */
};

/* Measures cost and quantum in about a tenth of a millisecond. */
struct clock_facts clock_measure(void);

#endif
