/* SPDX-License-Identifier: Apache-2.0 */
/* The donor: opens the descriptors, gives them away again and again, stamps its instants. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "control_message.h"
#include "error_text.h"
#include "fd_facts.h"
#include "fd_kinds.h"
#include "interruption.h"
#include "loops.h"
#include "meeting.h"
#include "owned_fd.h"
#include "schedule.h"

/* Everything a donor owns while it runs. */
struct donor {
  struct role *role;
  int transfer_channel; /* borrowed, or `met` */
  int listener, met;
  char path[CHANNEL_PATH_MAX];
  int *fds, *companions, *flags_before;
  bool *wrong; /* found by the oracle's fallback */
  struct announcement *messages;
  struct schedule schedule;    /* of transfers that the donor begins */
  uint64_t cold_cpu_before_ns; /* CPU clock before the receiver was accepted */
  struct donor_work work;
};

static int open_descriptors(struct donor *donor) {
  const struct transfer_plan *plan = donor->role->plan;
  donor->fds = calloc(plan->batch, sizeof(int));
  donor->companions = calloc(plan->batch, sizeof(int));
  donor->flags_before = calloc(plan->batch, sizeof(int));
  donor->wrong = calloc(plan->batch, sizeof *donor->wrong);
  donor->messages = calloc(plan_messages(plan), sizeof *donor->messages);
  if (!donor->fds || !donor->companions || !donor->flags_before || !donor->wrong ||
      !donor->messages)
    return failed_at("calloc", -ENOMEM);
  memset(donor->fds, -1, plan->batch * sizeof(int));
  memset(donor->companions, -1, plan->batch * sizeof(int));
  int code =
      fd_kind_open_many(fd_kind_find(plan->kind), plan->batch, donor->fds, donor->companions);
  for (uint32_t i = 0; code == 0 && i < plan->batch; i++) {
    donor->flags_before[i] = fd_status_flags(donor->fds[i]);
    if (donor->flags_before[i] < 0) code = donor->flags_before[i];
  }
  return code;
}

/* Writes all messages once, before the loop; a transfer only changes their sequence number. */
static void prepare_messages(struct donor *donor) {
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

/* Before meeting: a receiver that connects stamps the first `due` itself, and drawing has no place in the
 * cold interval. */
static void draw(struct donor *donor) {
  const struct transfer_plan *plan = donor->role->plan;
  if (plan->initiator == INITIATOR_DONOR) donor->schedule = schedule_draw(plan, donor->role->log);
  donor_work_draw(&donor->work, (enum service)plan->service, plan->service_ns,
                  plan->utilisation_percent, plan->seed + 1);
}

static int meet(struct donor *donor) {
  struct role *role = donor->role;
  struct hello receiver;
  int code = 0;
  if (role->plan->meet == MEET_PATH)
    code =
        channel_listen((enum channel_type)role->plan->channel_type, donor->path, &donor->listener);
  if (code == 0)
    code = meeting_exchange_hello(role->channel, role->plan, true, donor->path, &receiver);
  return code < 0 ? code : meeting_send_identities(role->channel, donor->fds, role->plan->batch);
}

/* The donor's first call inside the cold interval: nothing may stand between it and the first send. */
static int accept_receiver(struct donor *donor) {
  donor->cold_cpu_before_ns = thread_cpu_ns();
  int code = channel_accept(donor->listener, &donor->met);
  if (code == 0) donor->transfer_channel = donor->met;
  return code;
}

/* Waits for `type`, at its own work meanwhile, and answers the receiver's oracle as often as it asks. */
static int wait_for(struct donor *donor, enum message_type type, uint32_t sequence) {
  const struct transfer_plan *plan = donor->role->plan;
  for (;;) {
    struct message_header message;
    int code = donor_work_until_readable(&donor->work, donor->transfer_channel);
    if (code < 0) return code;
    code = receive_exactly(donor->transfer_channel, &message, sizeof message, NULL, 0);
    if (code < 0) return code;
    if (message.type == MESSAGE_CHECK) {
      code = oracle_answer_check(donor->transfer_channel, message.sequence, donor->fds,
                                 donor->flags_before, donor->wrong, plan->batch);
      if (code < 0) return code;
      continue;
    }
    bool expected = message.type == (uint32_t)type && message.sequence == sequence;
    return expected ? 0 : failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
  }
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
  return 0;
}

static int give_transfer(struct donor *donor, uint32_t i) {
  const struct transfer_plan *plan = donor->role->plan;
  struct sample_log *log = donor->role->log;
  bool cold_start = plan->meet == MEET_PATH && i == 0;
  int code = plan_is_paced(plan) && !cold_start ? wait_for(donor, MESSAGE_READY, i) : 0;
  if (code < 0) return code;
  uint64_t cpu_before_ns = cold_start            ? donor->cold_cpu_before_ns
                           : plan_is_paced(plan) ? thread_cpu_ns()
                                                 : 0;
  /* Else the receiver has begun it: when it asked, or before it connected. */
  if (plan->initiator == INITIATOR_DONOR && !cold_start) schedule_begin(&donor->schedule, i);
  code = give_batch(donor, i);
  stamp(log, INSTANT_SENT, i, now_ns());
  if (code < 0 || !plan_is_paced(plan)) return code;
  /* With work of its own it goes on with that: a transfer costs it what it takes to answer. */
  if (donor->work.is_on) stamp(log, INSTANT_DONOR_CPU, i, thread_cpu_ns() - cpu_before_ns);
  code = wait_for(donor, MESSAGE_ACKNOWLEDGE, i);
  stamp(log, INSTANT_ACKNOWLEDGED, i, now_ns());
  if (!donor->work.is_on) stamp(log, INSTANT_DONOR_CPU, i, thread_cpu_ns() - cpu_before_ns);
  return code;
}

static int run_transfers(struct donor *donor) {
  struct role *role = donor->role;
  uint32_t total = plan_total(role->plan);
  if (role->plan->numbers == NUMBERS_KNOWN) return 0;
  for (uint32_t i = 0; i < total; i++) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("transfer", -HANDOVER_INTERRUPTED);
    int code = give_transfer(donor, i);
    if (code < 0) return code;
    role->transfers_done++;
    role->messages_done += plan_messages(role->plan);
  }
  return 0;
}

static int donate(struct donor *donor) {
  struct role *role = donor->role;
  int code = open_descriptors(donor);
  if (code < 0) return code;
  prepare_messages(donor);
  draw(donor);
  code = meet(donor);
  if (code < 0) return code;
  role->oracle.open_before = count_open_fds();
  struct usage before = usage_now();
  bool by_path = role->plan->meet == MEET_PATH;
  if (by_path) code = accept_receiver(donor);
  if (code == 0) code = run_transfers(donor);
  role->usage = usage_between(before, usage_now());
  if (code < 0) return code;
  role->oracle.open_after = count_open_fds() - (by_path ? 1 : 0);
  role->oracle.method = ORACLE_NO_DESCRIPTORS;
  code = wait_for(donor, MESSAGE_BYE, 0);
  role->work_done = donor_work_done(&donor->work);
  interruption_ignore_peer();
  return code < 0 ? code : meeting_send(donor->transfer_channel, MESSAGE_BYE, 0);
}

int run_donor(struct role *role) {
  struct donor donor = {.role = role, .transfer_channel = role->channel, .listener = -1, .met = -1};
  role->oracle.open_after = -1;
  int code = donate(&donor);
  if (donor.path[0] != '\0') unlink(donor.path);
  close_consume(&donor.listener);
  close_consume(&donor.met);
  if (donor.fds != NULL) close_all_consume(donor.fds, role->plan->batch);
  if (donor.companions != NULL) close_all_consume(donor.companions, role->plan->batch);
  free(donor.fds);
  free(donor.companions);
  free(donor.flags_before);
  free(donor.wrong);
  free(donor.messages);
  return code;
}
