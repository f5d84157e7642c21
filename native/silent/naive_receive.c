/* SPDX-License-Identifier: Apache-2.0 */
/* recvmsg(2) as in many examples: no MSG_CMSG_CLOEXEC, MSG_CTRUNC is not looked at. */
#include "naive_receive.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "../core/announcement.h"
#include "../core/error_text.h"
#include "../core/interruption.h"

union naive_control {
  struct cmsghdr aligned;
  char bytes[CMSG_SPACE(SCM_MAX_FDS * sizeof(int))];
};

/* At most fd_room: the kernel may deliver one more than was asked for, where padding leaves room for it. */
static void take_rights(struct msghdr *message, int *ret_fds, size_t fd_room,
                        struct naive_message *ret) {
  struct cmsghdr *header = CMSG_FIRSTHDR(message);
  if (header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) return;
  ret->fd_count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
  if (ret->fd_count > fd_room) ret->fd_count = fd_room;
  memcpy(ret_fds, CMSG_DATA(header), ret->fd_count * sizeof(int));
}

int receive_naively(int channel, void *data, size_t data_room, int *ret_fds, size_t fd_room,
                    struct naive_message *ret) {
  union naive_control control;
  if (fd_room > SCM_MAX_FDS) return failed_at("recvmsg", -EINVAL);
  struct iovec part = {.iov_base = data, .iov_len = data_room};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = CMSG_SPACE(fd_room * sizeof(int))};
  *ret = (struct naive_message){0};
  ssize_t got;
  do got = recvmsg(channel, &message, 0);
  while (got < 0 && errno == EINTR && interruption_pending() == INTERRUPTION_NONE);
  if (got < 0) return failed_at("recvmsg", errno == EINTR ? -HANDOVER_INTERRUPTED : -errno);
  if (got == 0) return failed_at("recvmsg", -HANDOVER_PEER_GONE);
  ret->data_bytes = (size_t)got;
  ret->was_truncated = (message.msg_flags & MSG_CTRUNC) != 0;
  take_rights(&message, ret_fds, fd_room, ret);
  return 0;
}
