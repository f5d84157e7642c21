/* SPDX-License-Identifier: Apache-2.0 */
/* What the stopwatch itself costs, and how fine it really is. */
#include "clock.h"

enum { CLOCK_READS = 4096 };

/* The clock's step may be coarser than its unit: a TSC that advances every 10 ns reads 0, 10, 20,
 * 31, … with the rounding of its scale. Two neighbouring reads then differ by a multiple of 10, give
 * or take 1. So a difference of 1 proves nothing; one of 2 proves a step of 1. */
static uint64_t quantum_from(uint64_t smallest_above_rounding) {
  return smallest_above_rounding == 2 ? 1 : smallest_above_rounding;
}

struct clock_facts clock_measure(void) {
  uint64_t first = now_ns();
  uint64_t before = first;
  uint64_t last_step = 0;
  uint64_t smallest = UINT64_MAX;
  for (int i = 0; i < CLOCK_READS; i++) {
    uint64_t now = now_ns();
    uint64_t step = now - before;
    uint64_t apart = step > last_step ? step - last_step : last_step - step;
    if (i > 0 && apart >= 2 && apart < smallest) smallest = apart;
    if (step >= 2 && step < smallest) smallest = step;
    last_step = step;
    before = now;
  }
  return (struct clock_facts){
      .cost_ns = (double)(before - first) / CLOCK_READS,
      .quantum_ns = smallest == UINT64_MAX ? 0 : quantum_from(smallest),
  };
}
