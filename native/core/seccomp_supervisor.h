/* SPDX-License-Identifier: Apache-2.0 */
/* The one door for seccomp user notification (seccomp_unotify(2)): a process hands one of its system calls to a
 * supervisor, which looks at it, may install a descriptor in the caller, and says what the call returns. Linux 5.0; with
 * descriptors 5.9. Functions return 0 (or what they say) or -errno. */
#ifndef HANDOVER_SECCOMP_SUPERVISOR_H
#define HANDOVER_SECCOMP_SUPERVISOR_H

#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>

/* The kernel's structures may be longer than those of our headers: it says how long (SECCOMP_GET_NOTIF_SIZES). */
enum { NOTIFICATION_ROOM_BYTES = 512 };

struct supervisor {
  int listener;
  bool sends_at_once; /* SECCOMP_ADDFD_FLAG_SEND, Linux 5.14; found out by trying */
  size_t notification_bytes;
  union {
    struct seccomp_notif notification; /* the last that was received */
    char room[NOTIFICATION_ROOM_BYTES];
  };
};

/* From now on the calling thread's `call` waits for a supervisor; for good, and without new privileges. */
int supervised_from_now(int call, int *ret_listener);

/* Takes the listener. */
int supervisor_open(struct supervisor *supervisor, int listener);

/* Waits for a call. ENOENT: a signal took the caller out of it. */
int supervisor_receive(struct supervisor *supervisor);

/* Is the caller of the last notification still in its call? If not, its pid may mean another by now. */
int supervisor_still_waits(const struct supervisor *supervisor);

/* Installs a duplicate of fd in the caller, close-on-exec, and lets its call return the number, as this does. */
int supervisor_give(struct supervisor *supervisor, int fd);

/* Lets the call return a value. */
int supervisor_answer(const struct supervisor *supervisor, long long value);

#endif
