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
  if (code == 0 && plan_is_found(role->plan))
    code = meeting_receive_address(role->channel, &receiver->listens_at);
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
  /* One that is stopped, or replaces its program, cannot be asked: without kcmp this cannot be checked here. */
  if (role->plan->donor_state != DONOR_RUNNING) return failed_at("kcmp", code);
  return oracle_check_by_flags(&role->oracle, receiver->side.channel, receiver->fds);
}

/* Paced transfers are all looked at, since that lies outside their intervals. A streamed one has no
 * outside: there only the first and the last transfer are looked at, the others counted. */
static int check_transfer(struct receiver *receiver, uint32_t i, bool last) {
  struct role *role = receiver->role;
  bool first = role->oracle.received_count == 0;
  role->oracle.received_count += receiver->fds_held;
  if (plan_is_streamed(role->plan) && !first && !last) return 0;
  oracle_check_identities(&role->oracle, receiver->fds);
  stamp(role->log, INSTANT_USED, i, now_ns());
  return first || last ? check_descriptions(receiver, last) : 0;
}

/* Counted one by one: what was installed must have been closed. */
static void close_held(struct receiver *receiver) {
  for (uint32_t i = 0; i < receiver->fds_held; i++) {
    receiver->role->closed_count += close(receiver->fds[i]) == 0;
    receiver->fds[i] = -1;
  }
}

static void release_transfer(struct receiver *receiver, uint32_t i) {
  const struct role *role = receiver->role;
  bool held = receiver->fds_held > 0;
  if (role->mechanism->moves_descriptors) close_held(receiver);
  receiver->fds_held = 0;
  if (role->plan->pidfd_life == PIDFD_PER_TRANSFER && receiver_owns_pidfd(receiver))
    close_consume(&receiver->side.pidfd);
  if (held && !plan_is_streamed(role->plan)) stamp(role->log, INSTANT_RELEASED, i, now_ns());
}

static int run_transfer(struct receiver *receiver, uint32_t i, bool last) {
  struct role *role = receiver->role;
  int code = receiver_obtain(receiver, i);
  bool held = receiver->fds_held > 0; /* else it was given up */
  if (code == 0 && held && role->mechanism->moves_descriptors)
    code = check_transfer(receiver, i, last);
  release_transfer(receiver, i);
  if (code == 0 && held && role->plan->numbers == NUMBERS_ANNOUNCED)
    role->messages_done += plan_messages(role->plan);
  return code;
}

/* The last by number, or, once one was recorded, by time. */
static bool is_last(struct receiver *receiver, uint32_t i) {
  const struct transfer_plan *plan = receiver->role->plan;
  if (i + 1 == plan_total(plan)) return true;
  if (plan->for_ms == 0) return false;
  uint64_t now = now_ns();
  if (receiver->ends_ns == 0) receiver->ends_ns = now + (uint64_t)plan->for_ms * 1000000;
  return i > plan->warmup && now >= receiver->ends_ns;
}

static int run_transfers(struct receiver *receiver) {
  struct role *role = receiver->role;
  bool last = false;
  for (uint32_t i = 0; !last; i++) {
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("transfer", -HANDOVER_INTERRUPTED);
    last = is_last(receiver, i);
    int code = run_transfer(receiver, i, last);
    if (code < 0) return code;
    role->transfers_done++;
  }
  return 0;
}

/* All that share the barrier begin together: each says that it is there, and waits for a word of its own, which says when
 * all of them end. */
static int pass_barrier(struct receiver *receiver) {
  int barrier = receiver->role->barrier;
  if (barrier < 0) return 0;
  char here = 1;
  uint64_t ends_ns;
  if (write(barrier, &here, 1) != 1) return failed_at("write(barrier)", -errno);
  ssize_t got;
  do got = read(barrier, &ends_ns, sizeof ends_ns);
  while (got < 0 && errno == EINTR && interruption_pending() == INTERRUPTION_NONE);
  if (got < 0 && errno == ECONNRESET)
    got = 0; /* bytes that nobody read: whoever held the barrier has gone */
  if (got < 0) return failed_at("read(barrier)", -errno);
  if (got != sizeof ends_ns) return failed_at("read(barrier)", -HANDOVER_PEER_GONE);
  receiver->ends_ns = ends_ns;
  return 0;
}

/* A donor that is stopped runs again on every path: it could not even be told to end. */
static int run_patiently(struct receiver *receiver) {
  const struct transfer_plan *plan = receiver->role->plan;
  bool stopped = plan->donor_state == DONOR_STOPPED;
  int code = patience_begin(receiver);
  int donor = -1;
  if (code == 0 && stopped) code = donor_stop(receiver->donor.pid, &donor);
  if (code == 0) code = run_transfers(receiver);
  int resumed = donor >= 0 ? donor_resume(&donor) : 0;
  if (code == 0) code = resumed;
  return code < 0 ? code : patience_end(receiver);
}

static int receive(struct receiver *receiver) {
  struct role *role = receiver->role;
  if (role->plan->initiator == INITIATOR_RECEIVER)
    receiver->schedule = schedule_draw(role->plan, role->log);
  int code = meet(receiver);
  if (code == 0) code = pass_barrier(receiver);
  if (code < 0) return code;
  role->oracle.open_before = count_open_fds();
  struct usage before = usage_now();
  code = run_patiently(receiver);
  role->usage = usage_between(before, usage_now());
  if (code < 0) return code;
  role->oracle.open_after = count_open_fds() - receiver->opened_in_loop;
  bool nothing_held = role->lost == role->transfers_done;
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
  /* If the donor was killed, its socket file is ours to remove; nothing else that it may have named. */
  if (code < 0 && role->plan->meet == MEET_PATH) channel_remove_file(receiver.donor.path);
  /* An answer that nobody expected may have brought some. */
  if (receiver.fds != NULL && role->mechanism->moves_descriptors)
    close_all_consume(receiver.fds, receiver.fds_held);
  close_consume(&receiver.met);
  if (receiver_owns_pidfd(&receiver)) close_consume(&receiver.side.pidfd);
  free(receiver.fds);
  free(receiver.known_numbers);
  free(role->oracle.expected);
  role->oracle.expected = NULL;
  return code;
}
