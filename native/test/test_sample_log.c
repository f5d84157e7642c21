/* SPDX-License-Identifier: Apache-2.0 */
/* The shared log: its published layout, and that two mappings see one another. */
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "../core/sample_log.h"
#include "../core/single_calls.h"
#include "tests.h"

TEST(the_layout_is_the_published_one) {
  ASSERT_INT(INSTANT_COUNT, ==, 10);
  ASSERT_INT(sample_log_bytes(1), ==, 10 * 4096);
  ASSERT_INT(sample_log_bytes(512), ==, 10 * 4096);
  ASSERT_INT(sample_log_bytes(513), ==, 10 * 8192);
  ASSERT_STRING(instant_names[INSTANT_HOLDING], "holding");
}

TEST(a_stamp_lies_where_the_protocol_says) {
  int fd = sample_log_create(600);
  struct sample_log log;
  uint64_t value = 0;
  ASSERT_INT(fd, >=, 0);
  ASSERT_INT(sample_log_map(fd, 600, &log), ==, 0);
  stamp(&log, INSTANT_HOLDING, 599, 42);
  off_t offset = INSTANT_HOLDING * 8192 + 8 * 599;
  ASSERT_INT(pread(fd, &value, sizeof value, offset), ==, sizeof value);
  ASSERT_INT(value, ==, 42);
  sample_log_unmap(&log);
  close_consume(&fd);
}

/* The second role maps while the first may already stamp: touching must not undo. */
TEST(mapping_again_keeps_what_is_stamped) {
  int fd = sample_log_create(4);
  struct sample_log first, second;
  ASSERT_INT(sample_log_map(fd, 4, &first), ==, 0);
  for (int column = 0; column < INSTANT_COUNT; column++)
    stamp(&first, (enum instant)column, 0, (uint64_t)column + 1);
  ASSERT_INT(sample_log_map(fd, 4, &second), ==, 0);
  for (int column = 0; column < INSTANT_COUNT; column++)
    ASSERT_INT(second.columns[column][0], ==, column + 1);
  sample_log_unmap(&first);
  sample_log_unmap(&second);
  close_consume(&fd);
}

TEST(a_log_of_another_size_is_refused) {
  int fd = sample_log_create(4);
  struct sample_log log;
  ASSERT_INT(sample_log_map(fd, 5000, &log), ==, -EINVAL);
  close_consume(&fd);
}

TEST(a_column_reads_back_by_pread) {
  int fd = sample_log_create(600);
  struct sample_log log;
  uint64_t values[600];
  ASSERT_INT(sample_log_map(fd, 600, &log), ==, 0);
  for (size_t i = 0; i < 600; i++) stamp(&log, INSTANT_SENT, i, i + 7);
  ASSERT_INT(sample_log_check(fd, 600), ==, 0);
  ASSERT_INT(sample_log_read(fd, 600, INSTANT_SENT, values), ==, 0);
  for (size_t i = 0; i < 600; i++) ASSERT_INT(values[i], ==, i + 7);
  sample_log_unmap(&log);
  ASSERT_INT(ftruncate(fd, 100), ==, 0);
  ASSERT_INT(sample_log_check(fd, 600), ==, -EINVAL);
  ASSERT_INT(sample_log_read(fd, 600, INSTANT_SENT, values), ==, -EINVAL);
  close_consume(&fd);
}

TEST(single_calls_all_run_and_leave_nothing) {
  static struct single_calls calls;
  int code = single_calls_open(&calls);
  if (code == -EPERM || code == -ENOSYS) test_skip("clone3 is refused or missing here");
  ASSERT_INT(code, ==, 0);
  for (size_t i = 0; single_calls_list[i] != NULL; i++) {
    uint64_t ns = 0;
    code = single_calls_time(&calls, single_calls_list[i]->name, SINGLE_CALL_GROUP_MIN, &ns);
    if (code == -EPERM || code == -ENOSYS) continue; /* refused here: the product says so too */
    ASSERT_INT(code, ==, 0);
    ASSERT_INT(ns, >, 0);
  }
  uint64_t ns;
  ASSERT_INT(single_calls_time(&calls, "no such call", 16, &ns), ==, -EINVAL);
  ASSERT_INT(single_calls_time(&calls, "dup", 15, &ns), ==, -EINVAL);
  ASSERT_INT(single_calls_time(&calls, "dup", SINGLE_CALL_GROUP_MAX + 1, &ns), ==, -EINVAL);
  single_calls_close(&calls);
}

static const struct test tests[] = {
    PASSES(the_layout_is_the_published_one),
    PASSES(a_stamp_lies_where_the_protocol_says),
    PASSES(mapping_again_keeps_what_is_stamped),
    PASSES(a_log_of_another_size_is_refused),
    PASSES(a_column_reads_back_by_pread),
    PASSES(single_calls_all_run_and_leave_nothing),
    SUITE_END,
};

const struct test_suite sample_log_suite = {"sample_log", tests};
