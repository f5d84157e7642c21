/* SPDX-License-Identifier: Apache-2.0 */
/* Draws schedules and waits for them. */
#include "arrivals.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "interruption.h"

/* clock_nanosleep(2) wakes late by tens of microseconds; the last stretch is spun. */
enum { SPIN_NS = 100 * 1000 };

static const char *const names[] = {
    [ARRIVALS_CLOSED] = "closed",
    [ARRIVALS_CONSTANT] = "constant",
    [ARRIVALS_POISSON] = "poisson",
};

bool arrivals_parse(const char *word, enum arrivals *ret_arrivals) {
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (strcmp(word, names[i]) != 0) continue;
    *ret_arrivals = (enum arrivals)i;
    return true;
  }
  return false;
}

const char *arrivals_name(enum arrivals arrivals) { return names[arrivals]; }

/* SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state are plenty for a schedule, and the same
 * seed gives the same schedule everywhere. */
static uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/* Uniform in (0, 1]: the logarithm below must not see 0. */
static double next_uniform(uint64_t *state) {
  return ((double)(next_random(state) >> 11) + 1.0) * 0x1p-53;
}

void arrivals_draw(enum arrivals arrivals, double rate_per_second, uint64_t seed, size_t count,
                   uint64_t *ret_due_ns) {
  uint64_t state = seed;
  double period_ns = 1e9 / rate_per_second;
  double poisson_ns = 0;
  for (size_t i = 0; i < count; i++) {
    switch (arrivals) {
      case ARRIVALS_CLOSED: ret_due_ns[i] = 0; break;
      case ARRIVALS_CONSTANT: ret_due_ns[i] = (uint64_t)((double)i * period_ns); break;
      case ARRIVALS_POISSON:
        ret_due_ns[i] = (uint64_t)poisson_ns;
        poisson_ns += -log(next_uniform(&state)) * period_ns;
        break;
    }
  }
}

void arrivals_wait_until(uint64_t due_ns) {
  if (now_ns() + SPIN_NS < due_ns) {
    uint64_t wake_ns = due_ns - SPIN_NS;
    struct timespec wake = {.tv_sec = (time_t)(wake_ns / 1000000000u),
                            .tv_nsec = (long)(wake_ns % 1000000000u)};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wake, NULL);
  }
  while (now_ns() < due_ns && interruption_pending() == INTERRUPTION_NONE) continue;
}
