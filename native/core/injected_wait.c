/* SPDX-License-Identifier: Apache-2.0 */
/* Waits by the clock, without giving up the CPU: a sleep would be late by tens of microseconds. */
#include "injected_wait.h"

#include "clock.h"
#include "error_text.h"
#include "interruption.h"

struct injected_wait injected_wait_prepare(uint64_t inject_ns) {
  if (inject_ns == 0) return (struct injected_wait){0};
  struct clock_facts clock = clock_measure();
  return (struct injected_wait){.wait_ns = inject_ns,
                                .late_max_ns = 2 * (uint64_t)clock.cost_ns + clock.quantum_ns};
}

int injected_wait_run(struct injected_wait *wait, uint64_t *instant_ns) {
  uint64_t due_ns = *instant_ns + wait->wait_ns - wait->late_ns;
  while (*instant_ns < due_ns) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("--inject-ns", -HANDOVER_INTERRUPTED);
    *instant_ns = now_ns();
  }
  /* Later than that is another process on this CPU, or the host: it also hits who waits for nothing. */
  uint64_t late_ns = *instant_ns - due_ns;
  wait->late_ns = late_ns < wait->late_max_ns ? late_ns : wait->late_max_ns;
  return 0;
}
