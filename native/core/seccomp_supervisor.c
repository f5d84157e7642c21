/* SPDX-License-Identifier: Apache-2.0 */
/* The ioctls of a notification descriptor; for headers older than the kernel also their numbers. */
#include "seccomp_supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "error_text.h"

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

int supervised_from_now(int call, int *ret_listener) {
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (__u32)call, 0, 1),
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

int supervisor_open(struct supervisor *supervisor, int listener) {
  struct seccomp_notif_sizes sizes;
  supervisor->listener = listener;
  supervisor->sends_at_once = true;
  if (syscall(SYS_seccomp, SECCOMP_GET_NOTIF_SIZES, 0, &sizes) < 0)
    return failed_at("seccomp", -errno);
  supervisor->notification_bytes = sizes.seccomp_notif;
  return sizes.seccomp_notif > NOTIFICATION_ROOM_BYTES ? failed_at("seccomp", -EINVAL) : 0;
}

int supervisor_receive(struct supervisor *supervisor) {
  /* The kernel refuses one that is not all zero. */
  memset(supervisor->room, 0, supervisor->notification_bytes);
  return ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_RECV, &supervisor->notification) < 0
             ? failed_at("ioctl(SECCOMP_IOCTL_NOTIF_RECV)", -errno)
             : 0;
}

int supervisor_still_waits(const struct supervisor *supervisor) {
  __u64 id = supervisor->notification.id;
  return ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &id) < 0
             ? failed_at("ioctl(SECCOMP_IOCTL_NOTIF_ID_VALID)", -errno)
             : 0;
}

int supervisor_answer(const struct supervisor *supervisor, long long value) {
  struct {
    struct seccomp_notif_resp response;
    char room[NOTIFICATION_ROOM_BYTES];
  } answer = {.response = {.id = supervisor->notification.id, .val = value}};
  return ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_SEND, &answer) < 0
             ? failed_at("ioctl(SECCOMP_IOCTL_NOTIF_SEND)", -errno)
             : 0;
}

int supervisor_give(struct supervisor *supervisor, int fd) {
  struct seccomp_notif_addfd add = {.id = supervisor->notification.id,
                                    .flags = SECCOMP_ADDFD_FLAG_SEND,
                                    .srcfd = (__u32)fd,
                                    .newfd_flags = O_CLOEXEC};
  if (supervisor->sends_at_once) {
    int number = ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &add);
    if (number >= 0) return number;
    if (errno != EINVAL) return failed_at("ioctl(SECCOMP_IOCTL_NOTIF_ADDFD)", -errno);
    supervisor->sends_at_once = false;
  }
  /* Linux 5.9 … 5.13: the answer is a step of its own. */
  add.flags = 0;
  int number = ioctl(supervisor->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &add);
  if (number < 0) return failed_at("ioctl(SECCOMP_IOCTL_NOTIF_ADDFD)", -errno);
  int code = supervisor_answer(supervisor, number);
  return code < 0 ? code : number;
}
