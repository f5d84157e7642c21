/* SPDX-License-Identifier: Apache-2.0 */
/* A program that knows no better. It is not careless with its own lock: the message is sent under it. What it does not know
 * is what happens after that. */
#include "../core/announcement.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/pidfd.h"
#include "carrier.h"
#include "naive_receive.h"

/* Numbers and their count, with the descriptors or without. */
static int send_numbers(const struct giving *giving, const int *fds, size_t fd_count) {
  struct announcement message = {.header = {.type = MESSAGE_ANNOUNCEMENT,
                                            .sequence = giving->sequence,
                                            .count = (uint32_t)giving->count}};
  for (size_t i = 0; i < giving->count; i++) message.numbers[i] = giving->fds[i];
  size_t bytes = sizeof message.header + giving->count * sizeof message.numbers[0];
  return send_message(giving->channel, &message, bytes, fds, fd_count);
}

static int push_numbers(struct giving *giving) {
  return send_numbers(giving, giving->fds, giving->count);
}

static int announce_numbers(struct giving *giving) { return send_numbers(giving, NULL, 0); }

static int receive_numbers(struct taking *taking, struct announcement *ret) {
  struct naive_message got;
  int code = receive_naively(taking->channel, ret, sizeof *ret, taking->fds, taking->room, &got);
  if (code < 0) return code;
  taking->count = got.fd_count;
  taking->was_truncated = got.was_truncated;
  /* It trusts its peer. We do not, but for another reason: a fault of ours would be counted as a loss. */
  bool is_expected = ret->header.type == MESSAGE_ANNOUNCEMENT && ret->header.count <= taking->room;
  return is_expected ? 0 : failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
}

static int take_pushed(struct taking *taking) {
  struct announcement message;
  return receive_numbers(taking, &message);
}

/* Whatever fails is left out: a program that goes on with what it got. */
static int pull_numbers(struct taking *taking) {
  struct announcement message;
  int code = receive_numbers(taking, &message);
  if (code < 0) return code;
  for (taking->count = 0; taking->count < message.header.count; taking->count++) {
    int fd = pidfd_get_fd(taking->pidfd, message.numbers[taking->count]);
    taking->fds[taking->count] = fd < 0 ? -1 : fd;
  }
  return 0;
}

const struct carrier naive_push = {
    .care = "naive", .mechanism = "scm_rights", .pick = push_numbers, .take = take_pushed};

const struct carrier naive_pull = {.care = "naive",
                                   .mechanism = "pidfd_getfd",
                                   .pulls = true,
                                   .pick = announce_numbers,
                                   .take = pull_numbers};
