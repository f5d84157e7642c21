/* SPDX-License-Identifier: Apache-2.0 */
/* The one door for control messages (cmsg(3), unix(7)). Nothing else in the project touches a
 * cmsghdr, but what shows how others do it (native/steps). What comes in is checked,
 * close-on-exec, and either handed over or closed. */
#ifndef HANDOVER_CONTROL_MESSAGE_H
#define HANDOVER_CONTROL_MESSAGE_H

#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "announcement.h"

/* Sends one message with fd_count (0..SCM_MAX_FDS) borrowed descriptors attached. On a STREAM
 * channel data_bytes must be at least 1: the kernel drops descriptors without a byte to ride on.
 * Returns 0 or a negative code (-EAGAIN when a non-blocking channel is full, -ETOOMANYREFS,
 * -EPERM from SO_PASSRIGHTS=0, HANDOVER_PEER_GONE, …). A message is sent whole or not at all. */
int send_message(int channel, const void *data, size_t data_bytes, const int *fds, size_t fd_count);

/* The same, but takes what fits: a STREAM may take a part of the data, and with it all the descriptors; *ret_sent says
 * how much. flags: 0 or SEND_NON_BLOCKING. */
int send_part(int channel, const void *data, size_t data_bytes, const int *fds, size_t fd_count,
              int flags, size_t *ret_sent);

struct received {
  size_t data_bytes;
  size_t fd_count;
  int fds[SCM_MAX_FDS];
};

enum { RECEIVE_NON_BLOCKING = MSG_DONTWAIT, SEND_NON_BLOCKING = MSG_DONTWAIT };

/* Who sent a message, by the kernel's word and not the sender's. */
struct message_sender {
  /* SCM_PIDFD (SO_PASSPIDFD, Linux 6.5), owned. -ENODATA: none came; another code: it could not be installed. */
  int pidfd;
  /* SCM_CREDENTIALS (SO_PASSCRED), in the caller's pid namespace. 0: none came, or not visible from here. */
  pid_t pid;
};

/* Receives one message of at most data_capacity bytes with at most fd_limit descriptors, which the
 * caller then owns. On any error nothing stays open. data_bytes 0 with no error means end of file
 * (or an empty datagram). flags: 0 or RECEIVE_NON_BLOCKING. */
int receive_at_most(int channel, void *data, size_t data_capacity, size_t fd_limit, int flags,
                    struct received *ret);

/* The same for a caller who asked the kernel for the sender, or whose channel may have been asked by somebody else: one
 * SCM_PIDFD and one SCM_CREDENTIALS are welcome, and SCM_SECURITY is passed over. On any error ret_sender owns nothing. */
int receive_with_sender(int channel, void *data, size_t data_capacity, size_t fd_limit, int flags,
                        struct received *ret, struct message_sender *ret_sender);

/* Receives exactly data_bytes and exactly fd_count descriptors into ret_fds. Anything else is an
 * error, after which nothing that arrived stays open. On a STREAM channel it reads on until the
 * message is whole. */
int receive_exactly(int channel, void *data, size_t data_bytes, int *ret_fds, size_t fd_count);

/* The check itself, for one msghdr that recvmsg(2) has filled in: takes up to fd_limit descriptors
 * out of its control messages, or closes all of them and returns the reason. Apart from recvmsg so
 * that forged headers can be put to it. */
int take_fds_from_control(struct msghdr *message, size_t fd_limit, struct received *ret);
int take_from_control(struct msghdr *message, size_t fd_limit, struct received *ret,
                      struct message_sender *ret_sender);

#endif
