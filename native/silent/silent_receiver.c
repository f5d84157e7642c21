/* SPDX-License-Identifier: Apache-2.0 */
/* Asks, takes, and looks at what it has got. */
#include <errno.h>

#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/interruption.h"
#include "../core/meeting.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "../core/random.h"
#include "occupied.h"
#include "silent_sides.h"

enum { TRANSFER_DEADLINE_MS = 5000 };

struct receiver {
  struct silent_side *side;
  struct taking taking;
  struct occupied occupied;
  uint64_t random;
};

static int squeeze(struct receiver *receiver) {
  int32_t free_max = receiver->side->plan->free_max;
  if (free_max < 0) return 0;
  uint32_t free_slots = (uint32_t)(next_random(&receiver->random) % ((uint64_t)free_max + 1));
  return occupied_leave_free(&receiver->occupied, free_slots);
}

/* What came has come after it was written down what was meant. */
static struct receiver_account account_for(const struct receiver *receiver, uint32_t sequence,
                                           int code) {
  const struct taking *taking = &receiver->taking;
  const struct silent_memory *memory = receiver->side->memory;
  if (code < 0) return (struct receiver_account){.failed = 1};
  struct receiver_account account =
      judge_received(taking->fds, taking->count, memory->serials, memory->accounts[sequence].meant);
  account.was_truncated = taking->was_truncated;
  return account;
}

static int take_one(struct receiver *receiver, uint32_t sequence,
                    struct receiver_account *account) {
  const struct silent_side *side = receiver->side;
  struct taking *taking = &receiver->taking;
  int code = squeeze(receiver);
  if (code == 0) code = meeting_send(side->talk, MESSAGE_READY, sequence);
  if (code < 0) return code;
  taking->count = 0;
  taking->was_truncated = false;
  code = side->plan->carrier->take(taking);
  *account = account_for(receiver, sequence, code);
  close_all_consume(taking->fds, taking->count);
  if (code == -HANDOVER_PEER_GONE) return code;
  return interruption_pending() == INTERRUPTION_NONE ? 0
                                                     : failed_at("transfer", -HANDOVER_INTERRUPTED);
}

/* Where nobody may pull, a naive program would lose everything, always: that is no rate. */
static int prove_that_pulling_works(const struct receiver *receiver) {
  int fd = pidfd_get_fd(receiver->taking.pidfd, receiver->side->talk);
  if (fd < 0 && fd != -EBADF) return fd;
  close_consume(&fd);
  return 0;
}

static int take_all(struct receiver *receiver, struct receiver_account *accounts,
                    struct silent_report *report) {
  const struct silent_plan *plan = receiver->side->plan;
  int code = 0;
  if (plan->free_max >= 0) code = occupied_begin(&receiver->occupied, (uint32_t)plan->free_max);
  for (uint32_t i = 0; code == 0 && i < plan->transfers; i++) {
    code = take_one(receiver, i, &accounts[i]);
    if (code == 0) report->transfers_done++;
  }
  occupied_end(&receiver->occupied);
  return code;
}

int silent_receiver(struct silent_side *side, pid_t donor, struct receiver_account *accounts,
                    struct silent_report *report) {
  struct receiver receiver = {.side = side,
                              .taking = {.channel = side->channel,
                                         .pidfd = -1,
                                         .deadline_ms = TRANSFER_DEADLINE_MS,
                                         .room = side->plan->batch_max},
                              .random = side->plan->seed + 2};
  int code = meeting_expect(side->talk, MESSAGE_READY, 0);
  if (code < 0) return code;
  if (side->plan->carrier->pulls) {
    receiver.taking.pidfd = pidfd_open_process(donor, 0);
    if (receiver.taking.pidfd < 0) return receiver.taking.pidfd;
    code = prove_that_pulling_works(&receiver);
  }
  if (code == 0) {
    int open_before = count_open_fds();
    code = take_all(&receiver, accounts, report);
    report->receiver_leaked = count_open_fds() - open_before;
  }
  close_consume(&receiver.taking.pidfd);
  if (code < 0) return code;
  interruption_ignore_peer();
  return meeting_send(side->talk, MESSAGE_BYE, 0);
}
