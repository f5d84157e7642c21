/* SPDX-License-Identifier: Apache-2.0 */
/* A process that never sleeps and makes no system call for a millisecond at a time: the scheduler has to
 * take the CPU from it. */
#include <stddef.h>

#include "../core/clock.h"
#include "load.h"

enum {
  STRETCH_NS = 1000 * 1000,
  SPINS_A_READING = 1000, /* the clock may be a system call here (clock_gettime(2), vdso(7)) */
};

static int spin(void) {
  uint64_t until_ns = now_ns() + STRETCH_NS;
  while (now_ns() < until_ns)
    for (volatile int i = 0; i < SPINS_A_READING; i++) continue;
  return 1;
}

const struct load load_hog = {
    .name = "hog",
    .description = "spins on its CPU and never sleeps; a round is a millisecond",
    .prepare = NULL,
    .round = spin,
    .end = NULL,
};
