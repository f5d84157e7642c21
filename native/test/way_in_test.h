/* SPDX-License-Identifier: Apache-2.0 */
/* A whole way inside a test: this process is what `handover-helper way` is. */
#ifndef HANDOVER_WAY_IN_TEST_H
#define HANDOVER_WAY_IN_TEST_H

#include "../ways/way_loop.h"

enum { WAY_TEST_WARMUP = 5, WAY_TEST_TRANSFERS = 20 }; /* warm-up included */

struct way_run {
  int code;
  struct way_report report;
  uint64_t columns[INSTANT_COUNT][WAY_TEST_TRANSFERS];
};

void run_way(const struct way *way, const char *kind, uint32_t batch, struct way_run *ret);

/* Kind, batch and CPUs are the plan's; deadline_ms 0: none. */
void run_way_plan(const struct way *way, const struct way_plan *plan, long deadline_ms,
                  struct way_run *ret);

/* Ends the test as skipped, with the reason, where this machine does not have or allow the way. */
void skip_unsupported_way(const struct way_run *done);

#endif
