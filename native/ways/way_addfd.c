/* SPDX-License-Identifier: Apache-2.0 */
/* A supervisor installs a descriptor while the receiver is inside a system call (seccomp_unotify(2),
 * SECCOMP_IOCTL_NOTIF_ADDFD). The receiver has a filter that hands one harmless call to its supervisor, the donor; what
 * the call returns is the number of the new descriptor. One descriptor a call, so a batch is as many calls. */
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../core/seccomp_supervisor.h"
#include "way_loop.h"

/* Nobody else in this process calls it, not the C library and no sanitizer (LeakSanitizer does call getppid). */
enum { ASKING_CALL = SYS_getsid };

/* After the fork: the donor must not be filtered. Our copy of the listener goes, so that a donor that ends is seen. */
static int be_supervised(struct way_side *receiver) {
  cleanup_close int listener = -1;
  int code = supervised_from_now(ASKING_CALL, &listener);
  if (code < 0) return code;
  struct message_header message = {.type = MESSAGE_ANNOUNCEMENT, .count = 1};
  return send_message(receiver->channel, &message, sizeof message, &listener, 1);
}

static int supervise(struct way_side *donor) {
  struct message_header message;
  struct supervisor *supervisor = calloc(1, sizeof *supervisor);
  if (supervisor == NULL) return failed_at("calloc", -ENOMEM);
  supervisor->listener = -1;
  donor->own = supervisor;
  int listener;
  int code = receive_exactly(donor->channel, &message, sizeof message, &listener, 1);
  if (code == 0) code = supervisor_open(supervisor, listener);
  supervisor->sends_at_once = !donor->way->as_older_kernel;
  return code < 0 ? code : way_open_descriptors(donor);
}

static bool goes_on(int code) {
  /* ENOENT: a signal took the receiver out of its call; it calls again. */
  return code == -ENOENT || (code == -EINTR && interruption_pending() == INTERRUPTION_NONE);
}

static int unless_interrupted(int code) { return code == -EINTR ? -HANDOVER_INTERRUPTED : code; }

static int answer_one(struct supervisor *supervisor, int fd) {
  for (;;) {
    int code = supervisor_receive(supervisor);
    if (code == 0) code = supervisor_give(supervisor, fd);
    if (code >= 0) return 0;
    if (!goes_on(code)) return unless_interrupted(code);
  }
}

static int give(struct way_side *donor, uint32_t sequence) {
  (void)sequence;
  for (uint32_t i = 0; i < donor->plan->batch; i++) {
    int code = answer_one(donor->own, donor->fds[i]);
    if (code < 0) return code;
  }
  return 0;
}

static int take(struct way_side *receiver, uint32_t sequence) {
  for (uint32_t i = 0; i < receiver->plan->batch; i++) {
    long number;
    do number = syscall(ASKING_CALL, sequence, i);
    while (number < 0 && errno == EINTR && interruption_pending() == INTERRUPTION_NONE);
    if (number >= 0) {
      receiver->fds[i] = (int)number;
      continue;
    }
    /* ENOSYS is what a call gets whose supervisor has gone. */
    if (errno == ENOSYS) return failed_at("supervised call", -HANDOVER_PEER_GONE);
    return failed_at("supervised call", unless_interrupted(-errno));
  }
  return 0;
}

static void end(struct way_side *side) {
  struct supervisor *supervisor = side->own;
  close_consume(&supervisor->listener);
  free(supervisor);
}

const struct way way_addfd = {
    .name = "addfd",
    .description = "a supervisor installs it while the receiver waits in a system call (seccomp)",
    .promises_close_on_exec = true,
    .receiver_begins = true,
    .run = way_run_pair,
    .receiver_prepare = be_supervised,
    .donor_prepare = supervise,
    .give = give,
    .take = take,
    .check = way_check_numbers,
    .release = way_close_numbers,
    .end = end,
};
