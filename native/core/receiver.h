/* SPDX-License-Identifier: Apache-2.0 */
/* What a receiver owns while it runs, shared by its life (receiver_loop.c), by how it obtains descriptors
 * (receiver_obtain.c) and by how long it waits for them (patience.c). */
#ifndef HANDOVER_RECEIVER_H
#define HANDOVER_RECEIVER_H

#include "injected_wait.h"
#include "loops.h"
#include "meeting.h"
#include "schedule.h"

struct receiver {
  struct role *role;
  struct receiver_side side; /* its pidfd is owned unless the role brought it */
  struct hello donor;
  int met;
  int *fds;
  int32_t *known_numbers;             /* the donor's, from its identities, for NUMBERS_KNOWN */
  struct listener_address listens_at; /* the donor's, where the number must be found */
  uint32_t fds_held;
  struct announcement message;
  int opened_in_loop; /* channel and pidfd of a cold start: expected at the end, no leak */
  struct injected_wait injected;
  struct schedule schedule;     /* of transfers that it begins itself */
  uint64_t ends_ns;             /* no transfer begins later; 0: not set yet, or no such bound */
  uint64_t answers_outstanding; /* asked for, given up, and not yet come */
};

/* One transfer, from when it is due until its descriptors are held and acknowledged; `holding` is not stamped when it
 * was given up. */
int receiver_obtain(struct receiver *receiver, uint32_t i);

bool receiver_owns_pidfd(const struct receiver *receiver);

#endif
