/* SPDX-License-Identifier: Apache-2.0 */
/* The receiver's hot path: from when a transfer is due until its descriptors are held and acknowledged. */
#include <errno.h>

#include "clock.h"
#include "discovery.h"
#include "error_text.h"
#include "patience.h"
#include "receiver.h"

bool receiver_owns_pidfd(const struct receiver *receiver) {
  return receiver->side.pidfd >= 0 && receiver->side.pidfd != receiver->role->pidfd;
}

/* The cold start: everything from here on is what a fresh deployment waits for. */
static int connect_to_donor(struct receiver *receiver) {
  const struct role *role = receiver->role;
  struct sample_log *log = role->log;
  uint64_t start_ns = now_ns();
  stamp(log, INSTANT_DUE, 0, start_ns);
  stamp(log, INSTANT_START, 0, start_ns);
  int code = channel_connect((enum channel_type)role->plan->channel_type, receiver->donor.path,
                             &receiver->met);
  if (code < 0) return code;
  receiver->side.channel = receiver->met;
  receiver->opened_in_loop++;
  if (!role->mechanism->uses_pidfd || role->plan->pidfd_life != PIDFD_PER_LAUNCH) return 0;
  if (receiver->side.pidfd < 0) receiver->opened_in_loop++;
  return receiver_open_pidfd(&receiver->side);
}

static int check_header(const struct message_header *header, uint32_t sequence, uint32_t offset,
                        uint32_t count) {
  bool right = header->type == MESSAGE_ANNOUNCEMENT && header->sequence == sequence &&
               header->offset == offset && header->count == count;
  return right ? 0 : failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
}

static int receive_message(struct receiver *receiver, uint32_t sequence, uint32_t count) {
  const struct role *role = receiver->role;
  size_t bytes = sizeof(struct message_header) + count * sizeof(int32_t);
  for (;;) {
    int code = role->mechanism->receive(receiver->side.channel, &receiver->message, bytes,
                                        receiver->fds + receiver->fds_held, count);
    if (code < 0) return code;
    if (role->mechanism->moves_descriptors && role->mechanism->obtain == NULL)
      receiver->fds_held += count; /* a push: ours from here on, whatever the header says */
    if (!patience_take_stale(receiver, sequence)) return 0;
    /* The wait for the right one does not begin anew. */
    uint64_t waited_ns = now_ns() - role->log->columns[INSTANT_START][sequence];
    if (waited_ns > (uint64_t)role->plan->patience_ms * 1000000)
      return failed_at("recvmsg", -EAGAIN);
  }
}

static int take_announced(struct receiver *receiver, uint32_t sequence, uint32_t count) {
  const struct role *role = receiver->role;
  uint32_t offset = receiver->fds_held;
  int code = receive_message(receiver, sequence, count);
  if (patience_ran_out(receiver, code)) return code;
  if (offset == 0) stamp(role->log, INSTANT_ANNOUNCED, sequence, now_ns());
  if (code < 0) return code;
  code = check_header(&receiver->message.header, sequence, offset, count);
  if (code < 0 || role->mechanism->obtain == NULL) return code;
  code = role->mechanism->obtain(&receiver->side, receiver->message.numbers, receiver->fds + offset,
                                 count);
  if (code == 0) receiver->fds_held += count;
  return code;
}

static int take_known(struct receiver *receiver, uint32_t count) {
  uint32_t offset = receiver->fds_held;
  int code = receiver->role->mechanism->obtain(&receiver->side, receiver->known_numbers + offset,
                                               receiver->fds + offset, count);
  if (code == 0) receiver->fds_held += count;
  return code;
}

/* Batches of one: plan_rules.c takes no others here. */
static int take_found(struct receiver *receiver) {
  int code = discovery_obtain(receiver->role->mechanism, &receiver->side, &receiver->listens_at,
                              receiver->fds);
  if (code == 0) receiver->fds_held++;
  return code;
}

static int take(struct receiver *receiver, uint32_t sequence, uint32_t count) {
  const struct transfer_plan *plan = receiver->role->plan;
  if (plan->numbers == NUMBERS_KNOWN) return take_known(receiver, count);
  return plan_is_found(plan) ? take_found(receiver) : take_announced(receiver, sequence, count);
}

static int take_batch(struct receiver *receiver, uint32_t sequence) {
  const struct transfer_plan *plan = receiver->role->plan;
  for (uint32_t offset = 0; offset < plan->batch; offset += plan->chunk) {
    uint32_t left = plan->batch - offset;
    uint32_t count = left < plan->chunk ? left : plan->chunk;
    int code = take(receiver, sequence, count);
    if (code < 0) return code;
    /* The floor holds nothing, so its place in the batch is counted here. */
    if (!receiver->role->mechanism->moves_descriptors) receiver->fds_held += count;
    if (plan->acknowledge == ACKNOWLEDGE_MESSAGE && count < left) {
      code = meeting_send(receiver->side.channel, MESSAGE_ACKNOWLEDGE, sequence);
      if (code < 0) return code;
    }
  }
  return 0;
}

/* Stamps nothing more: what was given up has no end. */
static int give_up(struct receiver *receiver, bool asked) {
  receiver->role->lost++;
  receiver->answers_outstanding += asked;
  return 0;
}

/* Up to the first call that belongs to the transfer. */
static int begin(struct receiver *receiver, uint32_t i, bool *ret_asked) {
  const struct transfer_plan *plan = receiver->role->plan;
  struct sample_log *log = receiver->role->log;
  *ret_asked = false;
  if (plan->initiator == INITIATOR_RECEIVER)
    schedule_begin(&receiver->schedule, i);
  else if (plan->numbers != NUMBERS_ANNOUNCED)
    stamp(log, INSTANT_START, i, now_ns());
  if (plan->meet == MEET_PATH && i == 0) return connect_to_donor(receiver);
  if (!plan_is_paced(plan)) return 0;
  int code = meeting_send(receiver->side.channel, MESSAGE_READY, i);
  *ret_asked = code == 0;
  return code;
}

int receiver_obtain(struct receiver *receiver, uint32_t i) {
  const struct transfer_plan *plan = receiver->role->plan;
  struct sample_log *log = receiver->role->log;
  uint64_t cpu_before_ns = plan_is_paced(plan) ? thread_cpu_ns() : 0;
  bool asked = false;
  if (plan->patience_ms > 0 && schedule_gives_up(&receiver->schedule, i))
    return give_up(receiver, false);
  int code = begin(receiver, i, &asked);
  if (code == 0) code = take_batch(receiver, i);
  if (patience_ran_out(receiver, code)) return give_up(receiver, asked);
  uint64_t holding_ns = now_ns();
  if (receiver->injected.wait_ns > 0 && code == 0)
    code = injected_wait_run(&receiver->injected, &holding_ns);
  stamp(log, INSTANT_HOLDING, i, holding_ns);
  if (code < 0 || !plan_is_paced(plan)) return code;
  code = meeting_send(receiver->side.channel, MESSAGE_ACKNOWLEDGE, i);
  /* Waiting for a schedule is CPU time, too (it spins), and asking for the time after it lies in the interval. */
  bool waited = plan->initiator == INITIATOR_RECEIVER && plan->arrivals != ARRIVALS_CLOSED;
  if (!waited) stamp(log, INSTANT_RECEIVER_CPU, i, thread_cpu_ns() - cpu_before_ns);
  return code;
}
