/* SPDX-License-Identifier: Apache-2.0 */
/* Sends and receives descriptors; nothing that arrives is ever left lying about. */
#include "control_message.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/uio.h>

#include "error_text.h"
#include "interruption.h"
#include "owned_fd.h"

#ifndef SCM_PIDFD
#define SCM_PIDFD 0x04 /* Linux 6.5, unix(7): carries a descriptor that was installed for us */
#endif

#ifndef SCM_SECURITY
#define SCM_SECURITY 0x03 /* of whoever has SO_PASSSEC on: the sender's security context, a text */
#endif

/* Room for the most that the kernel can deliver in one message: 253 descriptors and the other
 * SCM types. With less room a surplus would show only as MSG_CTRUNC; with it we see, and close. */
enum { FOREIGN_ROOM = 512 };
union control_buffer {
  struct cmsghdr aligned;
  char bytes[CMSG_SPACE(SCM_MAX_FDS * sizeof(int)) + FOREIGN_ROOM];
};

static bool try_again(int error) {
  return error == EINTR && interruption_pending() == INTERRUPTION_NONE;
}

static int receive_error(int error) {
  if (error == EINTR) return failed_at("recvmsg", -HANDOVER_INTERRUPTED);
  if (error == ECONNRESET) return failed_at("recvmsg", -HANDOVER_PEER_GONE);
  return failed_at("recvmsg", -error);
}

static int send_error(int error) {
  if (error == EINTR) return failed_at("sendmsg", -HANDOVER_INTERRUPTED);
  if (error == EPIPE || error == ECONNRESET || error == ECONNREFUSED || error == ENOTCONN)
    return failed_at("sendmsg", -HANDOVER_PEER_GONE);
  return failed_at("sendmsg", -error);
}

int send_part(int channel, const void *data, size_t data_bytes, const int *fds, size_t fd_count,
              int flags, size_t *ret_sent) {
  /* Not initialised as a whole: the kernel reads only what msg_controllen covers. */
  union control_buffer control;
  if (fd_count > SCM_MAX_FDS) return failed_at("sendmsg", -EINVAL);
  struct iovec part = {.iov_base = (void *)data, .iov_len = data_bytes};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (fd_count > 0) {
    size_t fds_bytes = fd_count * sizeof(int);
    message.msg_control = control.bytes;
    message.msg_controllen = CMSG_SPACE(fds_bytes);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(fds_bytes);
    memcpy(CMSG_DATA(header), fds, fds_bytes);
  }
  ssize_t sent;
  do sent = sendmsg(channel, &message, flags | MSG_NOSIGNAL);
  while (sent < 0 && try_again(errno));
  if (sent < 0) return send_error(errno);
  *ret_sent = (size_t)sent;
  return 0;
}

int send_message(int channel, const void *data, size_t data_bytes, const int *fds,
                 size_t fd_count) {
  size_t sent = 0;
  int code = send_part(channel, data, data_bytes, fds, fd_count, 0, &sent);
  if (code < 0) return code;
  /* Only a STREAM can take a part, and only of a message longer than its buffer: ours never are. */
  return sent == data_bytes ? 0 : failed_at("sendmsg", -EMSGSIZE);
}

/* A pidfd that the kernel could not install comes as its negative errno (scm_pidfd_recv). */
static int pidfd_in(const struct cmsghdr *header) {
  if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_PIDFD) return -ENODATA;
  if (header->cmsg_len < CMSG_LEN(sizeof(int))) return -ENODATA;
  int pidfd;
  memcpy(&pidfd, CMSG_DATA(header), sizeof pidfd);
  return pidfd;
}

/* Closes what we cannot keep. SCM_RIGHTS and SCM_PIDFD carry descriptors, other types do not. */
static void close_foreign(const struct cmsghdr *header) {
  int pidfd = pidfd_in(header);
  close_consume(&pidfd);
}

/* Takes one of each; false when this one is not welcome. */
static bool take_sender(const struct cmsghdr *header, struct message_sender *sender) {
  if (sender == NULL || header->cmsg_level != SOL_SOCKET) return false;
  if (header->cmsg_type == SCM_SECURITY) return true; /* nothing that has to be closed */
  if (header->cmsg_type == SCM_PIDFD && sender->pidfd == -ENODATA) {
    sender->pidfd = pidfd_in(header);
    return true;
  }
  struct ucred credentials;
  if (header->cmsg_type != SCM_CREDENTIALS || sender->pid != 0) return false;
  if (header->cmsg_len < CMSG_LEN(sizeof credentials)) return false;
  memcpy(&credentials, CMSG_DATA(header), sizeof credentials);
  sender->pid = credentials.pid;
  return true;
}

static void take_rights(const struct cmsghdr *header, struct received *ret, bool *ret_overflow) {
  /* By cmsg_len, not by the buffer's size: padding would otherwise look like descriptors. */
  size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
  for (size_t i = 0; i < count; i++) {
    int fd;
    memcpy(&fd, CMSG_DATA(header) + i * sizeof fd, sizeof fd);
    if (ret->fd_count < SCM_MAX_FDS) {
      ret->fds[ret->fd_count++] = fd;
    } else {
      close_consume(&fd);
      *ret_overflow = true;
    }
  }
}

/* The kernel writes no other header; one that lies about its length is not believed, nor what lies behind it. */
static bool is_whole(const struct msghdr *message, const struct cmsghdr *header) {
  size_t before = (size_t)((const char *)header - (const char *)message->msg_control);
  return header->cmsg_len >= CMSG_LEN(0) && header->cmsg_len <= message->msg_controllen - before;
}

int take_from_control(struct msghdr *message, size_t fd_limit, struct received *ret,
                      struct message_sender *ret_sender) {
  size_t rights_messages = 0;
  bool foreign = false, overflow = false, torn = false;
  ret->fd_count = 0;
  if (ret_sender != NULL) *ret_sender = (struct message_sender){.pidfd = -ENODATA};
  for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header != NULL;
       header = CMSG_NXTHDR(message, header)) {
    torn = !is_whole(message, header);
    if (torn) break;
    if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
      rights_messages++;
      take_rights(header, ret, &overflow);
    } else if (!take_sender(header, ret_sender)) {
      foreign = true;
      close_foreign(header);
    }
  }
  int code = 0;
  if (torn || (message->msg_flags & MSG_CTRUNC) != 0)
    code = -HANDOVER_CONTROL_TRUNCATED;
  else if ((message->msg_flags & MSG_TRUNC) != 0)
    code = -HANDOVER_DATA_TRUNCATED;
  else if (foreign || rights_messages > 1)
    code = -HANDOVER_CONTROL_FOREIGN;
  else if (overflow || ret->fd_count > fd_limit)
    code = -HANDOVER_FDS_TOO_MANY;
  if (code == 0) return 0;
  close_all_consume(ret->fds, ret->fd_count);
  ret->fd_count = 0;
  if (ret_sender != NULL) close_consume(&ret_sender->pidfd);
  return failed_at("recvmsg", code);
}

int take_fds_from_control(struct msghdr *message, size_t fd_limit, struct received *ret) {
  return take_from_control(message, fd_limit, ret, NULL);
}

int receive_with_sender(int channel, void *data, size_t data_capacity, size_t fd_limit, int flags,
                        struct received *ret, struct message_sender *ret_sender) {
  union control_buffer control;
  struct iovec part = {.iov_base = data, .iov_len = data_capacity};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = sizeof control.bytes};
  ssize_t got;
  ret->data_bytes = 0;
  ret->fd_count = 0;
  if (ret_sender != NULL) *ret_sender = (struct message_sender){.pidfd = -ENODATA};
  do got = recvmsg(channel, &message, flags | MSG_CMSG_CLOEXEC);
  while (got < 0 && try_again(errno));
  if (got < 0) return receive_error(errno);
  ret->data_bytes = (size_t)got;
  return take_from_control(&message, fd_limit, ret, ret_sender);
}

int receive_at_most(int channel, void *data, size_t data_capacity, size_t fd_limit, int flags,
                    struct received *ret) {
  return receive_with_sender(channel, data, data_capacity, fd_limit, flags, ret, NULL);
}

int receive_exactly(int channel, void *data, size_t data_bytes, int *ret_fds, size_t fd_count) {
  size_t fds_held = 0, bytes_held = 0;
  int code = 0;
  while (code == 0 && bytes_held < data_bytes) {
    struct received got; /* 1 KiB, filled in only as far as it is used */
    code = receive_at_most(channel, (char *)data + bytes_held, data_bytes - bytes_held,
                           fd_count - fds_held, 0, &got);
    if (code < 0) break;
    if (got.fd_count > 0) memcpy(ret_fds + fds_held, got.fds, got.fd_count * sizeof(int));
    fds_held += got.fd_count;
    bytes_held += got.data_bytes;
    if (got.data_bytes == 0) code = failed_at("recvmsg", -HANDOVER_PEER_GONE);
  }
  if (code == 0 && fds_held < fd_count) code = failed_at("recvmsg", -HANDOVER_FDS_TOO_FEW);
  if (code < 0) close_all_consume(ret_fds, fds_held);
  return code;
}
