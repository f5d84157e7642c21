/* SPDX-License-Identifier: Apache-2.0 */
/* What silent failures are counted with: files that say which they are, the ledger, a table that is nearly full, the flags
 * and the line. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "../helper/silent_command.h"
#include "../silent/entry_table.h"
#include "../silent/occupied.h"
#include "../silent/serial_file.h"
#include "tests.h"

TEST(a_file_says_which_it_is) {
  int fd = serial_file_open(77), pipe_ends[2];
  ASSERT_INT(serial_file_read(fd), ==, 77);
  ASSERT_INT(serial_file_read(fd), ==, 77);
  ASSERT_INT(pipe(pipe_ends), ==, 0);
  ASSERT_INT(serial_file_read(pipe_ends[0]), ==, 0);
  ASSERT_INT(serial_file_read(-1), ==, 0);
  close_all_consume(pipe_ends, 2);
  close_consume(&fd);
}

TEST(a_replaced_entry_has_its_number_and_another_file) {
  struct entry_table table;
  ASSERT_INT(entry_table_open(&table, 3), ==, 0);
  struct entry before = table.entries[1];
  ASSERT_INT(entry_replace(&table, 1), ==, 0);
  ASSERT_INT(table.entries[1].fd, ==, before.fd);
  ASSERT_INT(table.entries[1].serial, ==, 4);
  ASSERT_INT(serial_file_read(before.fd), ==, 4);
  ASSERT_INT(table.replaced, ==, 1);
  entry_table_close(&table);
}

TEST(a_judge_puts_each_descriptor_into_one_line) {
  int fds[] = {serial_file_open(1), serial_file_open(9), -1, serial_file_open(4)};
  const uint64_t serials[] = {1, 2, 3};
  fcntl(fds[0], F_SETFD, 0);
  struct receiver_account account = judge_received(fds, 4, serials, 3);
  ASSERT_INT(account.right, ==, 1);
  ASSERT_INT(account.swapped, ==, 1);
  ASSERT_INT(account.missing, ==, 1);
  ASSERT_INT(account.surplus, ==, 1);
  ASSERT_INT(account.inheritable, ==, 1);
  /* What did not come at all. */
  account = judge_received(fds, 1, serials, 3);
  ASSERT_INT(account.missing, ==, 2);
  close_all_consume(fds, 4);
}

TEST(a_ledger_that_misses_something_does_not_add_up) {
  struct silent_ledger ledger = {0};
  struct donor_account donor = {.meant = 3, .ended = 1};
  struct receiver_account receiver = {.right = 1, .swapped = 1, .missing = 1, .was_truncated = 1};
  ledger_add(&ledger, &donor, &receiver);
  ASSERT(ledger_adds_up(&ledger, 1));
  ASSERT_INT(ledger.truncated, ==, 1);
  ASSERT(!ledger_adds_up(&ledger, 2));
  receiver.right = 0;
  ledger_add(&ledger, &donor, &receiver);
  ASSERT(!ledger_adds_up(&ledger, 2));
}

TEST(exactly_so_many_slots_are_left) {
  struct occupied occupied;
  static const uint32_t wanted[] = {5, 0, 3, 5};
  ASSERT_INT(occupied_begin(&occupied, 5), ==, 0);
  for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
    int fds[8];
    size_t opened = 0;
    ASSERT_INT(occupied_leave_free(&occupied, wanted[i]), ==, 0);
    while ((fds[opened] = dup(STDERR_FILENO)) >= 0) opened++;
    ASSERT_INT(errno, ==, EMFILE);
    close_all_consume(fds, opened);
    ASSERT_INT(opened, ==, wanted[i]);
  }
  occupied_end(&occupied);
  int fd = serial_file_open(1);
  ASSERT_INT(fd, >=, 0);
  close_consume(&fd);
}

enum { WORDS_MAX = 16 };

static bool parse(const char *const *given, struct silent_plan *ret) {
  char *words[WORDS_MAX] = {"silent"};
  int count = 1;
  for (; given[count - 1] != NULL; count++) words[count] = (char *)(size_t)given[count - 1];
  return silent_command_parse(count, words, ret);
}

TEST(flags_are_read) {
  const char *words[] = {"--care",     "naive",   "--mechanism", "pidfd_getfd", "--churn",
                         "10000",      "--table", "12",          "--batch-max", "12",
                         "--free-max", "0",       "--seed",      "9",           NULL};
  struct silent_plan plan;
  ASSERT(parse(words, &plan));
  ASSERT(plan.carrier == &naive_pull);
  ASSERT_INT(plan.churn, ==, 10000);
  ASSERT_INT(plan.batch_max, ==, 12);
  ASSERT_INT(plan.free_max, ==, 0);
  ASSERT_INT(plan.seed, ==, 9);
  ASSERT_INT(plan.donor_cpu, ==, -1);
}

TEST(what_is_wrong_is_refused) {
  static const char *const wrong[][2] = {
      {"--care", "careless"}, {"--mechanism", "teleport"}, {"--transfers", "0"},
      {"--batch-max", "65"},  {"--batch-max", "0"},        {"--table", "7"},
      {"--free-max", "-1"},   {"--churn", "1x"},           {"--kind", "memfd"},
      {"surplus", "word"},    {"--deadline-ms", "0"},      {"--seed", ""},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    const char *words[] = {"--care",    "naive",     "--mechanism", "scm_rights",
                           wrong[i][0], wrong[i][1], NULL};
    struct silent_plan plan;
    ASSERT(!parse(words, &plan));
  }
  const char *half[] = {"--care", "naive", NULL};
  struct silent_plan plan;
  ASSERT(!parse(half, &plan));
}

TEST(the_line_says_what_was_counted) {
  struct silent_plan plan = {.carrier = &naive_push, .donor_cpu = 0, .receiver_cpu = -1};
  struct silent_report report = {.transfers_done = 2,
                                 .ledger = {.meant = 4, .right = 3, .truncated = 1},
                                 .replaced = 7,
                                 .span_ns = 5};
  struct outcome outcome = outcome_of_code(0);
  char *line = NULL;
  size_t bytes = 0;
  FILE *out = open_memstream(&line, &bytes);
  ASSERT(out != NULL);
  silent_json_line(out, &plan, &report, &outcome);
  ASSERT_INT(fclose(out), ==, 0);
  ASSERT_STRING(
      line,
      "{\"protocol\":1,\"role\":\"silent\",\"care\":\"naive\",\"mechanism\":\"scm_rights\","
      "\"status\":\"ok\",\"donor_cpu\":0,\"receiver_cpu\":-1,\"transfers\":2,\"ledger\":{"
      "\"meant\":4,\"right\":3,\"truncated\":1,\"lost\":0,\"swapped\":0,\"refused\":0,"
      "\"surplus\":0,\"inheritable\":0,\"whole\":0,\"spoiled\":0,\"refusals\":0,"
      "\"unacknowledged\":0},\"donor_leaked\":0,\"receiver_leaked\":0,\"replaced\":7,"
      "\"span_ns\":5,\"error\":null}\n");
  free(line);
}

static const struct test tests[] = {
    PASSES(a_file_says_which_it_is),
    PASSES(a_replaced_entry_has_its_number_and_another_file),
    PASSES(a_judge_puts_each_descriptor_into_one_line),
    PASSES(a_ledger_that_misses_something_does_not_add_up),
    PASSES(exactly_so_many_slots_are_left),
    PASSES(flags_are_read),
    PASSES(what_is_wrong_is_refused),
    PASSES(the_line_says_what_was_counted),
    SUITE_END,
};

const struct test_suite silent_parts_suite = {"silent_parts", tests};
