/* SPDX-License-Identifier: Apache-2.0 */
/* A whole launch inside a test: the donor in a process of its own, the receiver in the test's. */
#ifndef HANDOVER_LAUNCH_IN_TEST_H
#define HANDOVER_LAUNCH_IN_TEST_H

#include "../core/loops.h"

struct launch {
  struct sample_log log;
  struct role receiver;
  int code;
  int donor_code;
};

/* Runs both roles to their end; donor_plan differs from plan only where that is the test. */
void launch(const struct transfer_plan *plan, const struct transfer_plan *donor_plan,
            struct launch *ret);

/* Ends the test as skipped, with the reason, where this machine refuses the mechanism. */
void skip_when_refused(const struct launch *done);

#endif
