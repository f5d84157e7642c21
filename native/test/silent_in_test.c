/* SPDX-License-Identifier: Apache-2.0 */
/* Plans, and runs that must end well. */
#include "silent_in_test.h"

#include <errno.h>

#include "../core/error_text.h"
#include "../core/interruption.h"
#include "runner.h"

int run_silent(const struct silent_plan *plan, long deadline_ms, struct silent_report *ret) {
  ASSERT_INT(interruption_install(deadline_ms), ==, 0);
  int code = silent_run(plan, ret);
  if (code == -EPERM || code == -ENOSYS) test_skip(error_sentence(failed_operation(), code));
  return code;
}

struct silent_plan silent_plan_for(const struct carrier *carrier) {
  return (struct silent_plan){.carrier = carrier,
                              .transfers = SILENT_TEST_TRANSFERS,
                              .batch_max = 4,
                              .table = 16,
                              .free_max = -1,
                              .seed = 7,
                              .donor_cpu = -1,
                              .receiver_cpu = -1,
                              .deadline_ms = 10000};
}

struct silent_ledger run_silent_ledger(const struct silent_plan *plan) {
  struct silent_report report;
  ASSERT_INT(run_silent(plan, 10000, &report), ==, 0);
  ASSERT_INT(report.transfers_done, ==, plan->transfers);
  ASSERT_INT(report.donor_leaked, ==, 0);
  ASSERT_INT(report.receiver_leaked, ==, 0);
  ASSERT(ledger_adds_up(&report.ledger, plan->transfers));
  ASSERT_INT(report.ledger.meant, >=, plan->transfers);
  return report.ledger;
}

struct silent_ledger run_silent_faulty(const struct carrier *carrier) {
  struct silent_plan plan = silent_plan_for(carrier);
  return run_silent_ledger(&plan);
}
