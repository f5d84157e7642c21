/* SPDX-License-Identifier: Apache-2.0 */
/* The two hot loops, the same for every mechanism. */
#ifndef HANDOVER_LOOPS_H
#define HANDOVER_LOOPS_H

#include "mechanism.h"
#include "oracle.h"
#include "sample_log.h"
#include "usage.h"

/* What a loop needs and what it finds out. */
struct role {
  const struct transfer_plan *plan;
  const struct mechanism *mechanism;
  int channel;            /* inherited, borrowed */
  int pidfd;              /* the donor's, inherited with PIDFD_FROM_CLONE, borrowed; else -1 */
  struct sample_log *log; /* borrowed */
  struct oracle oracle;
  struct usage usage; /* of the loop: warm-up and recorded transfers */
  uint64_t transfers_done;
  uint64_t messages_done;
  struct work_done work_done; /* the donor's own, meanwhile */
};

/* Meet the peer, run the plan, check, say good-bye. Return 0 or a negative code; on every path all
 * that was opened is closed and a socket file is removed. That the oracle complains is no code: ask
 * oracle_passed(). */
int run_donor(struct role *role);
int run_receiver(struct role *role);

#endif
