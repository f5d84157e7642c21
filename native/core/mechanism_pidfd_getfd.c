/* SPDX-License-Identifier: Apache-2.0 */
/* Pull: the message only names the numbers, the receiver duplicates each of them out of the donor
 * (pidfd_getfd(2)). One call a descriptor: the call has no form for many. */
#include "error_text.h"
#include "mechanism.h"
#include "owned_fd.h"
#include "pidfd.h"

int receiver_open_pidfd(struct receiver_side *receiver) {
  if (receiver->pidfd >= 0) return 0;
  int pidfd;
  if (receiver->plan->pidfd_source == PIDFD_FROM_PEER) {
    pidfd = pidfd_of_peer(receiver->channel);
  } else {
    /* A channel that was met at a path knows who listens there; an inherited pair knows only who
     * made it, so there the donor's own word (in its HELLO) has to do. */
    pid_t donor = receiver->donor_pid;
    int code = receiver->plan->meet == MEET_PATH ? pid_of_peer(receiver->channel, &donor) : 0;
    pidfd = code < 0 ? code : pidfd_open_process(donor, 0);
  }
  if (pidfd < 0) return pidfd;
  receiver->pidfd = pidfd;
  return 0;
}

static int obtain(struct receiver_side *receiver, const int32_t *numbers, int *ret_fds,
                  size_t count) {
  int code = receiver_open_pidfd(receiver);
  if (code < 0) return code;
  for (size_t i = 0; i < count; i++) {
    int fd = pidfd_get_fd(receiver->pidfd, numbers[i]);
    if (fd < 0) {
      close_all_consume(ret_fds, i);
      return fd;
    }
    ret_fds[i] = fd;
  }
  return 0;
}

const struct mechanism mechanism_pidfd_getfd = {
    .name = "pidfd_getfd",
    .description = "pull: numbers announced, descriptors duplicated out of the donor",
    .moves_descriptors = true,
    .uses_pidfd = true,
    .give = give_message_only,
    .receive = receive_message_only,
    .obtain = obtain,
};
