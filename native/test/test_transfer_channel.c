/* SPDX-License-Identifier: Apache-2.0 */
/* A safe transfer is a guest on the channel: what the application says before and after, and how it set the channel
 * up, stays its own. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/owned_fd.h"
#include "../transfer/transfer_sender.h"
#include "tests.h"
#include "transfer_in_test.h"

#ifndef SO_PASSPIDFD
#define SO_PASSPIDFD 76
#endif

enum {
  BOTH = TRANSFER_PUSH | TRANSFER_PULL,
  COUNT = 600,
  SHORT_MS = 60,
  SECURITY_CONTEXT = 3, /* SCM_SECURITY, linux/socket.h */
};

static const struct give_plan give = {.mechanisms = BOTH, .deadline_ms = TRANSFER_TEST_MS};

/* Says good morning, gives, says good evening in the same breath; hears the taker's word last. */
static void talkative_giver(int channel) {
  int fds[COUNT];
  char word[5] = "";
  struct transfer_report report;
  for (size_t i = 0; i < COUNT; i++) fds[i] = memory_file(i);
  if (send(channel, "dawn", 4, 0) != 4) _exit(1);
  if (give_fds(channel, fds, COUNT, &give, &report) != 0) _exit(2);
  if (send(channel, "dusk", 4, 0) != 4) _exit(3);
  if (recv(channel, word, 4, MSG_WAITALL) != 4 || strcmp(word, "last") != 0) _exit(4);
}

static void expect_word(int channel, const char *expected) {
  char word[5] = "";
  int flags = fcntl(channel, F_GETFL);
  ASSERT_INT(fcntl(channel, F_SETFL, flags & ~O_NONBLOCK), ==, 0);
  ASSERT_INT(recv(channel, word, 4, MSG_WAITALL), ==, 4);
  ASSERT_INT(fcntl(channel, F_SETFL, flags), ==, 0);
  ASSERT_STRING(word, expected);
}

static void between_words(enum transfer_mechanism mechanism, enum channel_type type, int option,
                          bool non_blocking) {
  int fds[COUNT], on = 1;
  struct transfer_report report;
  struct other_side giver = start_other(type, talkative_giver);
  if (option != 0) ASSERT_INT(setsockopt(giver.channel, SOL_SOCKET, option, &on, sizeof on), ==, 0);
  if (non_blocking) ASSERT_INT(fd_toggle_nonblock(giver.channel), ==, 0);
  expect_word(giver.channel, "dawn");
  ASSERT_INT(take_from(&giver, mechanism, COUNT, fds, &report), ==, 0);
  ASSERT_INT(send(giver.channel, "last", 4, 0), ==, 4);
  expect_word(giver.channel, "dusk");
  ASSERT_INT((fd_status_flags(giver.channel) & O_NONBLOCK) != 0, ==, non_blocking);
  for (size_t i = 0; i < COUNT; i++) ASSERT_INT(index_in(fds[i]), ==, i);
  close_all_consume(fds, COUNT);
  ASSERT_INT(end_of(&giver), ==, 0);
}

static void in_all_ways(int option, bool non_blocking) {
  make_room_for(2UL * COUNT);
  between_words(TRANSFER_PUSH, CHANNEL_SEQPACKET, option, non_blocking);
  between_words(TRANSFER_PUSH, CHANNEL_STREAM, option, non_blocking);
  between_words(TRANSFER_PULL, CHANNEL_SEQPACKET, option, non_blocking);
  between_words(TRANSFER_PULL, CHANNEL_STREAM, option, non_blocking);
}

TEST(words_before_and_after_are_untouched) { in_all_ways(0, false); }
TEST(a_non_blocking_channel_stays_so) { in_all_ways(0, true); }
TEST(credentials_that_the_application_asked_for_do_not_disturb) { in_all_ways(SO_PASSCRED, false); }

static int option_of(int channel, int option) {
  int on = -1;
  socklen_t length = sizeof on;
  ASSERT_INT(getsockopt(channel, SOL_SOCKET, option, &on, &length), ==, 0);
  return on;
}

/* A security context as SO_PASSSEC brings it. Forged: without a security module there is none. */
TEST(a_security_context_is_passed_over) {
  union {
    struct cmsghdr aligned;
    char bytes[CMSG_SPACE(sizeof "unconfined")];
  } control = {0};
  struct msghdr message = {.msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  control.aligned = (struct cmsghdr){.cmsg_level = SOL_SOCKET,
                                     .cmsg_type = SECURITY_CONTEXT,
                                     .cmsg_len = CMSG_LEN(sizeof "unconfined")};
  struct received got;
  struct message_sender sender;
  ASSERT_INT(take_from_control(&message, 0, &got, &sender), ==, 0);
  ASSERT_INT(sender.pidfd, ==, -ENODATA);
  ASSERT_INT(take_fds_from_control(&message, 0, &got), ==, -HANDOVER_CONTROL_FOREIGN);
}

TEST(the_question_for_the_sender_is_taken_back) {
  int ends[2];
  ASSERT_INT(channel_pair(CHANNEL_STREAM, ends), ==, 0);
  int on = 1;
  if (setsockopt(ends[1], SOL_SOCKET, SO_PASSPIDFD, &on, sizeof on) < 0) {
    close_all_consume(ends, 2);
    test_skip("SO_PASSPIDFD needs Linux 6.5");
  }
  struct sender_question question;
  ASSERT_INT(sender_ask(ends[0], &question), ==, 0);
  ASSERT_INT(option_of(ends[0], SO_PASSPIDFD), ==, 1);
  sender_ask_no_more(&question);
  ASSERT_INT(option_of(ends[0], SO_PASSPIDFD), ==, 0);
  /* Unless it was the application's own. */
  ASSERT_INT(sender_ask(ends[1], &question), ==, 0);
  sender_ask_no_more(&question);
  ASSERT_INT(option_of(ends[1], SO_PASSPIDFD), ==, 1);
  close_all_consume(ends, 2);
}

TEST(a_sender_is_known_by_pidfd_else_by_pid_else_not_at_all) {
  struct message_sender sender = {.pidfd = -ENODATA, .pid = getpid()};
  int pidfd = sender_pidfd_take(&sender);
  ASSERT_INT(pidfd, >=, 0);
  close_consume(&pidfd);
  sender.pid = 0;
  ASSERT_INT(sender_pidfd_take(&sender), ==, -HANDOVER_SENDER_UNKNOWN);
  sender = (struct message_sender){.pidfd = -EMFILE, .pid = getpid()};
  ASSERT_INT(sender_pidfd_take(&sender), ==, -EMFILE);
}

static void narrow_giver(int channel) {
  int fds[COUNT], smallest = 1;
  struct transfer_report report;
  for (size_t i = 0; i < COUNT; i++) fds[i] = memory_file(i);
  setsockopt(channel, SOL_SOCKET, SO_SNDBUF, &smallest, sizeof smallest);
  _exit(exit_code_of(give_fds(channel, fds, COUNT, &give, &report)));
}

TEST(a_stream_that_takes_a_message_in_parts_is_enough) {
  int fds[COUNT];
  struct transfer_report report;
  make_room_for(2UL * COUNT);
  struct other_side giver = start_other(CHANNEL_STREAM, narrow_giver);
  ASSERT_INT(take_from(&giver, TRANSFER_PUSH, COUNT, fds, &report), ==, 0);
  for (size_t i = 0; i < COUNT; i++) ASSERT_INT(index_in(fds[i]), ==, i);
  close_all_consume(fds, COUNT);
  ASSERT_INT(end_of(&giver), ==, 0);
}

/* Hears the old request and that it was given up; then the new one. */
static void late_giver(int channel) {
  struct transfer_report report;
  int fd = memory_file(7);
  int code = give_fds(channel, &fd, 1, &give, &report);
  if (code != -HANDOVER_REFUSED || report.refused_code != -ETIMEDOUT) _exit(1);
  _exit(exit_code_of(give_fds(channel, &fd, 1, &give, &report)));
}

/* The taker finds the answer to its first request, with a descriptor, before that to its second. */
TEST(what_an_earlier_transfer_left_over_is_passed_over) {
  int ends[2], fd;
  struct transfer_report report;
  const struct take_plan impatient = {
      .mechanism = TRANSFER_PUSH, .fd_limit = 1, .deadline_ms = SHORT_MS};
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  ASSERT_INT(take_fds(ends[0], &fd, &impatient, &report), ==, -ETIMEDOUT);
  pid_t pid = fork();
  ASSERT_INT(pid, >=, 0);
  if (pid == 0) {
    close_consume(&ends[0]);
    late_giver(ends[1]);
  }
  close_consume(&ends[1]);
  struct other_side giver = {.pid = pid, .channel = ends[0]};
  ASSERT_INT(take_from(&giver, TRANSFER_PULL, 1, &fd, &report), ==, 0);
  ASSERT_INT(index_in(fd), ==, 7);
  close_consume(&fd);
  ASSERT_INT(end_of(&giver), ==, 0);
}

static const struct test tests[] = {
    PASSES(words_before_and_after_are_untouched),
    PASSES(a_non_blocking_channel_stays_so),
    PASSES(credentials_that_the_application_asked_for_do_not_disturb),
    PASSES(a_security_context_is_passed_over),
    PASSES(the_question_for_the_sender_is_taken_back),
    PASSES(a_sender_is_known_by_pidfd_else_by_pid_else_not_at_all),
    PASSES(a_stream_that_takes_a_message_in_parts_is_enough),
    PASSES(what_an_earlier_transfer_left_over_is_passed_over),
    SUITE_END,
};

const struct test_suite transfer_channel_suite = {"transfer_channel", tests};
