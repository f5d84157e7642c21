/* SPDX-License-Identifier: Apache-2.0 */
/* The safe transfer: held under the lock, given without it, acknowledged. */
#include "../transfer/transfer.h"
#include "carrier.h"

static int hold(struct giving *giving) {
  return hold_fds(giving->fds, giving->count, &giving->held);
}

static int give_what_is_held(struct giving *giving) {
  struct give_plan plan = {.mechanisms = TRANSFER_PUSH | TRANSFER_PULL,
                           .deadline_ms = giving->deadline_ms};
  struct transfer_report report;
  int code = give_held(giving->channel, &giving->held, &plan, &report);
  release_held(&giving->held);
  return code;
}

static int take(struct taking *taking, enum transfer_mechanism mechanism) {
  struct take_plan plan = {
      .mechanism = mechanism, .fd_limit = taking->room, .deadline_ms = taking->deadline_ms};
  struct transfer_report report;
  int code = take_fds(taking->channel, taking->fds, &plan, &report);
  taking->count = code < 0 ? 0 : report.count;
  return code;
}

static int take_pushed(struct taking *taking) { return take(taking, TRANSFER_PUSH); }
static int take_pulled(struct taking *taking) { return take(taking, TRANSFER_PULL); }

const struct carrier safe_push = {.care = "safe",
                                  .mechanism = "scm_rights",
                                  .pick = hold,
                                  .give = give_what_is_held,
                                  .take = take_pushed};

const struct carrier safe_pull = {.care = "safe",
                                  .mechanism = "pidfd_getfd",
                                  .pulls = true,
                                  .pick = hold,
                                  .give = give_what_is_held,
                                  .take = take_pulled};
