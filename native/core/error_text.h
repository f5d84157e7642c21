/* SPDX-License-Identifier: Apache-2.0 */
/* One place that names failures: the core returns 0 or a negative code, here it gets its words. */
#ifndef HANDOVER_ERROR_TEXT_H
#define HANDOVER_ERROR_TEXT_H

/* Failures that errno has no name for. They start above every errno (the kernel's MAX_ERRNO is
 * 4095), so that one negative int carries either. */
enum handover_error {
  HANDOVER_PEER_GONE = 4096,   /* the other end of the channel is closed */
  HANDOVER_INTERRUPTED,        /* a signal or the deadline asked this role to end */
  HANDOVER_DATA_TRUNCATED,     /* MSG_TRUNC: the message was longer than the buffer */
  HANDOVER_CONTROL_TRUNCATED,  /* MSG_CTRUNC: descriptors were lost on the way */
  HANDOVER_CONTROL_FOREIGN,    /* a control message that nobody asked for */
  HANDOVER_FDS_TOO_MANY,       /* more descriptors than asked for */
  HANDOVER_FDS_TOO_FEW,        /* fewer descriptors than asked for */
  HANDOVER_MESSAGE_UNEXPECTED, /* not the message that the protocol has at this place */
  HANDOVER_PLAN_DIFFERS,       /* donor and receiver were started with different plans */
  HANDOVER_NOT_FOUND,          /* no descriptor of the donor is the socket that was looked for */
  HANDOVER_REFUSED,            /* the other side of a safe transfer ended it, and said why */
  HANDOVER_UNACKNOWLEDGED,     /* everything was sent, but nobody said that it was taken */
  HANDOVER_IDENTITY_DIFFERS,   /* a descriptor is not the file that was announced */
  HANDOVER_SENDER_UNKNOWN,     /* the kernel does not say which process sent a message */
  HANDOVER_LOCK_AT_RISK,       /* the giver has a record lock that a closed duplicate would drop */
  HANDOVER_ERROR_END
};

/* Records which operation failed and passes the code on: `return failed_at("sendmsg", -errno);`.
 * Costs nothing on the path without errors. */
int failed_at(const char *operation, int code);

/* The operation that failed last in this thread, as a system call's name where it is one. */
const char *failed_operation(void);

/* "EPERM", "HANDOVER_PEER_GONE", …: a stable word for programs. */
const char *error_name(int code);

/* A sentence for people: what happened, likely why, and what to do next. */
const char *error_sentence(const char *operation, int code);

#endif
