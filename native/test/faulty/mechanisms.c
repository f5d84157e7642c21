/* SPDX-License-Identifier: Apache-2.0 */
/* The list of mechanisms with one deliberate fault, put in the place of core/mechanisms.c to build a
 * helper that the oracle must catch. -DFAULT=FAULT_… chooses; FAULT_NONE is the control. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../core/control_message.h"
#include "../../core/mechanism.h"
#include "../../core/owned_fd.h"

enum fault {
  FAULT_NONE,
  FAULT_WRONG_DESCRIPTOR,
  FAULT_OTHER_DESCRIPTION, /* right inode, but opened anew: only kcmp or the flags can tell */
  FAULT_SWAPPED,
  FAULT_NO_CLOSE_ON_EXEC,
  FAULT_LEAK,
  FAULT_ONE_TOO_FEW,
};

#ifndef FAULT
#error "build with -DFAULT=FAULT_…"
#endif
static const enum fault fault = FAULT;

static void replace(int *fd, int other) {
  close_consume(fd);
  *fd = other;
}

static void reopen(int *fd) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", *fd);
  replace(fd, open(path, O_RDWR | O_CLOEXEC));
}

/* What goes wrong with descriptors that arrived well. */
static void spoil(int *fds, size_t count) {
  int first = fds[0];
  switch (fault) {
    case FAULT_WRONG_DESCRIPTOR: replace(&fds[0], memfd_create("wrong", MFD_CLOEXEC)); break;
    case FAULT_OTHER_DESCRIPTION: reopen(&fds[0]); break;
    case FAULT_SWAPPED:
      fds[0] = fds[count - 1];
      fds[count - 1] = first;
      break;
    case FAULT_NO_CLOSE_ON_EXEC: fcntl(fds[count - 1], F_SETFD, 0); break;
    case FAULT_LEAK: (void)fcntl(fds[0], F_DUPFD_CLOEXEC, 0); break;
    case FAULT_ONE_TOO_FEW:
    case FAULT_NONE: break;
  }
}

static int faulty_push_give(int channel, const struct announcement *message, size_t message_bytes,
                            const int *fds) {
  size_t count = message->header.count - (fault == FAULT_ONE_TOO_FEW ? 1 : 0);
  return send_message(channel, message, message_bytes, fds, count);
}

static int faulty_push_receive(int channel, struct announcement *ret_message, size_t message_bytes,
                               int *ret_fds, size_t count) {
  int code = mechanism_scm_rights.receive(channel, ret_message, message_bytes, ret_fds, count);
  if (code == 0) spoil(ret_fds, count);
  return code;
}

static int faulty_pull_obtain(struct receiver_side *receiver, const int32_t *numbers, int *ret_fds,
                              size_t count) {
  size_t pulled = count - (fault == FAULT_ONE_TOO_FEW ? 1 : 0);
  int code = mechanism_pidfd_getfd.obtain(receiver, numbers, ret_fds, pulled);
  if (code == 0 && pulled == count) spoil(ret_fds, count);
  return code;
}

static const struct mechanism faulty_push = {
    .name = "scm_rights",
    .description = "push with a fault",
    .moves_descriptors = true,
    .uses_pidfd = false,
    .give = faulty_push_give,
    .receive = faulty_push_receive,
};

static const struct mechanism faulty_pull = {
    .name = "pidfd_getfd",
    .description = "pull with a fault",
    .moves_descriptors = true,
    .uses_pidfd = true,
    .give = give_message_only,
    .receive = receive_message_only,
    .obtain = faulty_pull_obtain,
};

const struct mechanism *const mechanisms[] = {&mechanism_message_only, &faulty_push, &faulty_pull,
                                              NULL};

const struct mechanism *mechanism_find(const char *name) {
  for (size_t i = 0; mechanisms[i] != NULL; i++)
    if (strcmp(mechanisms[i]->name, name) == 0) return mechanisms[i];
  return NULL;
}
