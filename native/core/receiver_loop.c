/* SPDX-License-Identifier: Apache-2.0 */
/* The receiver: obtains the descriptors again and again, stamps its instants, checks and closes. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "control_message.h"
#include "error_text.h"
#include "fd_facts.h"
#include "injected_wait.h"
#include "interruption.h"
#include "loops.h"
#include "meeting.h"
#include "owned_fd.h"
#include "schedule.h"

/* Everything a receiver owns while it runs. */
struct receiver {
  struct role *role;
  struct receiver_side side; /* its pidfd is owned unless the role brought it */
  struct hello donor;
  int met;
  int *fds;
  int32_t *known_numbers; /* the donor's, from its identities, for NUMBERS_KNOWN */
  uint32_t fds_held;
  struct announcement message;
  int opened_in_loop; /* channel and pidfd of a cold start: expected at the end, no leak */
  struct injected_wait injected;
  struct schedule schedule; /* of transfers that it begins itself */
};

static bool owns_pidfd(const struct receiver *receiver) {
  return receiver->side.pidfd >= 0 && receiver->side.pidfd != receiver->role->pidfd;
}

static int meet(struct receiver *receiver) {
  struct role *role = receiver->role;
  uint32_t batch = role->plan->batch;
  receiver->fds = calloc(batch, sizeof(int));
  role->oracle.expected = calloc(batch, sizeof *role->oracle.expected);
  receiver->known_numbers = calloc(batch, sizeof(int32_t));
  if (!receiver->fds || !receiver->known_numbers || !role->oracle.expected)
    return failed_at("calloc", -ENOMEM);
  memset(receiver->fds, -1, batch * sizeof(int));
  role->oracle.batch = batch;
  int code = meeting_exchange_hello(role->channel, role->plan, false, "", &receiver->donor);
  if (code < 0) return code;
  role->oracle.donor_pid = receiver->side.donor_pid = receiver->donor.pid;
  code = meeting_receive_identities(role->channel, role->oracle.expected, batch);
  for (uint32_t i = 0; code == 0 && i < batch; i++)
    receiver->known_numbers[i] = role->oracle.expected[i].number;
  bool in_advance = role->plan->meet == MEET_INHERITED &&
                    role->plan->pidfd_life == PIDFD_PER_LAUNCH && role->mechanism->uses_pidfd;
  return code == 0 && in_advance ? receiver_open_pidfd(&receiver->side) : code;
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

static int take_announced(struct receiver *receiver, uint32_t sequence, uint32_t count) {
  const struct role *role = receiver->role;
  uint32_t offset = receiver->fds_held;
  int *fds = receiver->fds + offset;
  size_t bytes = sizeof(struct message_header) + count * sizeof(int32_t);
  int code =
      role->mechanism->receive(receiver->side.channel, &receiver->message, bytes, fds, count);
  if (offset == 0) stamp(role->log, INSTANT_ANNOUNCED, sequence, now_ns());
  if (code < 0) return code;
  if (role->mechanism->moves_descriptors && role->mechanism->obtain == NULL)
    receiver->fds_held += count; /* a push: ours from here on, whatever the header says */
  code = check_header(&receiver->message.header, sequence, offset, count);
  if (code < 0 || role->mechanism->obtain == NULL) return code;
  code = role->mechanism->obtain(&receiver->side, receiver->message.numbers, fds, count);
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

static int take_batch(struct receiver *receiver, uint32_t sequence) {
  const struct transfer_plan *plan = receiver->role->plan;
  for (uint32_t offset = 0; offset < plan->batch; offset += plan->chunk) {
    uint32_t left = plan->batch - offset;
    uint32_t count = left < plan->chunk ? left : plan->chunk;
    int code = plan->numbers == NUMBERS_KNOWN ? take_known(receiver, count)
                                              : take_announced(receiver, sequence, count);
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

static int obtain_transfer(struct receiver *receiver, uint32_t i) {
  const struct transfer_plan *plan = receiver->role->plan;
  struct sample_log *log = receiver->role->log;
  uint64_t cpu_before_ns = plan_is_paced(plan) ? thread_cpu_ns() : 0;
  int code = 0;
  if (plan->initiator == INITIATOR_RECEIVER)
    schedule_begin(&receiver->schedule, i);
  else if (plan->numbers == NUMBERS_KNOWN)
    stamp(log, INSTANT_START, i, now_ns());
  if (plan->meet == MEET_PATH && i == 0)
    code = connect_to_donor(receiver);
  else if (plan_is_paced(plan))
    code = meeting_send(receiver->side.channel, MESSAGE_READY, i);
  if (code < 0) return code;
  code = take_batch(receiver, i);
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

static int check_descriptions(struct receiver *receiver, bool last) {
  struct role *role = receiver->role;
  int code = oracle_check_descriptions(&role->oracle, receiver->fds);
  if (code != -EPERM && code != -ENOSYS && code != -EACCES) return code;
  /* The donor answers only where it listens: between paced transfers, and at the end. */
  if (!last && !plan_is_paced(role->plan)) return 0;
  return oracle_check_by_flags(&role->oracle, receiver->side.channel, receiver->fds);
}

/* Paced transfers are all looked at, since that lies outside their intervals. A streamed one has no
 * outside: there only the first and the last are looked at, the others counted. */
static int check_transfer(struct receiver *receiver, uint32_t i) {
  struct role *role = receiver->role;
  bool first = i == 0, last = i + 1 == plan_total(role->plan);
  role->oracle.received_count += receiver->fds_held;
  if (plan_is_streamed(role->plan) && !first && !last) return 0;
  oracle_check_identities(&role->oracle, receiver->fds);
  stamp(role->log, INSTANT_USED, i, now_ns());
  return first || last ? check_descriptions(receiver, last) : 0;
}

static void release_transfer(struct receiver *receiver) {
  const struct role *role = receiver->role;
  if (role->mechanism->moves_descriptors) close_all_consume(receiver->fds, receiver->fds_held);
  receiver->fds_held = 0;
  if (role->plan->pidfd_life == PIDFD_PER_TRANSFER && owns_pidfd(receiver))
    close_consume(&receiver->side.pidfd);
}

static int run_transfer(struct receiver *receiver, uint32_t i) {
  struct role *role = receiver->role;
  int code = obtain_transfer(receiver, i);
  if (code == 0 && role->mechanism->moves_descriptors) code = check_transfer(receiver, i);
  release_transfer(receiver);
  if (!plan_is_streamed(role->plan)) stamp(role->log, INSTANT_RELEASED, i, now_ns());
  return code;
}

static int run_transfers(struct receiver *receiver) {
  struct role *role = receiver->role;
  for (uint32_t i = 0; i < plan_total(role->plan); i++) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("transfer", -HANDOVER_INTERRUPTED);
    int code = run_transfer(receiver, i);
    if (code < 0) return code;
    role->transfers_done++;
    role->messages_done += role->plan->numbers == NUMBERS_KNOWN ? 0 : plan_messages(role->plan);
  }
  return 0;
}

static int receive(struct receiver *receiver) {
  struct role *role = receiver->role;
  if (role->plan->initiator == INITIATOR_RECEIVER)
    receiver->schedule = schedule_draw(role->plan, role->log);
  int code = meet(receiver);
  if (code < 0) return code;
  role->oracle.open_before = count_open_fds();
  struct usage before = usage_now();
  code = run_transfers(receiver);
  role->usage = usage_between(before, usage_now());
  if (code < 0) return code;
  role->oracle.open_after = count_open_fds() - receiver->opened_in_loop;
  if (!role->mechanism->moves_descriptors) role->oracle.method = ORACLE_NO_DESCRIPTORS;
  interruption_ignore_peer();
  code = meeting_send(receiver->side.channel, MESSAGE_BYE, 0);
  return code < 0 ? code : meeting_expect(receiver->side.channel, MESSAGE_BYE, 0);
}

int run_receiver(struct role *role) {
  struct receiver receiver = {
      .role = role,
      .side = {.plan = role->plan, .channel = role->channel, .pidfd = role->pidfd},
      .met = -1,
      .injected = injected_wait_prepare(role->plan->inject_ns)};
  role->oracle.open_after = -1;
  int code = receive(&receiver);
  /* If the donor was killed, its socket file is ours to remove. */
  if (code < 0 && receiver.donor.path[0] != '\0') unlink(receiver.donor.path);
  close_consume(&receiver.met);
  if (owns_pidfd(&receiver)) close_consume(&receiver.side.pidfd);
  free(receiver.fds);
  free(receiver.known_numbers);
  free(role->oracle.expected);
  role->oracle.expected = NULL;
  return code;
}
