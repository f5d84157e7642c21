/* SPDX-License-Identifier: Apache-2.0 */
/* Draws schedules and waits for them. */
#include "arrivals.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "interruption.h"
#include "random.h"

/* clock_nanosleep(2) wakes late, on a virtual machine whose CPU has gone to sleep by more than 100 microseconds; the last
 * stretch is spun. */
enum { SPIN_NS = 400 * 1000 };

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
