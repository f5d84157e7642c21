/* SPDX-License-Identifier: Apache-2.0 */
/* Finding the number of a listener: the right one among look-alikes, and a word where there is none. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/discovery.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/fd_kinds.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "../core/socket_inode.h"
#include "../helper/outcome.h"
#include "launch_in_test.h"
#include "tests.h"

static const enum numbers ways[] = {NUMBERS_BY_PROC, NUMBERS_BY_PROC_NET, NUMBERS_BY_TRYING};
enum { WAYS = sizeof ways / sizeof ways[0], FEW_NUMBERS = 256 };

static struct transfer_plan plan_of(enum numbers way) {
  return (struct transfer_plan){.mechanism = "pidfd_getfd",
                                .kind = "tcp_listener",
                                .batch = 1,
                                .chunk = 1,
                                .warmup = 1,
                                .transfers = 4,
                                .numbers = way};
}

static void skip_when_unsupported(int code) {
  struct outcome outcome = outcome_of_failure(code);
  if (code < 0 && outcome.exit_code == EXIT_UNSUPPORTED) test_skip(outcome.text);
}

/* In this very process, which is its own donor. */
static int find(enum numbers way, const struct listener_address *address, int *ret_fd) {
  const struct transfer_plan plan = plan_of(way);
  struct receiver_side side = {.plan = &plan, .channel = -1, .pidfd = -1, .donor_pid = getpid()};
  *ret_fd = -1;
  int code = discovery_obtain(&mechanism_pidfd_getfd, &side, address, ret_fd);
  close_consume(&side.pidfd);
  skip_when_unsupported(code);
  return code;
}

static int listener(struct listener_address *ret) {
  int fd = -1, none = -1;
  ASSERT_INT(fd_kind_find("tcp_listener")->open(&fd, &none), ==, 0);
  ASSERT_INT(fd_address(fd, ret), ==, 0);
  return fd;
}

static int bound(int type, const struct listener_address *at) {
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = at->port, .sin_addr.s_addr = at->host};
  int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  ASSERT_INT(fd, >=, 0);
  ASSERT_INT(bind(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  return fd;
}

static int connected(const struct listener_address *to) {
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = to->port, .sin_addr.s_addr = to->host};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ASSERT_INT(fd, >=, 0);
  ASSERT_INT(connect(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  return fd;
}

/* A limit that is soon reached: trying each number up to 2^20 would take a second. */
static void limit_numbers(void) {
  struct rlimit limit;
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, &limit), ==, 0);
  limit.rlim_cur = FEW_NUMBERS;
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &limit), ==, 0);
}

static void launch_with_table(enum numbers way, uint32_t table_size) {
  struct transfer_plan plan = plan_of(way);
  struct launch done;
  plan.table_size = table_size;
  launch(&plan, &plan, &done);
  skip_when_refused(&done);
  skip_when_unsupported(done.code);
  ASSERT_INT(done.code, ==, 0);
  ASSERT_INT(done.donor_code, ==, 0);
  ASSERT_STRING(oracle_complaint(&done.receiver.oracle), "");
  ASSERT_INT(done.receiver.oracle.received_count, ==, 5);
  ASSERT_INT(done.receiver.oracle.description_checked, ==, 2);
  ASSERT_INT(done.receiver.messages_done, ==, 0);
  for (size_t i = 0; i < 5; i++) {
    ASSERT_INT(done.log.columns[INSTANT_HOLDING][i], >, done.log.columns[INSTANT_START][i]);
    ASSERT_INT(done.log.columns[INSTANT_ANNOUNCED][i], ==, 0);
  }
  sample_log_unmap(&done.log);
}

TEST(by_proc_in_a_small_table) { launch_with_table(NUMBERS_BY_PROC, 0); }
TEST(by_proc_net_in_a_small_table) { launch_with_table(NUMBERS_BY_PROC_NET, 0); }
TEST(by_trying_in_a_small_table) { launch_with_table(NUMBERS_BY_TRYING, 0); }
/* More entries than one getdents64 returns: 24 bytes each. */
TEST(by_proc_in_a_large_table) { launch_with_table(NUMBERS_BY_PROC, 3000); }
TEST(by_trying_in_a_large_table) { launch_with_table(NUMBERS_BY_TRYING, 3000); }

/* All that has something in common with it stands before it: what is tried first must not do. */
TEST(look_alikes_are_not_taken) {
  struct listener_address address, other;
  int first = listener(&address), other_listener = listener(&other);
  int at = fcntl(first, F_DUPFD_CLOEXEC, 100);
  ASSERT_INT(at, ==, 100);
  close_consume(&first);
  int alike[] = {bound(SOCK_DGRAM, &address), connected(&address), accept(at, NULL, NULL)};
  for (size_t i = 0; i < WAYS; i++) {
    int fd;
    ASSERT_INT(find(ways[i], &address, &fd), ==, 0);
    ASSERT_INT(fds_are_same(fd, at), ==, 1);
    ASSERT_INT(fd_is_close_on_exec(fd), ==, 1);
    close_consume(&fd);
  }
  close_all_consume(alike, 3);
  close_consume(&other_listener);
  close_consume(&at);
}

/* Also where something is bound, but does not listen. */
TEST(where_nobody_listens_nothing_is_found) {
  struct listener_address address;
  int fd = listener(&address);
  close_consume(&fd);
  int silent = bound(SOCK_STREAM, &address);
  limit_numbers();
  for (size_t i = 0; i < WAYS; i++) {
    ASSERT_INT(find(ways[i], &address, &fd), ==, -HANDOVER_NOT_FOUND);
    ASSERT_INT(fd, ==, -1);
  }
  close_consume(&silent);
}

/* It listens, but the donor does not hold it: another process' pid is asked about. */
TEST(a_listener_of_somebody_else_is_not_found) {
  const struct transfer_plan plan = plan_of(NUMBERS_BY_PROC);
  struct listener_address address;
  int fd, found = -1, ends[2];
  ASSERT_INT(pipe2(ends, O_CLOEXEC), ==, 0);
  int pidfd = -1;
  pid_t child = fork_with_pidfd(&pidfd);
  if (child == 0) {
    char never;
    close(ends[1]);
    _exit(read(ends[0], &never, 1) == 0 ? 0 : 1);
  }
  ASSERT_INT(child, >, 0);
  fd = listener(&address); /* opened after the fork: the child has none of it */
  struct receiver_side side = {.plan = &plan, .channel = -1, .pidfd = pidfd, .donor_pid = child};
  int code = discovery_obtain(&mechanism_pidfd_getfd, &side, &address, &found);
  close_consume(&ends[1]);
  close_consume(&ends[0]);
  ASSERT_INT(waitpid(child, NULL, 0), ==, child);
  close_consume(&pidfd);
  close_consume(&fd);
  skip_when_unsupported(code);
  ASSERT_INT(code, ==, -HANDOVER_NOT_FOUND);
}

/* 0.0.0.0 and 127.0.0.1 are two addresses, though the kernel would let a caller in at either. */
TEST(a_wildcard_is_another_address) {
  struct listener_address any = {.host = htonl(INADDR_ANY)};
  int fd = bound(SOCK_STREAM, &any), found;
  ASSERT_INT(listen(fd, 1), ==, 0);
  ASSERT_INT(fd_address(fd, &any), ==, 0);
  struct listener_address loopback = {.host = htonl(INADDR_LOOPBACK), .port = any.port};
  limit_numbers();
  for (size_t i = 0; i < WAYS; i++) {
    ASSERT_INT(find(ways[i], &loopback, &found), ==, -HANDOVER_NOT_FOUND);
    ASSERT_INT(find(ways[i], &any, &found), ==, 0);
    ASSERT_INT(fds_are_same(found, fd), ==, 1);
    close_consume(&found);
  }
  close_consume(&fd);
}

/* Each by its own line, wherever that stands in the table. */
TEST(one_of_many_listeners) {
  enum { MANY = 150 };
  int fds[MANY];
  struct listener_address addresses[MANY];
  for (size_t i = 0; i < MANY; i++) fds[i] = listener(&addresses[i]);
  for (size_t i = 0; i < MANY; i++) {
    struct fd_identity identity;
    uint64_t by_netlink = 0, by_proc = 0;
    ASSERT_INT(fd_identify(fds[i], fds[i], &identity), ==, 0);
    int code = socket_inode_by_netlink(&addresses[i], &by_netlink);
    if (code == 0) code = socket_inode_by_proc(getpid(), &addresses[i], &by_proc);
    skip_when_unsupported(code);
    ASSERT_INT(code, ==, 0);
    ASSERT_INT(by_netlink, ==, identity.inode);
    ASSERT_INT(by_proc, ==, identity.inode);
  }
  close_all_consume(fds, MANY);
}

/* The twin of look_alikes_are_not_taken: with the wrong address the same question must fail. */
TEST(another_listener_is_noticed) {
  struct listener_address address, other;
  int fd = listener(&address), wrong = listener(&other), found;
  int code = find(NUMBERS_BY_TRYING, &other, &found);
  int same = fds_are_same(found, fd);
  close_consume(&found);
  close_consume(&wrong);
  close_consume(&fd);
  ASSERT_INT(code, ==, 0);
  ASSERT_INT(same, ==, 1);
}

static const struct test tests[] = {
    PASSES(by_proc_in_a_small_table),
    PASSES(by_proc_net_in_a_small_table),
    PASSES(by_trying_in_a_small_table),
    PASSES(by_proc_in_a_large_table),
    PASSES(by_trying_in_a_large_table),
    PASSES(look_alikes_are_not_taken),
    PASSES(where_nobody_listens_nothing_is_found),
    PASSES(a_listener_of_somebody_else_is_not_found),
    PASSES(a_wildcard_is_another_address),
    PASSES(one_of_many_listeners),
    MUST_FAIL(another_listener_is_noticed, "same == 1"),
    SUITE_END,
};

const struct test_suite discovery_suite = {"discovery", tests};
