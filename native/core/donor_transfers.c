/* SPDX-License-Identifier: Apache-2.0 */
/* The donor's hot loop: gives its descriptors again and again and stamps its instants. */
#include <string.h>

#include "clock.h"
#include "control_message.h"
#include "donor.h"
#include "error_text.h"
#include "interruption.h"
#include "meeting.h"

void prepare_messages(struct donor *donor) {
  const struct transfer_plan *plan = donor->role->plan;
  for (uint32_t m = 0; m < plan_messages(plan); m++) {
    uint32_t offset = m * plan->chunk;
    uint32_t left = plan->batch - offset;
    struct announcement *message = &donor->messages[m];
    message->header = (struct message_header){.type = MESSAGE_ANNOUNCEMENT,
                                              .offset = offset,
                                              .count = left < plan->chunk ? left : plan->chunk};
    memcpy(message->numbers, donor->fds + offset, message->header.count * sizeof(int32_t));
  }
}

/* The next message that is not a question of the receiver's oracle: those are answered here. */
static int next_message(struct donor *donor, struct message_header *ret) {
  const struct transfer_plan *plan = donor->role->plan;
  for (;;) {
    int code = donor_work_until_readable(&donor->work, donor->transfer_channel);
    if (code == 0) code = receive_exactly(donor->transfer_channel, ret, sizeof *ret, NULL, 0);
    if (code < 0 || ret->type != MESSAGE_CHECK) return code;
    code = oracle_answer_check(donor->transfer_channel, ret->sequence, donor->fds,
                               donor->flags_before, donor->wrong, plan->batch);
    if (code < 0) return code;
  }
}

int donor_wait_for(struct donor *donor, enum message_type type, uint32_t sequence) {
  struct message_header message = {0};
  int code = next_message(donor, &message);
  if (code < 0) return code;
  bool expected = message.type == (uint32_t)type && message.sequence == sequence;
  return expected ? 0 : failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
}

static int give_batch(struct donor *donor, uint32_t sequence) {
  const struct role *role = donor->role;
  uint32_t count = plan_messages(role->plan);
  for (uint32_t m = 0; m < count; m++) {
    struct announcement *message = &donor->messages[m];
    message->header.sequence = sequence;
    size_t bytes = sizeof message->header + message->header.count * sizeof(int32_t);
    int code = role->mechanism->give(donor->transfer_channel, message, bytes,
                                     donor->fds + message->header.offset);
    if (code < 0) return code;
    if (role->plan->acknowledge == ACKNOWLEDGE_MESSAGE && m + 1 < count) {
      code = meeting_expect(donor->transfer_channel, MESSAGE_ACKNOWLEDGE, sequence);
      if (code < 0) return code;
    }
  }
  donor->role->messages_done += count;
  return 0;
}

static int give_transfer(struct donor *donor, uint32_t i) {
  const struct transfer_plan *plan = donor->role->plan;
  struct sample_log *log = donor->role->log;
  bool cold_start = plan->meet == MEET_PATH && i == 0;
  int code = plan_is_paced(plan) && !cold_start ? donor_wait_for(donor, MESSAGE_READY, i) : 0;
  if (code < 0) return code;
  uint64_t cpu_before_ns = cold_start            ? donor->cold_cpu_before_ns
                           : plan_is_paced(plan) ? thread_cpu_ns()
                                                 : 0;
  /* Else the receiver has begun it, before it connected. */
  if (!cold_start) schedule_begin(&donor->schedule, i);
  code = give_batch(donor, i);
  stamp(log, INSTANT_SENT, i, now_ns());
  if (code < 0 || !plan_is_paced(plan)) return code;
  code = donor_wait_for(donor, MESSAGE_ACKNOWLEDGE, i);
  stamp(log, INSTANT_ACKNOWLEDGED, i, now_ns());
  stamp(log, INSTANT_DONOR_CPU, i, thread_cpu_ns() - cpu_before_ns);
  return code;
}

static int give_all(struct donor *donor) {
  struct role *role = donor->role;
  uint32_t total = plan_total(role->plan);
  for (uint32_t i = 0; i < total; i++) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("transfer", -HANDOVER_INTERRUPTED);
    int code = give_transfer(donor, i);
    if (code < 0) return code;
    role->transfers_done++;
  }
  return 0;
}

/* Answers in the order of the questions. A receiver that has given up a transfer may ask for the next one before it
 * acknowledges, or never acknowledge: nothing here waits for it. */
static int give_as_asked(struct donor *donor) {
  struct role *role = donor->role;
  struct sample_log *log = role->log;
  uint64_t cpu_before_ns = 0;
  for (;;) {
    struct message_header message = {0};
    int code = next_message(donor, &message);
    if (code < 0) return code;
    donor->heard_bye = message.type == MESSAGE_BYE;
    if (donor->heard_bye) return 0;
    uint32_t i = message.sequence;
    bool known = message.type == MESSAGE_READY || message.type == MESSAGE_ACKNOWLEDGE;
    if (!known || i >= plan_total(role->plan))
      return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
    if (message.type == MESSAGE_READY) {
      cpu_before_ns = thread_cpu_ns();
      code = give_batch(donor, i);
      stamp(log, INSTANT_SENT, i, now_ns());
      role->transfers_done++;
    } else {
      stamp(log, INSTANT_ACKNOWLEDGED, i, now_ns());
    }
    if (code < 0) return code;
    /* With work of its own it goes on with that: a transfer costs it what it takes to answer. */
    if (donor->work.is_on == (message.type == MESSAGE_READY))
      stamp(log, INSTANT_DONOR_CPU, i, thread_cpu_ns() - cpu_before_ns);
  }
}

int donor_run_transfers(struct donor *donor) {
  const struct transfer_plan *plan = donor->role->plan;
  if (plan->numbers != NUMBERS_ANNOUNCED) return 0;
  return plan_is_asked(plan) ? give_as_asked(donor) : give_all(donor);
}
