/* SPDX-License-Identifier: Apache-2.0 */
/* Record locks of the giver: a file with one is refused, and the lock is still there. */
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "tests.h"
#include "transfer_in_test.h"

static int set_lock(int fd, int command, short type) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_len = 1};
  return fcntl(fd, command, &lock);
}

/* Whose lock is in the way of somebody who wants to write? 0: nobody's. */
static pid_t owner_of_lock(int fd) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  ASSERT_INT(fcntl(fd, F_OFD_GETLK, &lock), ==, 0);
  return lock.l_type == F_UNLCK ? 0 : lock.l_pid;
}

static void hold_and_release(int fd, int code) {
  struct held_fds held;
  const int fds[2] = {fd, fd};
  ASSERT_INT(hold_fds(fds, 2, &held), ==, code);
  if (code == 0) release_held(&held);
}

TEST(a_file_with_a_record_lock_is_refused) {
  int fd = memory_file(1);
  hold_and_release(fd, 0);
  ASSERT_INT(set_lock(fd, F_SETLK, F_WRLCK), ==, 0);
  hold_and_release(fd, -HANDOVER_LOCK_AT_RISK);
  ASSERT_INT(owner_of_lock(fd), ==, getpid());
  ASSERT_INT(set_lock(fd, F_SETLK, F_UNLCK), ==, 0);
  hold_and_release(fd, 0);
  close_consume(&fd);
}

TEST(also_where_another_process_has_one_before_it) {
  int fd = memory_file(1), ends[2];
  char byte;
  ASSERT_INT(pipe2(ends, O_CLOEXEC), ==, 0);
  pid_t other = fork();
  ASSERT_INT(other, >=, 0);
  if (other == 0) {
    if (set_lock(fd, F_SETLK, F_RDLCK) < 0 || write(ends[1], "", 1) != 1) _exit(1);
    for (;;) pause();
  }
  close_consume(&ends[1]);
  ASSERT_INT(read(ends[0], &byte, 1), ==, 1);
  close_consume(&ends[0]);
  hold_and_release(fd, 0);
  ASSERT_INT(set_lock(fd, F_SETLK, F_RDLCK), ==, 0);
  ASSERT_INT(owner_of_lock(fd), ==, other);
  hold_and_release(fd, -HANDOVER_LOCK_AT_RISK);
  ASSERT_INT(kill(other, SIGKILL), ==, 0);
  ASSERT_INT(waitpid(other, NULL, 0), ==, other);
  ASSERT_INT(owner_of_lock(fd), ==, getpid());
  close_consume(&fd);
}

TEST(locks_of_the_description_do_not_matter) {
  int fd = memory_file(1);
  ASSERT_INT(set_lock(fd, F_OFD_SETLK, F_WRLCK), ==, 0);
  ASSERT_INT(flock(fd, LOCK_EX), ==, 0);
  hold_and_release(fd, 0);
  close_consume(&fd);
}

static const struct test tests[] = {
    PASSES(a_file_with_a_record_lock_is_refused),
    PASSES(also_where_another_process_has_one_before_it),
    PASSES(locks_of_the_description_do_not_matter),
    SUITE_END,
};

const struct test_suite transfer_locks_suite = {"transfer_locks", tests};
