/* SPDX-License-Identifier: Apache-2.0 */
/* Givers and takers of the transfer's tests. */
#include "transfer_in_test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "runner.h"

enum { SLOTS_FOR_OTHERS = 64 };

int exit_code_of(int code) { return -code & 0xff; }

struct other_side start_other(enum channel_type type, void (*play)(int channel)) {
  int ends[2];
  ASSERT_INT(channel_pair(type, ends), ==, 0);
  pid_t pid = fork();
  ASSERT_INT(pid, >=, 0);
  if (pid == 0) {
    close_consume(&ends[0]);
    play(ends[1]);
    _exit(0);
  }
  close_consume(&ends[1]);
  return (struct other_side){.pid = pid, .channel = ends[0]};
}

/* What the giver's process is to do: set before fork(2). */
static struct {
  size_t count;
  unsigned mechanisms;
  enum oddity oddity;
} order;

static void give_in_other(int channel) {
  int *fds = calloc(order.count, sizeof *fds);
  if (fds == NULL) _exit(exit_code_of(-ENOMEM));
  for (size_t i = 0; i < order.count; i++) fds[i] = memory_file(i);
  struct held_fds held;
  int code = hold_fds(fds, order.count, &held);
  if (code < 0) _exit(exit_code_of(code));
  if (order.oddity == CLOSES_AT_ONCE) {
    close_all_consume(fds, order.count);
    for (size_t i = 0; i < order.count; i++) memory_file(1000000 + i);
  }
  if (order.oddity == NOT_DUMPABLE && prctl(PR_SET_DUMPABLE, 0) < 0) _exit(1);
  if (order.oddity == STOPS_FIRST) raise(SIGSTOP);
  const struct give_plan plan = {.mechanisms = order.mechanisms, .deadline_ms = TRANSFER_TEST_MS};
  struct transfer_report report;
  code = give_held(channel, &held, &plan, &report);
  release_held(&held);
  if (code == 0 && report.count != order.count) code = -EPROTO;
  _exit(exit_code_of(code));
}

struct other_side start_giver(enum channel_type type, size_t count, unsigned mechanisms,
                              enum oddity oddity) {
  order.count = count;
  order.mechanisms = mechanisms;
  order.oddity = oddity;
  return start_other(type, give_in_other);
}

int end_of(struct other_side *other) {
  int status = 0;
  close_consume(&other->channel);
  ASSERT_INT(waitpid(other->pid, &status, 0), ==, other->pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

int take_from(const struct other_side *giver, enum transfer_mechanism mechanism, size_t fd_limit,
              int *ret_fds, struct transfer_report *ret) {
  const struct take_plan plan = {
      .mechanism = mechanism, .fd_limit = fd_limit, .deadline_ms = TRANSFER_TEST_MS};
  return take_fds(giver->channel, ret_fds, &plan, ret);
}

int memory_file(uint64_t index) {
  int fd = memfd_create("given", MFD_CLOEXEC);
  ASSERT_INT(fd, >=, 0);
  ASSERT_INT(pwrite(fd, &index, sizeof index, 0), ==, sizeof index);
  return fd;
}

uint64_t index_in(int fd) {
  uint64_t index = 0;
  ASSERT_INT(pread(fd, &index, sizeof index, 0), ==, sizeof index);
  return index;
}

void make_room_for(size_t fds) {
  struct rlimit limit;
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, &limit), ==, 0);
  rlim_t wanted = fds + SLOTS_FOR_OTHERS;
  if (limit.rlim_cur >= wanted) return;
  if (limit.rlim_max < wanted) test_skip("the hard limit of descriptors is too low (ulimit -Hn)");
  limit.rlim_cur = wanted;
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &limit), ==, 0);
}
