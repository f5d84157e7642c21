/* SPDX-License-Identifier: Apache-2.0 */
/* sendmsg(2) and recvmsg(2) without any care. */
#include "naive_message.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

union naive_buffer {
  struct cmsghdr aligned;
  char bytes[CMSG_SPACE(NAIVE_FDS_MAX * sizeof(int))];
};

size_t naive_control_space(size_t fd_count) { return CMSG_SPACE(fd_count * sizeof(int)); }

ssize_t naive_send(int channel, const void *data, size_t bytes, const int *fds, size_t fd_count,
                   int flags) {
  union naive_buffer control;
  struct iovec part = {.iov_base = (void *)data, .iov_len = bytes};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (fd_count > NAIVE_FDS_MAX) return -EINVAL;
  if (fd_count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = control.bytes;
    message.msg_controllen = CMSG_SPACE(fd_count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(fd_count * sizeof(int));
    memcpy(CMSG_DATA(header), fds, fd_count * sizeof(int));
  }
  ssize_t sent = sendmsg(channel, &message, flags | MSG_NOSIGNAL);
  return sent < 0 ? -errno : sent;
}

ssize_t naive_receive(int channel, void *data, size_t capacity, size_t control_bytes, int flags,
                      struct naive_received *ret) {
  union naive_buffer control;
  struct iovec part = {.iov_base = data, .iov_len = capacity};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (control_bytes > sizeof control.bytes) return -EINVAL;
  message.msg_control = control_bytes == 0 ? NULL : control.bytes;
  message.msg_controllen = control_bytes;
  memset(ret, 0, sizeof *ret);
  ret->bytes = recvmsg(channel, &message, flags);
  if (ret->bytes < 0) return -errno;
  ret->is_control_truncated = (message.msg_flags & MSG_CTRUNC) != 0;
  ret->is_data_truncated = (message.msg_flags & MSG_TRUNC) != 0;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header != NULL;
       header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count && ret->fd_count < NAIVE_FDS_MAX; i++)
      memcpy(&ret->fds[ret->fd_count++], CMSG_DATA(header) + i * sizeof(int), sizeof(int));
  }
  return ret->bytes;
}
