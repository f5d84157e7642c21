/* SPDX-License-Identifier: Apache-2.0 */
/* The one door for control messages: everything wrong is an error, and nothing that arrived stays
 * open (the runner counts). */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "tests.h"

enum { MANY = SCM_MAX_FDS + 1 };

static void open_pair(enum channel_type type, int ends[2]) {
  ASSERT_INT(channel_pair(type, ends), ==, 0);
}

/* One open file under many numbers: enough for what only counts. */
static void fill(int *fds, int count) {
  fds[0] = memfd_create("test", MFD_CLOEXEC);
  ASSERT_INT(fds[0], >=, 0);
  for (int i = 1; i < count; i++) fds[i] = fds[0];
}

TEST(a_descriptor_arrives_close_on_exec_and_is_the_same) {
  int ends[2], fd, got;
  char byte = 7;
  open_pair(CHANNEL_SEQPACKET, ends);
  fill(&fd, 1);
  ASSERT_INT(send_message(ends[0], &byte, 1, &fd, 1), ==, 0);
  byte = 0;
  ASSERT_INT(receive_exactly(ends[1], &byte, 1, &got, 1), ==, 0);
  ASSERT_INT(byte, ==, 7);
  ASSERT_INT(fds_are_same(fd, got), ==, 1);
  ASSERT_INT(fd_is_close_on_exec(got), ==, 1);
  close_consume(&got);
  close_consume(&fd);
  close_all_consume(ends, 2);
}

TEST(the_kernel_takes_253_and_refuses_254) {
  int ends[2], fds[MANY];
  char byte = 0;
  struct received got;
  open_pair(CHANNEL_SEQPACKET, ends);
  fill(fds, MANY);
  ASSERT_INT(send_message(ends[0], &byte, 1, fds, MANY), ==, -EINVAL);
  ASSERT_INT(send_message(ends[0], &byte, 1, fds, SCM_MAX_FDS), ==, 0);
  ASSERT_INT(receive_at_most(ends[1], &byte, 1, SCM_MAX_FDS, 0, &got), ==, 0);
  ASSERT_INT(got.fd_count, ==, SCM_MAX_FDS);
  close_all_consume(got.fds, got.fd_count);
  close_consume(&fds[0]);
  close_all_consume(ends, 2);
}

static void expect_refused(int sent, size_t asked, int code) {
  int ends[2], fds[8], got[8];
  char byte = 0;
  open_pair(CHANNEL_SEQPACKET, ends);
  fill(fds, 8);
  ASSERT_INT(send_message(ends[0], &byte, 1, fds, (size_t)sent), ==, 0);
  ASSERT_INT(receive_exactly(ends[1], &byte, 1, got, asked), ==, code);
  close_consume(&fds[0]);
  close_all_consume(ends, 2);
}

TEST(more_than_asked_is_an_error) { expect_refused(5, 2, -HANDOVER_FDS_TOO_MANY); }

/* CMSG_SPACE for one descriptor has room for two: a walk by buffer size would take the second. */
TEST(two_where_one_was_asked_is_an_error) { expect_refused(2, 1, -HANDOVER_FDS_TOO_MANY); }

TEST(a_descriptor_where_none_was_asked_is_an_error) {
  expect_refused(1, 0, -HANDOVER_FDS_TOO_MANY);
}

TEST(fewer_than_asked_is_an_error) { expect_refused(2, 3, -HANDOVER_FDS_TOO_FEW); }

TEST(a_full_table_is_truncation_and_closes_what_came) {
  int ends[2], fds[10];
  char byte = 0;
  struct received got;
  open_pair(CHANNEL_SEQPACKET, ends);
  fill(fds, 10);
  ASSERT_INT(send_message(ends[0], &byte, 1, fds, 10), ==, 0);
  int highest = dup(fds[0]);
  struct rlimit before, low;
  ASSERT_INT(getrlimit(RLIMIT_NOFILE, &before), ==, 0);
  low = before;
  low.rlim_cur = (rlim_t)highest + 4; /* three free numbers above `highest` */
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &low), ==, 0);
  ASSERT_INT(receive_at_most(ends[1], &byte, 1, 10, 0, &got), ==, -HANDOVER_CONTROL_TRUNCATED);
  ASSERT_INT(setrlimit(RLIMIT_NOFILE, &before), ==, 0);
  close_consume(&highest);
  close_consume(&fds[0]);
  close_all_consume(ends, 2);
}

TEST(data_that_is_too_long_is_an_error_and_closes_what_came) {
  int ends[2], fd;
  char data[8] = {0};
  struct received got;
  open_pair(CHANNEL_SEQPACKET, ends);
  fill(&fd, 1);
  ASSERT_INT(send_message(ends[0], data, sizeof data, &fd, 1), ==, 0);
  ASSERT_INT(receive_at_most(ends[1], data, 4, 1, 0, &got), ==, -HANDOVER_DATA_TRUNCATED);
  close_consume(&fd);
  close_all_consume(ends, 2);
}

TEST(a_foreign_control_message_is_an_error_and_closes_what_came) {
  int ends[2], fd, one = 1;
  char byte = 0;
  struct received got;
  open_pair(CHANNEL_SEQPACKET, ends);
  fill(&fd, 1);
  ASSERT_INT(setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof one), ==, 0);
  ASSERT_INT(send_message(ends[0], &byte, 1, &fd, 1), ==, 0);
  ASSERT_INT(receive_at_most(ends[1], &byte, 1, 1, 0, &got), ==, -HANDOVER_CONTROL_FOREIGN);
  close_consume(&fd);
  close_all_consume(ends, 2);
}

#ifndef SO_PASSPIDFD
#define SO_PASSPIDFD 76
#endif

TEST(a_foreign_pidfd_is_closed) {
  int ends[2], one = 1;
  char byte = 0;
  struct received got;
  open_pair(CHANNEL_SEQPACKET, ends);
  if (setsockopt(ends[1], SOL_SOCKET, SO_PASSPIDFD, &one, sizeof one) < 0) {
    close_all_consume(ends, 2);
    test_skip("SO_PASSPIDFD needs Linux 6.5");
  }
  ASSERT_INT(send_message(ends[0], &byte, 1, NULL, 0), ==, 0);
  ASSERT_INT(receive_at_most(ends[1], &byte, 1, 1, 0, &got), ==, -HANDOVER_CONTROL_FOREIGN);
  close_all_consume(ends, 2);
}

/* The kernel merges several SCM_RIGHTS into one on the way in, so this one is forged. */
TEST(several_rights_messages_are_an_error_and_all_are_closed) {
  union {
    struct cmsghdr aligned;
    char bytes[2 * CMSG_SPACE(sizeof(int))];
  } control = {0};
  struct msghdr message = {.msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  for (int i = 0; i < 2; i++) {
    int fd = memfd_create("test", MFD_CLOEXEC);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(header), &fd, sizeof fd);
    header = CMSG_NXTHDR(&message, header);
  }
  struct received got;
  ASSERT_INT(take_fds_from_control(&message, 8, &got), ==, -HANDOVER_CONTROL_FOREIGN);
}

/* One honest header with a descriptor, then one of this length with nothing behind it. Found by native/fuzz. */
static void expect_torn(size_t length) {
  union {
    struct cmsghdr aligned;
    char bytes[CMSG_SPACE(sizeof(int)) + CMSG_SPACE(0)];
  } control = {0};
  struct msghdr message = {.msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  int fd = memfd_create("test", MFD_CLOEXEC);
  ASSERT_INT(fd, >=, 0);
  *header = (struct cmsghdr){
      .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof fd)};
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  header = (struct cmsghdr *)(control.bytes + CMSG_SPACE(sizeof fd));
  *header = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = length};
  struct received got;
  ASSERT_INT(take_fds_from_control(&message, 8, &got), ==, -HANDOVER_CONTROL_TRUNCATED);
}

TEST(a_header_that_is_shorter_than_itself_is_not_believed) {
  expect_torn(CMSG_LEN(0) - 1);
  expect_torn(0);
}

TEST(a_header_that_is_longer_than_all_is_not_believed) {
  struct cmsghdr header = {
      .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = sizeof header + 64};
  struct msghdr message = {.msg_control = &header, .msg_controllen = sizeof header};
  struct received got;
  ASSERT_INT(take_fds_from_control(&message, 8, &got), ==, -HANDOVER_CONTROL_TRUNCATED);
}

TEST(a_stream_message_in_pieces_is_put_together) {
  int ends[2], fd, got;
  char data[6] = "hello";
  open_pair(CHANNEL_STREAM, ends);
  fill(&fd, 1);
  ASSERT_INT(send_message(ends[0], "he", 2, &fd, 1), ==, 0);
  ASSERT_INT(send_message(ends[0], "llo", 4, NULL, 0), ==, 0);
  memset(data, 0, sizeof data);
  ASSERT_INT(receive_exactly(ends[1], data, sizeof data, &got, 1), ==, 0);
  ASSERT_STRING(data, "hello");
  close_consume(&got);
  close_consume(&fd);
  close_all_consume(ends, 2);
}

TEST(a_closed_descriptor_is_not_sent) {
  int ends[2], closed = 999;
  char byte = 0;
  open_pair(CHANNEL_SEQPACKET, ends);
  ASSERT_INT(send_message(ends[0], &byte, 1, &closed, 1), ==, -EBADF);
  ASSERT_STRING(failed_operation(), "sendmsg");
  close_all_consume(ends, 2);
}

static const struct test tests[] = {
    PASSES(a_descriptor_arrives_close_on_exec_and_is_the_same),
    PASSES(the_kernel_takes_253_and_refuses_254),
    PASSES(more_than_asked_is_an_error),
    PASSES(two_where_one_was_asked_is_an_error),
    PASSES(a_descriptor_where_none_was_asked_is_an_error),
    PASSES(fewer_than_asked_is_an_error),
    PASSES(a_full_table_is_truncation_and_closes_what_came),
    PASSES(data_that_is_too_long_is_an_error_and_closes_what_came),
    PASSES(a_foreign_control_message_is_an_error_and_closes_what_came),
    PASSES(a_foreign_pidfd_is_closed),
    PASSES(several_rights_messages_are_an_error_and_all_are_closed),
    PASSES(a_header_that_is_shorter_than_itself_is_not_believed),
    PASSES(a_header_that_is_longer_than_all_is_not_believed),
    PASSES(a_stream_message_in_pieces_is_put_together),
    PASSES(a_closed_descriptor_is_not_sent),
    SUITE_END,
};

const struct test_suite control_message_suite = {"control_message", tests};
