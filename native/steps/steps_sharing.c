/* SPDX-License-Identifier: Apache-2.0 */
/* Steps about what is shared with a descriptor and what is not, and about who may pull it. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "step.h"

static int play_dup_to(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  long number;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED || !word_number(words[2], &number)) return STEP_MISUSED;
  int copy = dup3(fd, (int)number, O_CLOEXEC);
  if (copy < 0) return -errno;
  answer_number(ret, "fd", copy);
  return player_keep(player, words[3], copy) < 0 ? STEP_MISUSED : 0;
}

/* Which of many pulls failed, and which brought something else than `NAME`, by its inode. */
static int play_pull_times(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  long number, times = option_number(count, words, "times", 100, &misused), failed = 0, wrong = 0;
  struct fd_identity expected, seen;
  int pidfd = player_find(player, words[1]), own = player_find(player, words[3]);
  if (pidfd == STEP_MISUSED || own == STEP_MISUSED || misused || !word_number(words[2], &number))
    return STEP_MISUSED;
  int code = fd_identify(own, 0, &expected);
  for (long i = 0; code == 0 && i < times; i++) {
    cleanup_close int fd = pidfd_get_fd(pidfd, (int)number);
    if (fd < 0)
      failed++;
    else if (fd_identify(fd, 0, &seen) < 0 || memcmp(&seen, &expected, sizeof seen) != 0)
      wrong++;
  }
  answer_number(ret, "failed", failed);
  answer_number(ret, "wrong", wrong);
  return code;
}

static int play_record_lock(struct player *player, int count, char **words, struct answer *ret) {
  (void)ret;
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  int operation = option_flag(count, words, "description") ? F_OFD_SETLK : F_SETLK;
  return fcntl(fd, operation, &whole) < 0 ? -errno : 0;
}

static int play_name_sender(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  int one = 1, channel = player_find(player, words[1]);
  if (channel == STEP_MISUSED) return STEP_MISUSED;
  return setsockopt(channel, SOL_SOCKET, SO_PASSCRED, &one, sizeof one) < 0 ? -errno : 0;
}

static int play_receive_named(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  char byte[64];
  union {
    struct cmsghdr aligned;
    char bytes[CMSG_SPACE(sizeof(struct ucred))];
  } control;
  struct iovec part = {.iov_base = byte, .iov_len = sizeof byte};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = sizeof control.bytes};
  int channel = player_find(player, words[1]);
  if (channel == STEP_MISUSED) return STEP_MISUSED;
  ssize_t bytes = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
  if (bytes < 0) return -errno;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_CREDENTIALS) {
    struct ucred sender;
    memcpy(&sender, CMSG_DATA(header), sizeof sender);
    answer_number(ret, "pid", sender.pid);
  }
  return (int)bytes;
}

const struct step sharing_steps[] = {
    {"dup-to", "NAME NUMBER NEW", "dup3(2): the same description under this number", 3, 3,
     play_dup_to},
    {"pull-times", "PIDFD NUMBER NAME [times=N]",
     "pulls and closes again and again, and compares with NAME", 3, 4, play_pull_times},
    {"record-lock", "NAME [description]", "F_SETLK (or F_OFD_SETLK): the whole file, to write", 1,
     2, play_record_lock},
    {"name-sender", "CHANNEL", "SO_PASSCRED: the kernel names the sender of each message", 1, 1,
     play_name_sender},
    {"receive-named", "CHANNEL", "one recvmsg(2), and who sent it (SCM_CREDENTIALS)", 1, 1,
     play_receive_named},
    {NULL, NULL, NULL, 0, 0, NULL},
};
