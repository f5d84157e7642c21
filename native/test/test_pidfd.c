/* SPDX-License-Identifier: Apache-2.0 */
/* pidfd calls against a real second process, alive, dead and reaped. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "tests.h"

/* A donor that waits with the same descriptors as ours. */
static pid_t start_donor(int *ret_pidfd) {
  pid_t donor = fork_with_pidfd(ret_pidfd);
  if (donor == -ENOSYS || donor == -EPERM) test_skip("clone3 is refused or missing here");
  ASSERT_INT(donor, >=, 0);
  if (donor == 0) {
    for (;;) pause();
  }
  return donor;
}

static void end_donor(pid_t donor, int pidfd) {
  ASSERT_INT(pidfd_send(pidfd, SIGKILL), ==, 0);
  ASSERT_INT(waitpid(donor, NULL, 0), ==, donor);
}

static int pull_or_skip(int pidfd, int number) {
  int fd = pidfd_get_fd(pidfd, number);
  if (fd == -EPERM) test_skip("pidfd_getfd is refused here (ptrace rules or a seccomp filter)");
  if (fd == -ENOSYS) test_skip("pidfd_getfd needs Linux 5.6");
  return fd;
}

TEST(a_pulled_descriptor_is_the_same_and_close_on_exec) {
  int fd = memfd_create("test", MFD_CLOEXEC), pidfd;
  pid_t donor = start_donor(&pidfd);
  int got = pull_or_skip(pidfd, fd);
  ASSERT_INT(got, >=, 0);
  ASSERT_INT(fds_are_same(fd, got), ==, 1);
  ASSERT_INT(fd_is_close_on_exec(got), ==, 1);
  end_donor(donor, pidfd);
  close_consume(&got);
  close_consume(&pidfd);
  close_consume(&fd);
}

TEST(a_pidfd_by_number_is_as_good_and_close_on_exec) {
  int from_clone;
  pid_t donor = start_donor(&from_clone);
  int by_number = pidfd_open_process(donor, 0);
  ASSERT_INT(by_number, >=, 0);
  ASSERT_INT(fd_is_close_on_exec(by_number), ==, 1);
  ASSERT_INT(pidfd_send(by_number, 0), ==, 0);
  end_donor(donor, from_clone);
  close_consume(&by_number);
  close_consume(&from_clone);
}

TEST(a_number_that_is_not_open_is_ebadf) {
  int pidfd;
  pid_t donor = start_donor(&pidfd);
  int got = pull_or_skip(pidfd, 900);
  ASSERT_INT(got, ==, -EBADF);
  end_donor(donor, pidfd);
  close_consume(&pidfd);
}

TEST(flags_are_einval) {
  int pidfd;
  pid_t donor = start_donor(&pidfd);
  int code = pidfd_get_fd_flags(pidfd, 0, 1);
  if (code == -EPERM || code == -ENOSYS) test_skip("pidfd_getfd is refused or missing here");
  ASSERT_INT(code, ==, -EINVAL);
  end_donor(donor, pidfd);
  close_consume(&pidfd);
}

TEST(a_reaped_donor_is_esrch) {
  int pidfd;
  pid_t donor = start_donor(&pidfd);
  end_donor(donor, pidfd);
  ASSERT_INT(pull_or_skip(pidfd, 0), ==, -ESRCH);
  ASSERT_INT(pidfd_send(pidfd, 0), ==, -ESRCH);
  close_consume(&pidfd);
}

TEST(what_is_no_pidfd_is_ebadf) {
  int fd = memfd_create("test", MFD_CLOEXEC);
  int code = pidfd_get_fd(fd, 0);
  if (code == -EPERM || code == -ENOSYS) test_skip("pidfd_getfd is refused or missing here");
  ASSERT_INT(code, ==, -EBADF);
  ASSERT_INT(pidfd_get_fd(-1, 0), ==, -EBADF);
  close_consume(&fd);
}

TEST(a_full_table_is_emfile_and_nothing_is_lost) {
  int pidfd;
  pid_t donor = start_donor(&pidfd);
  int probe = pull_or_skip(pidfd, 0);
  struct rlimit before, low;
  ASSERT_INT(probe, >=, 0);
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, &before), ==, 0);
  low = before;
  low.rlim_cur = (rlim_t)probe;
  close_consume(&probe);
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &low), ==, 0);
  ASSERT_INT(pidfd_get_fd(pidfd, 0), ==, -EMFILE);
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &before), ==, 0);
  end_donor(donor, pidfd);
  close_consume(&pidfd);
}

TEST(a_connected_channel_names_its_listener) {
  char path[CHANNEL_PATH_MAX];
  int listener, channel;
  pid_t peer;
  ASSERT_INT(channel_listen(CHANNEL_SEQPACKET, path, &listener), ==, 0);
  ASSERT_INT(channel_connect(CHANNEL_SEQPACKET, path, &channel), ==, 0);
  ASSERT_INT(unlink(path), ==, 0);
  ASSERT_INT(pid_of_peer(channel, &peer), ==, 0);
  ASSERT_INT(peer, ==, getpid());
  int pidfd = pidfd_of_peer(channel);
  if (pidfd == -ENOPROTOOPT) test_skip("SO_PEERPIDFD needs Linux 6.5");
  ASSERT_INT(pidfd, >=, 0);
  ASSERT_INT(pidfd_send(pidfd, 0), ==, 0);
  close_consume(&pidfd);
  close_consume(&channel);
  close_consume(&listener);
}

static const struct test tests[] = {
    PASSES(a_pulled_descriptor_is_the_same_and_close_on_exec),
    PASSES(a_pidfd_by_number_is_as_good_and_close_on_exec),
    PASSES(a_number_that_is_not_open_is_ebadf),
    PASSES(flags_are_einval),
    PASSES(a_reaped_donor_is_esrch),
    PASSES(what_is_no_pidfd_is_ebadf),
    PASSES(a_full_table_is_emfile_and_nothing_is_lost),
    PASSES(a_connected_channel_names_its_listener),
    SUITE_END,
};

const struct test_suite pidfd_suite = {"pidfd", tests};
