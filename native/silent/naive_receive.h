/* SPDX-License-Identifier: Apache-2.0 */
/* What a naive program does with a message that carries descriptors (steps/naive_message.h), and when it is told to end. */
#ifndef HANDOVER_NAIVE_RECEIVE_H
#define HANDOVER_NAIVE_RECEIVE_H

#include <stdbool.h>
#include <stddef.h>

struct naive_message {
  size_t data_bytes, fd_count;
  bool was_truncated; /* MSG_CTRUNC: for the record; the naive program does not look at it */
};

/* One recvmsg with room for fd_room descriptors; takes what it finds, without close-on-exec. */
int receive_naively(int channel, void *data, size_t data_room, int *ret_fds, size_t fd_room,
                    struct naive_message *ret);

#endif
