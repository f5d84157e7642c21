/* SPDX-License-Identifier: Apache-2.0 */
/* Questions about descriptors, each with an answer of yes and an answer of no. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../core/fd_facts.h"
#include "../core/fd_kinds.h"
#include "../core/owned_fd.h"
#include "tests.h"

static int reopen(int fd) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  return open(path, O_RDWR | O_CLOEXEC);
}

TEST(a_duplicate_is_the_same_by_both_methods) {
  int fd = memfd_create("test", MFD_CLOEXEC);
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  int by_kcmp = fds_are_same_by_kcmp(getpid(), fd, getpid(), copy);
  ASSERT(by_kcmp == 1 || by_kcmp == -ENOSYS || by_kcmp == -EPERM);
  ASSERT_INT(fds_are_same_by_flags(fd, copy), ==, 1);
  ASSERT_INT(fds_are_same(fd, copy), ==, 1);
  close_consume(&copy);
  close_consume(&fd);
}

/* The same inode, yet another open file description: what only these two methods can tell. */
TEST(a_reopened_file_is_not_the_same_by_both_methods) {
  int fd = memfd_create("test", MFD_CLOEXEC);
  int other = reopen(fd);
  ASSERT_INT(other, >=, 0);
  int by_kcmp = fds_are_same_by_kcmp(getpid(), fd, getpid(), other);
  ASSERT(by_kcmp == 0 || by_kcmp == -ENOSYS || by_kcmp == -EPERM);
  ASSERT_INT(fds_are_same_by_flags(fd, other), ==, 0);
  close_consume(&other);
  close_consume(&fd);
}

TEST(the_flags_method_leaves_the_flags_as_they_were) {
  int fd = memfd_create("test", MFD_CLOEXEC);
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  int before = fd_status_flags(fd);
  ASSERT_INT(fds_are_same_by_flags(fd, copy), ==, 1);
  ASSERT_INT(fd_status_flags(fd), ==, before);
  close_consume(&copy);
  close_consume(&fd);
}

TEST(the_flags_method_works_for_every_kind) {
  for (size_t i = 0; fd_kinds[i] != NULL; i++) {
    int fd, companion;
    ASSERT_INT(fd_kinds[i]->open(&fd, &companion), ==, 0);
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    ASSERT_INT(fds_are_same_by_flags(fd, copy), ==, 1);
    close_consume(&copy);
    close_consume(&fd);
    close_consume(&companion);
  }
}

TEST(close_on_exec_is_a_fact_of_the_number) {
  int fd = memfd_create("test", MFD_CLOEXEC);
  int copy = dup(fd);
  ASSERT_INT(fd_is_close_on_exec(fd), ==, 1);
  ASSERT_INT(fd_is_close_on_exec(copy), ==, 0);
  close_consume(&copy);
  close_consume(&fd);
  ASSERT_INT(fd_is_close_on_exec(900), ==, -EBADF);
}

TEST(the_count_follows_opening_and_closing) {
  int before = count_open_fds();
  int fd = memfd_create("test", MFD_CLOEXEC);
  ASSERT_INT(count_open_fds(), ==, before + 1);
  close_consume(&fd);
  ASSERT_INT(count_open_fds(), ==, before);
}

TEST(identity_tells_two_files_apart) {
  int one = memfd_create("one", MFD_CLOEXEC), other = memfd_create("other", MFD_CLOEXEC);
  struct fd_identity first, second;
  ASSERT_INT(fd_identify(one, 7, &first), ==, 0);
  ASSERT_INT(fd_identify(other, 8, &second), ==, 0);
  ASSERT_INT(first.number, ==, 7);
  ASSERT(first.inode != second.inode);
  close_consume(&one);
  close_consume(&other);
  ASSERT_INT(fd_identify(900, 0, &first), ==, -EBADF);
}

TEST(every_kind_opens_close_on_exec) {
  for (size_t i = 0; fd_kinds[i] != NULL; i++) {
    int fds[3], companions[3];
    ASSERT(fd_kind_find(fd_kinds[i]->name) == fd_kinds[i]);
    ASSERT_INT(fd_kind_open_many(fd_kinds[i], 3, fds, companions), ==, 0);
    for (int j = 0; j < 3; j++) {
      ASSERT_INT(fd_is_close_on_exec(fds[j]), ==, 1);
      ASSERT_INT(companions[j] >= 0, ==, fd_kinds[i]->has_companion);
    }
    close_all_consume(fds, 3);
    close_all_consume(companions, 3);
  }
  ASSERT(fd_kind_find("no such kind") == NULL);
}

static const struct test tests[] = {
    PASSES(a_duplicate_is_the_same_by_both_methods),
    PASSES(a_reopened_file_is_not_the_same_by_both_methods),
    PASSES(the_flags_method_leaves_the_flags_as_they_were),
    PASSES(the_flags_method_works_for_every_kind),
    PASSES(close_on_exec_is_a_fact_of_the_number),
    PASSES(the_count_follows_opening_and_closing),
    PASSES(identity_tells_two_files_apart),
    PASSES(every_kind_opens_close_on_exec),
    SUITE_END,
};

const struct test_suite fd_facts_suite = {"fd_facts", tests};
