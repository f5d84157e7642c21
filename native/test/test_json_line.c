/* SPDX-License-Identifier: Apache-2.0 */
/* The role's line: a launch that was slowed down on purpose says so itself, any other is silent. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../helper/json_line.h"
#include "tests.h"

/* The caller frees it. */
static char *line_with(uint64_t inject_ns) {
  struct transfer_plan plan = {.inject_ns = inject_ns};
  struct role role = {.plan = &plan, .cpu = -1, .transfers_done = 2, .messages_done = 3};
  struct clock_facts clock = {.cost_ns = 20, .quantum_ns = 10};
  struct outcome outcome = outcome_of_code(0);
  char *line = NULL;
  size_t bytes = 0;
  FILE *out = open_memstream(&line, &bytes);
  ASSERT(out != NULL);
  json_role_line(out, "receiver", &role, &clock, &outcome);
  ASSERT_INT(fclose(out), ==, 0);
  return line;
}

TEST(a_slowdown_is_in_the_line) {
  char *line = line_with(1000000000);
  ASSERT(strstr(line, ",\"messages\":3,\"injected_ns\":1000000000,\"oracle\":{") != NULL);
  free(line);
}

TEST(without_one_the_line_is_as_it_was) {
  char *line = line_with(0);
  ASSERT(strstr(line, "injected") == NULL);
  ASSERT(strstr(line, ",\"messages\":3,\"oracle\":{") != NULL);
  free(line);
}

static const struct test tests[] = {
    PASSES(a_slowdown_is_in_the_line),
    PASSES(without_one_the_line_is_as_it_was),
    SUITE_END,
};

const struct test_suite json_line_suite = {"json_line", tests};
