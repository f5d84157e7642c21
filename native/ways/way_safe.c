/* SPDX-License-Identifier: Apache-2.0 */
/* The safe transfer (native/transfer) as a way: asked for, held, checked, acknowledged. Its interval ends when the taker
 * has checked all and has sent its last acknowledgement; the giver's return comes later. */
#include "../transfer/transfer.h"
#include "way_loop.h"

static int give(struct way_side *donor, uint32_t sequence) {
  (void)sequence;
  const struct give_plan plan = {.mechanisms = TRANSFER_PUSH | TRANSFER_PULL,
                                 .deadline_ms = donor->plan->deadline_ms};
  struct transfer_report report;
  return give_fds(donor->channel, donor->fds, donor->plan->batch, &plan, &report);
}

static int take(struct way_side *receiver, enum transfer_mechanism mechanism) {
  const struct take_plan plan = {.mechanism = mechanism,
                                 .fd_limit = receiver->plan->batch,
                                 .deadline_ms = receiver->plan->deadline_ms};
  struct transfer_report report;
  return take_fds(receiver->channel, receiver->fds, &plan, &report);
}

static int take_by_push(struct way_side *receiver, uint32_t sequence) {
  (void)sequence;
  return take(receiver, TRANSFER_PUSH);
}

static int take_by_pull(struct way_side *receiver, uint32_t sequence) {
  (void)sequence;
  return take(receiver, TRANSFER_PULL);
}

const struct way way_safe_push = {
    .name = "safe_push",
    .description = "the safe transfer by push: asked for, checked, acknowledged",
    .promises_close_on_exec = true,
    .run = way_run_pair,
    .donor_prepare = way_open_descriptors,
    .give = give,
    .take = take_by_push,
    .check = way_check_numbers,
    .release = way_close_numbers,
};

const struct way way_safe_pull = {
    .name = "safe_pull",
    .description = "the safe transfer by pull: asked for, checked, acknowledged",
    .promises_close_on_exec = true,
    .run = way_run_pair,
    .donor_prepare = way_open_descriptors,
    .give = give,
    .take = take_by_pull,
    .check = way_check_numbers,
    .release = way_close_numbers,
};
