/* SPDX-License-Identifier: Apache-2.0 */
/* A supervisor installs a descriptor while the receiver is inside a system call (seccomp_unotify(2),
 * SECCOMP_IOCTL_NOTIF_ADDFD). The receiver has a filter that hands one harmless call to its supervisor, the donor; what
 * the call returns is the number of the new descriptor. One descriptor a call, so a batch is as many calls. */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "way_loop.h"

#ifndef SECCOMP_IOCTL_NOTIF_ADDFD /* Linux 5.9 */
struct seccomp_notif_addfd {
  __u64 id;
  __u32 flags;
  __u32 srcfd;
  __u32 newfd;
  __u32 newfd_flags;
};
#define SECCOMP_IOCTL_NOTIF_ADDFD SECCOMP_IOW(3, struct seccomp_notif_addfd)
#endif
#ifndef SECCOMP_ADDFD_FLAG_SEND
#define SECCOMP_ADDFD_FLAG_SEND (1UL << 1) /* Linux 5.14: adds and answers in one step */
#endif

/* Nobody else in this process calls it, not the C library and no sanitizer (LeakSanitizer does call getppid). */
enum { ASKING_CALL = SYS_getsid };

/* The kernel's structures may be longer than those of our headers: it says how long (SECCOMP_GET_NOTIF_SIZES). */
enum { ROOM_BYTES = 512 };

struct supervisor {
  int listener;
  bool sends_at_once; /* SECCOMP_ADDFD_FLAG_SEND */
  size_t notification_bytes;
  union {
    struct seccomp_notif notification;
    char room[ROOM_BYTES];
  };
};

static int install_filter(int *ret_listener) {
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ASKING_CALL, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof steps / sizeof steps[0], .filter = steps};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
    return failed_at("prctl(PR_SET_NO_NEW_PRIVS)", -errno);
  long listener =
      syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
  if (listener < 0) return failed_at("seccomp", -errno);
  *ret_listener = (int)listener;
  return 0;
}

/* After the fork: the donor must not be filtered. Our copy of the listener goes, so that a donor that ends is seen. */
static int be_supervised(struct way_side *receiver) {
  cleanup_close int listener = -1;
  int code = install_filter(&listener);
  if (code < 0) return code;
  struct message_header message = {.type = MESSAGE_ANNOUNCEMENT, .count = 1};
  return send_message(receiver->channel, &message, sizeof message, &listener, 1);
}

static int supervise(struct way_side *donor) {
  struct message_header message;
  struct seccomp_notif_sizes sizes;
  struct supervisor *supervisor = calloc(1, sizeof *supervisor);
  if (supervisor == NULL) return failed_at("calloc", -ENOMEM);
  supervisor->listener = -1;
  supervisor->sends_at_once = !donor->way->as_older_kernel;
  donor->own = supervisor;
  if (syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes) < 0)
    return failed_at("seccomp", -errno);
  supervisor->notification_bytes = sizes.seccomp_notif;
  if (sizes.seccomp_notif > ROOM_BYTES) return failed_at("seccomp", -EINVAL);
  int code = receive_exactly(donor->channel, &message, sizeof message, &supervisor->listener, 1);
  return code < 0 ? code : way_open_descriptors(donor);
}

static bool goes_on(int error) {
  /* ENOENT: a signal took the receiver out of its call; it calls again. */
  return error == ENOENT || (error == EINTR && interruption_pending() == INTERRUPTION_NONE);
}

static int ioctl_failed(const char *operation, int error) {
  return failed_at(operation, error == EINTR ? -HANDOVER_INTERRUPTED : -error);
}

/* Linux 5.9 … 5.13: the answer is a step of its own. */
static int add_and_answer(const struct supervisor *supervisor, struct seccomp_notif_addfd *add) {
  add->flags = 0;
  int number = ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_ADDFD, add);
  if (number < 0) return -1;
  struct {
    struct seccomp_notif_resp response;
    char room[ROOM_BYTES];
  } answer = {.response = {.id = add->id, .val = number}};
  return ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

static int install(struct supervisor *supervisor, int fd) {
  struct seccomp_notif_addfd add = {.id = supervisor->notification.id,
                                    .flags = SECCOMP_ADDFD_FLAG_SEND,
                                    .srcfd = (__u32)fd,
                                    .newfd_flags = O_CLOEXEC};
  if (supervisor->sends_at_once) {
    if (ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &add) >= 0) return 0;
    if (errno != EINVAL) return -1;
    supervisor->sends_at_once = false;
  }
  return add_and_answer(supervisor, &add);
}

static int answer_one(struct supervisor *supervisor, int fd) {
  for (;;) {
    /* The kernel refuses one that is not all zero. */
    memset(supervisor->room, 0, supervisor->notification_bytes);
    if (ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_RECV, &supervisor->notification) < 0) {
      if (goes_on(errno)) continue;
      return ioctl_failed("ioctl(SECCOMP_IOCTL_NOTIF_RECV)", errno);
    }
    if (install(supervisor, fd) >= 0) return 0;
    if (!goes_on(errno)) return ioctl_failed("ioctl(SECCOMP_IOCTL_NOTIF_ADDFD)", errno);
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
    return ioctl_failed("supervised call", errno);
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
