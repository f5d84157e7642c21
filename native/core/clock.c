/* SPDX-License-Identifier: Apache-2.0 */
/* What the stopwatch itself costs, and how fine it really is. */
#include "clock.h"

enum { CLOCK_ROUNDS = 32, READS_A_ROUND = 128 };

/* The clock's step may be coarser than its unit: a TSC that advances every 10 ns reads 0, 10, 20,
 * 31, … with the rounding of its scale. Two neighbouring reads then differ by a multiple of 10, give
 * or take 1. So a difference of 1 proves nothing; one of 2 proves a step of 1. */
static uint64_t quantum_from(uint64_t smallest_above_rounding) {
  return smallest_above_rounding == 2 ? 1 : smallest_above_rounding;
}

struct clock_facts clock_measure(void) {
  uint64_t before = now_ns();
  uint64_t last_step = 0;
  uint64_t smallest = UINT64_MAX;
  uint64_t cheapest_round_ns = UINT64_MAX;
  for (int round = 0; round < CLOCK_ROUNDS; round++) {
    uint64_t round_start_ns = before;
    for (int i = 0; i < READS_A_ROUND; i++) {
      uint64_t now = now_ns();
      uint64_t step = now - before;
      uint64_t apart = step > last_step ? step - last_step : last_step - step;
      if (last_step > 0 && apart >= 2 && apart < smallest) smallest = apart;
      if (step >= 2 && step < smallest) smallest = step;
      last_step = step;
      before = now;
    }
    /* Somebody else on this CPU, or the host, makes some rounds dear; hardly all of them. */
    uint64_t round_ns = before - round_start_ns;
    if (round_ns < cheapest_round_ns) cheapest_round_ns = round_ns;
  }
  return (struct clock_facts){
      .cost_ns = (double)cheapest_round_ns / READS_A_ROUND,
      .quantum_ns = smallest == UINT64_MAX ? 0 : quantum_from(smallest),
  };
}
