/* SPDX-License-Identifier: Apache-2.0 */
/* The loops of donor and receiver. Between two transfers the receiver says READY and, where it begins, waits for the
 * donor to say the same: so neither is somewhere else when the next interval begins. */
#include "way_loop.h"

#include <errno.h>
#include <string.h>

#include "../core/clock.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/fd_kinds.h"
#include "../core/interruption.h"
#include "../core/meeting.h"
#include "../core/owned_fd.h"

struct way_side way_side_new(const struct way *way, const struct way_plan *plan) {
  struct way_side side = {.way = way, .plan = plan, .channel = -1};
  memset(side.fds, -1, sizeof side.fds);
  memset(side.companions, -1, sizeof side.companions);
  return side;
}

void way_side_end(struct way_side *side) {
  if (side->own != NULL) side->way->end(side);
  side->own = NULL;
  close_all_consume(side->fds, WAY_BATCH_MAX);
  close_all_consume(side->companions, WAY_BATCH_MAX);
  close_consume(&side->channel);
  sample_log_unmap(&side->log);
}

int way_open_descriptors(struct way_side *donor) {
  const struct way_plan *plan = donor->plan;
  return fd_kind_open_many(fd_kind_find(plan->kind), plan->batch, donor->fds, donor->companions);
}

static void stamp_start(struct way_side *side, uint32_t sequence) {
  uint64_t start_ns = now_ns();
  stamp(&side->log, INSTANT_DUE, sequence, start_ns);
  stamp(&side->log, INSTANT_START, sequence, start_ns);
}

static int give_transfer(struct way_side *donor, uint32_t sequence) {
  if (sequence >= way_total(donor->plan))
    return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  int code = 0;
  if (donor->way->receiver_begins)
    code = meeting_send(donor->channel, MESSAGE_READY, sequence);
  else
    stamp_start(donor, sequence);
  return code < 0 ? code : donor->way->give(donor, sequence);
}

/* Until the receiver says good-bye; answers its oracle in between. */
static int serve(struct way_side *donor) {
  uint32_t batch = donor->plan->batch;
  int flags_before[WAY_BATCH_MAX];
  bool wrong[WAY_BATCH_MAX] = {false};
  for (uint32_t i = 0; i < batch; i++) {
    flags_before[i] = fd_status_flags(donor->fds[i]);
    if (flags_before[i] < 0) return flags_before[i];
  }
  for (;;) {
    struct message_header message;
    int code = receive_exactly(donor->channel, &message, sizeof message, NULL, 0);
    if (code == 0 && message.type == MESSAGE_BYE) return 0;
    if (code == 0 && message.type == MESSAGE_CHECK)
      code = oracle_answer_check(donor->channel, message.sequence, donor->fds, flags_before, wrong,
                                 batch);
    else if (code == 0 && message.type == MESSAGE_READY)
      code = give_transfer(donor, message.sequence);
    else if (code == 0)
      code = failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
    if (code < 0) return code;
  }
}

int way_donor_loop(struct way_side *donor, struct way_farewell *farewell) {
  int code = donor->way->donor_prepare(donor);
  if (code == 0) code = meeting_send_identities(donor->channel, donor->fds, donor->plan->batch);
  if (code < 0) return code;
  farewell->open_before = count_open_fds();
  struct usage before = usage_now();
  code = serve(donor);
  farewell->usage = usage_between(before, usage_now());
  farewell->open_after = count_open_fds();
  return code;
}

int way_check_numbers(struct way_side *receiver, uint32_t sequence) {
  struct oracle *oracle = receiver->oracle;
  uint64_t not_close_on_exec = oracle->not_close_on_exec;
  oracle->received_count += oracle->batch;
  oracle_check_identities(oracle, receiver->fds);
  /* What a way does not promise is no fault of it. */
  if (!receiver->way->promises_close_on_exec) oracle->not_close_on_exec = not_close_on_exec;
  if (sequence != 0 && sequence + 1 != way_total(receiver->plan)) return 0;
  int code = oracle_check_descriptions(oracle, receiver->fds);
  if (code != -EPERM && code != -ENOSYS && code != -EACCES) return code;
  return oracle_check_by_flags(oracle, receiver->channel, receiver->fds);
}

int way_close_numbers(struct way_side *receiver) {
  close_all_consume(receiver->fds, receiver->plan->batch);
  return 0;
}

static int run_transfer(struct way_side *receiver, uint32_t i) {
  const struct way *way = receiver->way;
  int code = meeting_send(receiver->channel, MESSAGE_READY, i);
  if (code == 0 && way->receiver_begins) {
    code = meeting_expect(receiver->channel, MESSAGE_READY, i);
    stamp_start(receiver, i);
  }
  if (code < 0) return code;
  code = way->take(receiver, i);
  stamp(&receiver->log, INSTANT_HOLDING, i, now_ns());
  if (code == 0) code = way->check(receiver, i);
  int released = way->release(receiver);
  stamp(&receiver->log, INSTANT_RELEASED, i, now_ns());
  return code < 0 ? code : released;
}

static int run_transfers(struct way_side *receiver, struct way_report *report) {
  for (uint32_t i = 0; i < way_total(receiver->plan); i++) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("transfer", -HANDOVER_INTERRUPTED);
    int code = run_transfer(receiver, i);
    if (code < 0) return code;
    report->transfers_done++;
  }
  return 0;
}

int way_receiver_loop(struct way_side *receiver, struct way_report *report) {
  const struct way *way = receiver->way;
  receiver->oracle = &report->oracle;
  report->oracle.expected = receiver->expected;
  report->oracle.batch = receiver->plan->batch;
  int code = way->receiver_prepare == NULL ? 0 : way->receiver_prepare(receiver);
  if (code == 0)
    code = meeting_receive_identities(receiver->channel, receiver->expected, receiver->plan->batch);
  if (code == 0 && way->receiver_confirm != NULL) code = way->receiver_confirm(receiver);
  if (code < 0) return code;
  report->oracle.open_before = count_open_fds();
  struct usage before = usage_now();
  code = run_transfers(receiver, report);
  report->usage = usage_between(before, usage_now());
  if (code < 0) return code;
  report->oracle.open_after = count_open_fds();
  interruption_ignore_peer();
  return meeting_send(receiver->channel, MESSAGE_BYE, 0);
}
