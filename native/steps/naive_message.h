/* SPDX-License-Identifier: Apache-2.0 */
/* Messages as programs write them that know no better, with every choice of the call open. For steps and for counting
 * what is lost that way; whoever wants to receive descriptors uses control_message.h. */
#ifndef HANDOVER_NAIVE_MESSAGE_H
#define HANDOVER_NAIVE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { NAIVE_FDS_MAX = 512 };

/* sendmsg(2) with up to NAIVE_FDS_MAX descriptors in one control message. What it returns, or -errno. */
ssize_t naive_send(int channel, const void *data, size_t bytes, const int *fds, size_t fd_count,
                   int flags);

struct naive_received {
  ssize_t bytes;
  int fds[NAIVE_FDS_MAX];
  size_t fd_count;
  bool is_control_truncated; /* MSG_CTRUNC, which a naive program does not look at */
  bool is_data_truncated;
};

/* recvmsg(2) with control_bytes of room for control messages; takes what arrived, in full or not. Bytes, or -errno. */
ssize_t naive_receive(int channel, void *data, size_t capacity, size_t control_bytes, int flags,
                      struct naive_received *ret);

/* What CMSG_SPACE says for so many descriptors, padding and all. */
size_t naive_control_space(size_t fd_count);

#endif
