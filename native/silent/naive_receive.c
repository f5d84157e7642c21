/* SPDX-License-Identifier: Apache-2.0 */
/* recvmsg(2) as in many examples: no MSG_CMSG_CLOEXEC, MSG_CTRUNC is not looked at. */
#include "naive_receive.h"

#include <errno.h>
#include <string.h>

#include "../core/announcement.h"
#include "../core/error_text.h"
#include "../core/interruption.h"
#include "../steps/naive_message.h"

int receive_naively(int channel, void *data, size_t data_room, int *ret_fds, size_t fd_room,
                    struct naive_message *ret) {
  struct naive_received got;
  ssize_t bytes;
  *ret = (struct naive_message){0};
  if (fd_room > SCM_MAX_FDS) return failed_at("recvmsg", -EINVAL);
  do bytes = naive_receive(channel, data, data_room, naive_control_space(fd_room), 0, &got);
  while (bytes == -EINTR && interruption_pending() == INTERRUPTION_NONE);
  if (bytes < 0) return failed_at("recvmsg", bytes == -EINTR ? -HANDOVER_INTERRUPTED : (int)bytes);
  if (bytes == 0) return failed_at("recvmsg", -HANDOVER_PEER_GONE);
  ret->data_bytes = (size_t)bytes;
  ret->was_truncated = got.is_control_truncated;
  /* At most fd_room: the kernel may deliver one more than was asked for, where padding leaves room for it. */
  ret->fd_count = got.fd_count < fd_room ? got.fd_count : fd_room;
  memcpy(ret_fds, got.fds, ret->fd_count * sizeof(int));
  return 0;
}
