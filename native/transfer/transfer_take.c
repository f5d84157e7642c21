/* SPDX-License-Identifier: Apache-2.0 */
/* The taker: asks, checks every chunk and every descriptor, acknowledges what it holds; or closes all of it and says why. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/random.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "../core/pull_cause.h"
#include "../core/pull_facts.h"
#include "transfer_identity.h"
#include "transfer_sender.h"
#include "transfer_talk.h"

struct taking {
  struct talk talk;
  struct sender_question question;
  const struct take_plan *plan;
  struct transfer_report *report;
  int *fds;
  size_t held;       /* of fds: checked or not, to be closed if this ends badly */
  size_t total;      /* 0: not said yet */
  bool acknowledged; /* all of them */
  bool
      is_complete; /* all are held and checked, and are what the giver meant: it need not hear so */
  struct talk_message message;
  struct talk_attached attached;
};

static int request(struct taking *taking) {
  /* Never 0, which is the token of one that has heard no request. */
  while (taking->talk.token == 0)
    if (getrandom(&taking->talk.token, sizeof taking->talk.token, 0) < 0 && errno != EINTR)
      return failed_at("getrandom", -errno);
  taking->message.body.request = (struct talk_request){
      .mechanism = taking->plan->mechanism, .fd_limit = (uint32_t)taking->plan->fd_limit};
  return talk_say(&taking->talk, &taking->message, TALK_REQUEST, 0, NULL, 0);
}

static int check_counts(struct taking *taking) {
  const struct talk_chunk *chunk = &taking->message.body.chunk;
  if (taking->total == 0) {
    if (chunk->total > taking->plan->fd_limit)
      return failed_at("safe transfer", -HANDOVER_FDS_TOO_MANY);
    taking->total = chunk->total;
  }
  if (chunk->total != taking->total || taking->message.header.first != taking->held ||
      chunk->count == 0 || chunk->count > taking->total - taking->held)
    return failed_at("safe transfer", -HANDOVER_MESSAGE_UNEXPECTED);
  size_t wanted = taking->plan->mechanism == TRANSFER_PUSH ? chunk->count : 0;
  if (taking->attached.fd_count > wanted) return failed_at("recvmsg", -HANDOVER_FDS_TOO_MANY);
  if (taking->attached.fd_count < wanted) return failed_at("recvmsg", -HANDOVER_FDS_TOO_FEW);
  return 0;
}

/* Not by errno alone: the report says what would have to be different. */
static int explain_refusal(struct taking *taking, int pidfd, int number, int code) {
  const char *operation = failed_operation();
  struct pull_facts facts;
  collect_pull_facts(-1, pidfd, number, &facts);
  taking->report->cause = (int)pull_cause_of(&facts);
  return failed_at(operation, code);
}

/* From the process that sent this very message. */
static int pull_chunk(struct taking *taking) {
  const struct talk_chunk *chunk = &taking->message.body.chunk;
  cleanup_close int pidfd = sender_pidfd_take(&taking->attached.sender);
  if (pidfd < 0) return pidfd;
  for (size_t i = 0; i < chunk->count; i++) {
    int number = chunk->identities[i].number;
    int fd = pidfd_get_fd(pidfd, number);
    if (fd < 0) return explain_refusal(taking, pidfd, number, fd);
    taking->fds[taking->held++] = fd;
  }
  return 0;
}

static void keep_pushed(struct taking *taking) {
  struct talk_attached *attached = &taking->attached;
  memcpy(taking->fds + taking->held, attached->fds, attached->fd_count * sizeof(int));
  taking->held += attached->fd_count;
  attached->fd_count = 0;
}

static int move_above_stderr(int *fd) {
  if (*fd >= TRANSFER_LOWEST_FD) return 0;
  int moved = fcntl(*fd, F_DUPFD_CLOEXEC, TRANSFER_LOWEST_FD);
  if (moved < 0) return failed_at("fcntl(F_DUPFD_CLOEXEC)", -errno);
  close_consume(fd);
  *fd = moved;
  return 0;
}

static int take_chunk(struct taking *taking) {
  size_t first = taking->held;
  int code = check_counts(taking);
  if (code < 0) return code;
  if (taking->plan->mechanism == TRANSFER_PUSH)
    keep_pushed(taking);
  else
    code = pull_chunk(taking);
  const struct talk_identity *announced = taking->message.body.chunk.identities;
  for (size_t i = first; i < taking->held && code == 0; i++) {
    code = identity_check(taking->fds[i], &announced[i - first]);
    if (code == 0) code = move_above_stderr(&taking->fds[i]);
  }
  if (code < 0) return code;
  taking->report->messages++;
  /* The giver says nothing now, unless it has given up: then its numbers may have been used again before they were
   * pulled, and what it says is heard instead of being answered. What was pushed is the right one in any case. */
  bool is_interrupted = talk_is_interrupted(&taking->talk);
  taking->is_complete = taking->held == taking->total &&
                        (!is_interrupted || taking->plan->mechanism == TRANSFER_PUSH);
  if (is_interrupted) return 0;
  /* What the application is sent after the last one should not name its sender. */
  if (taking->held == taking->total) sender_ask_no_more(&taking->question);
  code =
      talk_say(&taking->talk, &taking->message, TALK_ACKNOWLEDGE, (uint32_t)taking->held, NULL, 0);
  taking->acknowledged = code == 0 && taking->held == taking->total;
  return code;
}

static int take_to_the_end(struct taking *taking) {
  int code = request(taking);
  while (code == 0 && !taking->acknowledged) {
    code = talk_hear(&taking->talk, &taking->message, CHUNK_MAX, &taking->attached);
    if (code < 0) break;
    if (taking->message.header.type == TALK_CHUNK)
      code = take_chunk(taking);
    else if (taking->message.header.type == TALK_REFUSE)
      code = talk_refused(&taking->message, taking->report);
    else
      code = failed_at("safe transfer", -HANDOVER_MESSAGE_UNEXPECTED);
    talk_close_attached(&taking->attached);
  }
  return code;
}

/* Closes first: who is told that it failed may rely on that nothing is held any more. */
static int give_up(struct taking *taking, int code) {
  close_all_consume(taking->fds, taking->held);
  bool nobody_to_tell = code == -HANDOVER_REFUSED || code == -HANDOVER_PEER_GONE;
  return nobody_to_tell ? code : talk_refuse(&taking->talk, code);
}

int take_fds(int channel, int *ret_fds, const struct take_plan *plan, struct transfer_report *ret) {
  *ret = (struct transfer_report){.mechanism = plan->mechanism};
  if (plan->mechanism != TRANSFER_PUSH && plan->mechanism != TRANSFER_PULL)
    return failed_at("mechanism", -EINVAL);
  if (plan->fd_limit < 1 || plan->fd_limit > TRANSFER_FDS_MAX)
    return failed_at("limit of descriptors", -EINVAL);
  struct taking taking;
  int code = talk_begin(&taking.talk, channel, plan->deadline_ms);
  if (code < 0) return code;
  taking.plan = plan;
  taking.report = ret;
  taking.fds = ret_fds;
  taking.held = taking.total = 0;
  taking.acknowledged = taking.is_complete = false;
  taking.question = (struct sender_question){0};
  if (plan->mechanism == TRANSFER_PULL) code = sender_ask(channel, &taking.question);
  if (code < 0) return code;
  code = take_to_the_end(&taking);
  sender_ask_no_more(&taking.question);
  /* It has not refused, it has ended: to close these might close them everywhere. */
  ret->unacknowledged = code == -HANDOVER_PEER_GONE && taking.is_complete;
  if (code < 0 && !ret->unacknowledged) return give_up(&taking, code);
  ret->count = taking.held;
  return 0;
}
