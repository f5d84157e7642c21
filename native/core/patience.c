/* SPDX-License-Identifier: Apache-2.0 */
/* Bounded waits, and what comes after them. */
#include "patience.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "error_text.h"
#include "owned_fd.h"

/* 0: for ever. */
static int bound_waits(int channel, uint32_t milliseconds) {
  struct timeval limit = {.tv_sec = milliseconds / 1000,
                          .tv_usec = (suseconds_t)(milliseconds % 1000) * 1000};
  int failed = setsockopt(channel, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) < 0 ||
               setsockopt(channel, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) < 0;
  return failed ? failed_at("setsockopt(SO_RCVTIMEO)", -errno) : 0;
}

int patience_begin(struct receiver *receiver) {
  uint32_t patience_ms = receiver->role->plan->patience_ms;
  return patience_ms == 0 ? 0 : bound_waits(receiver->side.channel, patience_ms);
}

/* What a push delivers is ours already, whatever the header says; a pull's announcement delivers nothing. */
static int take_answer(struct receiver *receiver) {
  const struct role *role = receiver->role;
  uint32_t count = role->plan->batch;
  size_t bytes = sizeof(struct message_header) + count * sizeof(int32_t);
  int code = role->mechanism->receive(receiver->side.channel, &receiver->message, bytes,
                                      receiver->fds, count);
  if (code < 0) return code;
  if (role->mechanism->moves_descriptors && role->mechanism->obtain == NULL)
    receiver->fds_held = count;
  return 0;
}

bool patience_take_stale(struct receiver *receiver, uint32_t sequence) {
  const struct message_header *header = &receiver->message.header;
  if (receiver->answers_outstanding == 0 || header->type != MESSAGE_ANNOUNCEMENT ||
      header->sequence >= sequence)
    return false;
  struct role *role = receiver->role;
  /* It came late and is not used; but it is the donor's, or something is wrong. */
  if (receiver->fds_held > 0) oracle_check_identities(&role->oracle, receiver->fds);
  close_all_consume(receiver->fds, receiver->fds_held);
  receiver->fds_held = 0;
  receiver->answers_outstanding--;
  role->stale++;
  return true;
}

int patience_end(struct receiver *receiver) {
  const struct transfer_plan *plan = receiver->role->plan;
  if (plan->patience_ms == 0) return 0;
  int code = bound_waits(receiver->side.channel, 0);
  while (code == 0 && receiver->answers_outstanding > 0) {
    code = take_answer(receiver);
    if (code == 0 && !patience_take_stale(receiver, plan_total(plan)))
      code = failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  }
  return code;
}

bool patience_ran_out(const struct receiver *receiver, int code) {
  return code == -EAGAIN && receiver->role->plan->patience_ms > 0;
}
