/* SPDX-License-Identifier: Apache-2.0 */
/* The bare calls, as a program makes them that knows its peer: one message, and by pull one call for each number. What
 * the safe transfer costs is set beside these; they have its interval. */
#include <errno.h>
#include <stdlib.h>

#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "way_loop.h"

struct announced {
  struct message_header header;
  int32_t numbers[WAY_BATCH_MAX];
};

/* Both send the same bytes: what differs is what carries the descriptors. */
static int announce(struct way_side *donor, uint32_t sequence, size_t pushed) {
  uint32_t batch = donor->plan->batch;
  struct announced message = {
      .header = {.type = MESSAGE_ANNOUNCEMENT, .sequence = sequence, .count = batch}};
  for (uint32_t i = 0; i < batch; i++) message.numbers[i] = donor->fds[i];
  return send_message(donor->channel, &message, sizeof message, donor->fds, pushed);
}

static int push(struct way_side *donor, uint32_t sequence) {
  return announce(donor, sequence, donor->plan->batch);
}

static int say_numbers(struct way_side *donor, uint32_t sequence) {
  return announce(donor, sequence, 0);
}

static int receive_pushed(struct way_side *receiver, uint32_t sequence) {
  (void)sequence;
  struct announced message;
  return receive_exactly(receiver->channel, &message, sizeof message, receiver->fds,
                         receiver->plan->batch);
}

static int open_donor(struct way_side *receiver) {
  int *pidfd = malloc(sizeof *pidfd);
  if (pidfd == NULL) return failed_at("malloc", -ENOMEM);
  *pidfd = pidfd_open_process(receiver->oracle->donor_pid, 0);
  receiver->own = pidfd;
  return *pidfd < 0 ? *pidfd : 0;
}

static void close_donor(struct way_side *receiver) {
  close_consume(receiver->own);
  free(receiver->own);
}

static int pull(struct way_side *receiver, uint32_t sequence) {
  (void)sequence;
  const int *pidfd = receiver->own;
  struct announced message;
  int code = receive_exactly(receiver->channel, &message, sizeof message, NULL, 0);
  for (uint32_t i = 0; i < receiver->plan->batch && code == 0; i++) {
    receiver->fds[i] = pidfd_get_fd(*pidfd, message.numbers[i]);
    if (receiver->fds[i] < 0) code = receiver->fds[i];
  }
  return code;
}

const struct way way_bare_push = {
    .name = "bare_push",
    .description = "one message with the descriptors attached (SCM_RIGHTS), and no more",
    .promises_close_on_exec = true,
    .run = way_run_pair,
    .donor_prepare = way_open_descriptors,
    .give = push,
    .take = receive_pushed,
    .check = way_check_numbers,
    .release = way_close_numbers,
};

const struct way way_bare_pull = {
    .name = "bare_pull",
    .description = "one message with the numbers, then pidfd_getfd of each, and no more",
    .promises_close_on_exec = true,
    .run = way_run_pair,
    .receiver_prepare = open_donor,
    .donor_prepare = way_open_descriptors,
    .give = say_numbers,
    .take = pull,
    .check = way_check_numbers,
    .release = way_close_numbers,
    .end = close_donor,
};
