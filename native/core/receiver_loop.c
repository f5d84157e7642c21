/* SPDX-License-Identifier: Apache-2.0 */
/* The receiver's life: meets the donor, obtains descriptors again and again, checks and closes them, says good-bye. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "error_text.h"
#include "fd_facts.h"
#include "interruption.h"
#include "owned_fd.h"
#include "patience.h"
#include "stopped_donor.h"

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

static int check_descriptions(struct receiver *receiver, bool last) {
  struct role *role = receiver->role;
  int code = oracle_check_descriptions(&role->oracle, receiver->fds);
  if (code != -EPERM && code != -ENOSYS && code != -EACCES) return code;
  /* The donor answers only where it listens: between paced transfers, and at the end. */
  if (!last && !plan_is_paced(role->plan)) return 0;
  return oracle_check_by_flags(&role->oracle, receiver->side.channel, receiver->fds);
}

/* Paced transfers are all looked at, since that lies outside their intervals. A streamed one has no
 * outside: there only the first and the last transfer are looked at, the others counted. */
static int check_transfer(struct receiver *receiver, uint32_t i) {
  struct role *role = receiver->role;
  bool first = role->oracle.received_count == 0, last = i + 1 == plan_total(role->plan);
  role->oracle.received_count += receiver->fds_held;
  if (plan_is_streamed(role->plan) && !first && !last) return 0;
  oracle_check_identities(&role->oracle, receiver->fds);
  stamp(role->log, INSTANT_USED, i, now_ns());
  return first || last ? check_descriptions(receiver, last) : 0;
}

static void release_transfer(struct receiver *receiver, uint32_t i) {
  const struct role *role = receiver->role;
  bool held = receiver->fds_held > 0;
  if (role->mechanism->moves_descriptors) close_all_consume(receiver->fds, receiver->fds_held);
  receiver->fds_held = 0;
  if (role->plan->pidfd_life == PIDFD_PER_TRANSFER && receiver_owns_pidfd(receiver))
    close_consume(&receiver->side.pidfd);
  if (held && !plan_is_streamed(role->plan)) stamp(role->log, INSTANT_RELEASED, i, now_ns());
}

static int run_transfer(struct receiver *receiver, uint32_t i) {
  struct role *role = receiver->role;
  int code = receiver_obtain(receiver, i);
  bool held = receiver->fds_held > 0; /* else it was given up */
  if (code == 0 && held && role->mechanism->moves_descriptors) code = check_transfer(receiver, i);
  release_transfer(receiver, i);
  if (code == 0 && held && role->plan->numbers != NUMBERS_KNOWN)
    role->messages_done += plan_messages(role->plan);
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
  }
  return 0;
}

/* All that share the barrier begin together: each says that it is there, and waits for a byte of its own. */
static int pass_barrier(int barrier) {
  if (barrier < 0) return 0;
  char byte = 1;
  if (write(barrier, &byte, 1) != 1) return failed_at("write(barrier)", -errno);
  ssize_t got;
  do got = read(barrier, &byte, 1);
  while (got < 0 && errno == EINTR && interruption_pending() == INTERRUPTION_NONE);
  if (got == 1) return 0;
  if (got < 0 && errno == ECONNRESET)
    got = 0; /* bytes that nobody read: whoever held the barrier has gone */
  return failed_at("read(barrier)", got < 0 ? -errno : -HANDOVER_PEER_GONE);
}

/* A donor that is stopped runs again on every path: it could not even be told to end. */
static int run_patiently(struct receiver *receiver) {
  const struct transfer_plan *plan = receiver->role->plan;
  bool stopped = plan->donor_state == DONOR_STOPPED;
  int code = patience_begin(receiver);
  if (code == 0 && stopped) code = donor_stop(receiver->donor.pid);
  if (code == 0) code = run_transfers(receiver);
  int resumed = stopped ? donor_resume(receiver->donor.pid) : 0;
  if (code == 0) code = resumed;
  return code < 0 ? code : patience_end(receiver);
}

static int receive(struct receiver *receiver) {
  struct role *role = receiver->role;
  if (role->plan->initiator == INITIATOR_RECEIVER)
    receiver->schedule = schedule_draw(role->plan, role->log);
  int code = meet(receiver);
  if (code == 0) code = pass_barrier(role->barrier);
  if (code < 0) return code;
  role->oracle.open_before = count_open_fds();
  struct usage before = usage_now();
  code = run_patiently(receiver);
  role->usage = usage_between(before, usage_now());
  if (code < 0) return code;
  role->oracle.open_after = count_open_fds() - receiver->opened_in_loop;
  bool nothing_held = role->lost == plan_total(role->plan);
  if (!role->mechanism->moves_descriptors || nothing_held)
    role->oracle.method = ORACLE_NO_DESCRIPTORS;
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
  if (receiver_owns_pidfd(&receiver)) close_consume(&receiver.side.pidfd);
  free(receiver.fds);
  free(receiver.known_numbers);
  free(role->oracle.expected);
  role->oracle.expected = NULL;
  return code;
}
