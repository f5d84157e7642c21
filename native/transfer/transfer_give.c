/* SPDX-License-Identifier: Apache-2.0 */
/* The giver: answers the taker, one chunk for each acknowledgement, so that little is in flight. */
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "../core/error_text.h"
#include "transfer_identity.h"
#include "transfer_talk.h"

struct giving {
  struct talk talk;
  const struct held_fds *held;
  unsigned mechanisms;
  struct transfer_report *report;
  size_t given; /* in all chunks that were sent */
  struct talk_message message;
};

enum { GIVING_GOES_ON = 0, GIVING_IS_OVER = 1 };

static int give_chunk(struct giving *giving) {
  size_t first = giving->given, left = giving->held->count - first;
  size_t count = left < CHUNK_MAX ? left : CHUNK_MAX;
  const int *fds = giving->held->fds + first;
  struct talk_chunk *chunk = &giving->message.body.chunk;
  chunk->total = (uint32_t)giving->held->count;
  chunk->count = (uint32_t)count;
  for (size_t i = 0; i < count; i++) {
    int code = identity_of(fds[i], &chunk->identities[i]);
    if (code < 0) return code;
  }
  bool pushed = giving->report->mechanism == TRANSFER_PUSH;
  int code = talk_say(&giving->talk, &giving->message, TALK_CHUNK, (uint32_t)first, fds,
                      pushed ? count : 0);
  if (code < 0) return code;
  giving->given = first + count;
  giving->report->messages++;
  return GIVING_GOES_ON;
}

/* Also in the middle of a transfer: then the taker has given up the former one, and closed what it had. */
static int begin(struct giving *giving) {
  const struct talk_request request = giving->message.body.request;
  giving->talk.token = giving->message.header.token;
  giving->given = 0;
  giving->report->messages = 0;
  if (request.mechanism != TRANSFER_PUSH && request.mechanism != TRANSFER_PULL)
    return failed_at("safe transfer", -HANDOVER_MESSAGE_UNEXPECTED);
  if ((request.mechanism & giving->mechanisms) == 0) return failed_at("safe transfer", -EOPNOTSUPP);
  if (request.fd_limit < giving->held->count)
    return failed_at("safe transfer", -HANDOVER_FDS_TOO_MANY);
  giving->report->mechanism = (enum transfer_mechanism)request.mechanism;
  return give_chunk(giving);
}

static int answer(struct giving *giving) {
  const struct talk_header *header = &giving->message.header;
  if (header->type == TALK_REQUEST) return begin(giving);
  if (header->type == TALK_REFUSE) return talk_refused(&giving->message, giving->report);
  if (header->type != TALK_ACKNOWLEDGE || giving->given == 0 || header->first != giving->given)
    return failed_at("safe transfer", -HANDOVER_MESSAGE_UNEXPECTED);
  return giving->given == giving->held->count ? GIVING_IS_OVER : give_chunk(giving);
}

static int give_to_the_end(struct giving *giving) {
  int code = GIVING_GOES_ON;
  while (code == GIVING_GOES_ON) {
    struct talk_attached attached;
    code = talk_hear(&giving->talk, &giving->message, 0, &attached);
    if (code < 0) break;
    talk_close_attached(&attached);
    code = answer(giving);
  }
  return code;
}

/* The taker is told before anything is released: it looks once more after its last pull. */
static int tell_failure(struct giving *giving, int code) {
  bool nobody_answers =
      code == -ETIMEDOUT || code == -HANDOVER_PEER_GONE || code == -HANDOVER_INTERRUPTED;
  if (code == -HANDOVER_REFUSED) return code;
  /* Nobody has asked, so there is nobody to be told. */
  if (nobody_answers && giving->talk.token == 0) return code;
  if (code != -HANDOVER_PEER_GONE) talk_refuse(&giving->talk, code);
  return nobody_answers && giving->given == giving->held->count
             ? failed_at("safe transfer", -HANDOVER_UNACKNOWLEDGED)
             : code;
}

int give_held(int channel, const struct held_fds *held, const struct give_plan *plan,
              struct transfer_report *ret) {
  *ret = (struct transfer_report){0};
  const unsigned all = TRANSFER_PUSH | TRANSFER_PULL;
  if ((plan->mechanisms & all) == 0 || (plan->mechanisms & ~all) != 0)
    return failed_at("mechanisms", -EINVAL);
  struct giving giving;
  int code = talk_begin(&giving.talk, channel, plan->deadline_ms);
  if (code < 0) return code;
  giving.held = held;
  giving.mechanisms = plan->mechanisms;
  giving.report = ret;
  giving.given = 0;
  code = give_to_the_end(&giving);
  if (code < 0) return tell_failure(&giving, code);
  ret->count = held->count;
  return 0;
}

int give_fds(int channel, const int *fds, size_t count, const struct give_plan *plan,
             struct transfer_report *ret) {
  *ret = (struct transfer_report){0};
  struct held_fds held;
  int code = hold_fds(fds, count, &held);
  if (code < 0) return code;
  code = give_held(channel, &held, plan, ret);
  release_held(&held);
  return code;
}
