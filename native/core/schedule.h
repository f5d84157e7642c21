/* SPDX-License-Identifier: Apache-2.0 */
/* When a transfer begins: whoever begins it waits until it is due and stamps `due` and `start`. */
#ifndef HANDOVER_SCHEDULE_H
#define HANDOVER_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "sample_log.h"
#include "transfer_plan.h"

struct schedule {
  const struct transfer_plan *plan;
  struct sample_log *log; /* column `due`: offsets from the first, until a transfer begins */
  uint64_t origin_ns;     /* when the first is due; 0 before that */
};

/* In an open loop draws the whole schedule: that takes long, and has no place in an interval. */
struct schedule schedule_draw(const struct transfer_plan *plan, struct sample_log *log);

/* Is the patience for a transfer over before it could begin? Then it stamps only `due`. */
bool schedule_gives_up(struct schedule *schedule, uint32_t i);

/* Closed loop: due now. Open loop: waits until it is due; begun late, it stays due when it was. */
void schedule_begin(struct schedule *schedule, uint32_t i);

#endif
