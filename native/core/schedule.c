/* SPDX-License-Identifier: Apache-2.0 */
/* Waits for transfers to be due. */
#include "schedule.h"

#include "clock.h"

struct schedule schedule_draw(const struct transfer_plan *plan, struct sample_log *log) {
  if (plan->arrivals != ARRIVALS_CLOSED)
    arrivals_draw((enum arrivals)plan->arrivals, plan->rate_per_second, plan->seed,
                  plan_total(plan), log->columns[INSTANT_DUE]);
  return (struct schedule){.plan = plan, .log = log};
}

enum { NS_IN_MS = 1000 * 1000 };

bool schedule_gives_up(struct schedule *schedule, uint32_t i) {
  const struct transfer_plan *plan = schedule->plan;
  if (schedule->origin_ns == 0) return false; /* a closed loop, or the first */
  uint64_t due_ns = schedule->origin_ns + schedule->log->columns[INSTANT_DUE][i];
  if (now_ns() <= due_ns + (uint64_t)plan->patience_ms * NS_IN_MS) return false;
  stamp(schedule->log, INSTANT_DUE, i, due_ns);
  return true;
}

void schedule_begin(struct schedule *schedule, uint32_t i) {
  struct sample_log *log = schedule->log;
  if (schedule->plan->arrivals == ARRIVALS_CLOSED) {
    uint64_t start_ns = now_ns();
    stamp(log, INSTANT_DUE, i, start_ns);
    stamp(log, INSTANT_START, i, start_ns);
    return;
  }
  uint64_t offset_ns = log->columns[INSTANT_DUE][i];
  if (schedule->origin_ns == 0) schedule->origin_ns = now_ns() - offset_ns;
  uint64_t due_ns = schedule->origin_ns + offset_ns;
  stamp(log, INSTANT_DUE, i, due_ns);
  arrivals_wait_until(due_ns);
  stamp(log, INSTANT_START, i, now_ns());
}
