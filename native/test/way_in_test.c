/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a way to its end and keeps what it stamped. */
#include "way_in_test.h"

#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../helper/way_command.h"
#include "runner.h"

enum { PROCESS_DEADLINE_MS = 15000 };

void run_way_plan(const struct way *way, const struct way_plan *plan, long deadline_ms,
                  struct way_run *ret) {
  struct way_plan own = *plan;
  own.warmup = WAY_TEST_WARMUP;
  own.transfers = WAY_TEST_TRANSFERS - WAY_TEST_WARMUP;
  own.deadline_ms = PROCESS_DEADLINE_MS;
  ASSERT_INT(interruption_install(deadline_ms), ==, 0);
  own.samples_fd = sample_log_create(WAY_TEST_TRANSFERS);
  ASSERT_INT(own.samples_fd, >=, 0);
  ret->code = way->run(way, &own, &ret->report);
  for (size_t i = 0; i < INSTANT_COUNT; i++)
    ASSERT_INT(
        sample_log_read(own.samples_fd, WAY_TEST_TRANSFERS, (enum instant)i, ret->columns[i]), ==,
        0);
  close_consume(&own.samples_fd);
}

void run_way(const struct way *way, const char *kind, uint32_t batch, struct way_run *ret) {
  struct way_plan plan = {.kind = kind, .batch = batch, .donor_cpu = -1, .receiver_cpu = -1};
  run_way_plan(way, &plan, 0, ret);
}

void skip_unsupported_way(const struct way_run *done) {
  struct outcome outcome = way_outcome(done->code, &done->report);
  if (outcome.exit_code == EXIT_UNSUPPORTED) test_skip(outcome.text);
}
