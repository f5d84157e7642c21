/* SPDX-License-Identifier: Apache-2.0 */
/* A store of descriptors, as systemd's (sd_notify(3), FDSTORE=1): they were pushed to a broker before, and whoever needs
 * them asks it. The other process is the broker; this one opens the descriptors, pushes them, lets its own go, and is
 * then the receiver that asks. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/fd_kinds.h"
#include "../core/meeting.h"
#include "../core/owned_fd.h"
#include "way_loop.h"

/* What was pushed, until the broker is known to hold it. */
struct pushed {
  int fds[WAY_BATCH_MAX];
};

static int push(struct way_side *receiver) {
  uint32_t batch = receiver->plan->batch;
  struct pushed *pushed = calloc(1, sizeof *pushed);
  if (pushed == NULL) return failed_at("calloc", -ENOMEM);
  for (uint32_t i = 0; i < WAY_BATCH_MAX; i++) pushed->fds[i] = -1;
  receiver->own = pushed;
  int code = fd_kind_open_many(fd_kind_find(receiver->plan->kind), batch, pushed->fds,
                               receiver->companions);
  struct message_header message = {.type = MESSAGE_ANNOUNCEMENT, .count = batch};
  return code < 0 ? code
                  : send_message(receiver->channel, &message, sizeof message, pushed->fds, batch);
}

static int store(struct way_side *broker) {
  struct message_header message;
  return receive_exactly(broker->channel, &message, sizeof message, broker->fds,
                         broker->plan->batch);
}

/* 1 when the broker's is the one that was pushed; by its inode where kcmp is refused. */
static int is_stored(const struct way_side *receiver, int fd, const struct fd_identity *stored) {
  int same = fds_are_same_by_kcmp(getpid(), fd, receiver->oracle->donor_pid, (int)stored->number);
  if (same != -EPERM && same != -ENOSYS && same != -EACCES) return same == 1;
  struct fd_identity own;
  if (fd_identify(fd, fd, &own) < 0) return 0;
  return own.device == stored->device && own.inode == stored->inode;
}

/* From here on the broker alone holds them. */
static int let_go(struct way_side *receiver) {
  struct pushed *pushed = receiver->own;
  struct oracle *oracle = receiver->oracle;
  for (uint32_t i = 0; i < oracle->batch; i++)
    if (!is_stored(receiver, pushed->fds[i], &oracle->expected[i])) oracle->wrong_description++;
  close_all_consume(pushed->fds, WAY_BATCH_MAX);
  return 0;
}

static int answer(struct way_side *broker, uint32_t sequence) {
  int code = meeting_expect(broker->channel, MESSAGE_READY, sequence);
  if (code < 0) return code;
  uint32_t batch = broker->plan->batch;
  struct message_header message = {
      .type = MESSAGE_ANNOUNCEMENT, .sequence = sequence, .count = batch};
  return send_message(broker->channel, &message, sizeof message, broker->fds, batch);
}

static int ask(struct way_side *receiver, uint32_t sequence) {
  struct message_header message;
  int code = meeting_send(receiver->channel, MESSAGE_READY, sequence);
  if (code < 0) return code;
  return receive_exactly(receiver->channel, &message, sizeof message, receiver->fds,
                         receiver->plan->batch);
}

static void end(struct way_side *side) {
  struct pushed *pushed = side->own;
  close_all_consume(pushed->fds, WAY_BATCH_MAX);
  free(pushed);
}

const struct way way_broker = {
    .name = "broker",
    .description =
        "a broker keeps descriptors that were pushed to it, and pushes them on when asked",
    .promises_close_on_exec = true,
    .receiver_begins = true,
    .run = way_run_pair,
    .receiver_prepare = push,
    .donor_prepare = store,
    .receiver_confirm = let_go,
    .give = answer,
    .take = ask,
    .check = way_check_numbers,
    .release = way_close_numbers,
    .end = end,
};
