/* SPDX-License-Identifier: Apache-2.0 */
/* The benchmark's own loops: a receiver against a hostile donor, a donor against a hostile receiver, from their HELLO to
 * their good-bye. */
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "../core/control_message.h"
#include "../core/fd_facts.h"
#include "../core/loops.h"
#include "../core/meeting.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "fuzz.h"
#include "hostile.h"

enum { TRANSFERS_AT_MOST = 4, LARGE_BATCH = 300, SMALL_BATCH = 4 };

static struct transfer_plan choose_plan(struct input *input) {
  static const char *const names[] = {"scm_rights", "pidfd_getfd", "message_only"};
  struct transfer_plan plan = {.kind = "memfd", .pidfd_source = PIDFD_FROM_CLONE};
  uint32_t mechanism = input_below(input, 3);
  snprintf(plan.mechanism, sizeof plan.mechanism, "%s", names[mechanism]);
  plan.batch = 1 + input_below(input, input_below(input, 4) == 3 ? LARGE_BATCH : SMALL_BATCH);
  plan.chunk = 1 + input_below(input, plan.batch < CHUNK_MAX ? plan.batch : CHUNK_MAX);
  /* Few messages a transfer, or the conversation is longer than its lines. */
  if (plan.batch > SMALL_BATCH && plan.chunk < 100) plan.chunk = 100;
  plan.transfers = 1 + input_below(input, TRANSFERS_AT_MOST);
  plan.acknowledge = input_below(input, 3);
  /* What helper/plan_rules.c refuses is tried by nobody: patience goes with one message, for example. */
  if (plan.acknowledge != ACKNOWLEDGE_NONE) plan.initiator = input_below(input, 2);
  bool may_be_patient = plan.initiator == INITIATOR_RECEIVER &&
                        plan.acknowledge == ACKNOWLEDGE_TRANSFER && plan.batch <= plan.chunk;
  if (may_be_patient) plan.patience_ms = input_below(input, 2);
  if (mechanism == 1 && plan.patience_ms == 0 && input_below(input, 8) == 7)
    plan.numbers = NUMBERS_KNOWN;
  return plan;
}

static void add_header(struct lines *lines, enum message_type type, uint32_t sequence) {
  const struct message_header header = {.type = type, .sequence = sequence};
  lines_add(lines, &header, sizeof header, 0);
}

static void add_hello(struct lines *lines, const struct transfer_plan *plan, bool is_donor) {
  const struct hello hello = {.header = {.type = MESSAGE_HELLO},
                              .protocol = PROTOCOL_VERSION,
                              .pid = getpid(),
                              .is_donor = is_donor,
                              .plan = *plan};
  lines_add(lines, &hello, sizeof hello, 0);
}

static void add_identities(struct lines *lines, uint32_t batch, int fd) {
  struct {
    struct message_header header;
    struct fd_identity list[CHUNK_MAX];
  } message;
  for (uint32_t offset = 0; offset < batch; offset += CHUNK_MAX) {
    uint32_t count = batch - offset < CHUNK_MAX ? batch - offset : CHUNK_MAX;
    message.header = (struct message_header){MESSAGE_IDENTITIES, 0, offset, count};
    for (uint32_t i = 0; i < count; i++) fd_identify(fd, fd, &message.list[i]);
    lines_add(lines, &message, sizeof message.header + count * sizeof message.list[0], 0);
  }
}

static void add_announcements(struct lines *lines, const struct transfer_plan *plan,
                              uint32_t sequence, int fd) {
  bool pushes = plan->mechanism[0] == 's';
  struct announcement message;
  for (uint32_t i = 0; i < CHUNK_MAX; i++) message.numbers[i] = fd;
  for (uint32_t offset = 0; offset < plan->batch; offset += plan->chunk) {
    uint32_t left = plan->batch - offset, count = left < plan->chunk ? left : plan->chunk;
    message.header = (struct message_header){MESSAGE_ANNOUNCEMENT, sequence, offset, count};
    lines_add(lines, &message, sizeof message.header + count * sizeof message.numbers[0],
              pushes ? count : 0);
  }
}

static void write_donor(struct lines *lines, const struct transfer_plan *plan, int fd) {
  add_hello(lines, plan, true);
  add_identities(lines, plan->batch, fd);
  for (uint32_t i = 0; i < plan->transfers && plan->numbers == NUMBERS_ANNOUNCED; i++)
    add_announcements(lines, plan, i, fd);
  add_header(lines, MESSAGE_BYE, 0);
}

static void write_receiver(struct lines *lines, const struct transfer_plan *plan) {
  uint32_t between = plan->acknowledge == ACKNOWLEDGE_MESSAGE ? plan_messages(plan) - 1 : 0;
  add_hello(lines, plan, false);
  for (uint32_t i = 0; i < plan->transfers && plan_is_paced(plan); i++) {
    add_header(lines, MESSAGE_READY, i);
    for (uint32_t m = 0; m < between; m++) add_header(lines, MESSAGE_ACKNOWLEDGE, i);
    add_header(lines, MESSAGE_ACKNOWLEDGE, i);
  }
  add_header(lines, MESSAGE_CHECK, 0);
  add_header(lines, MESSAGE_CHECK, 1);
  add_header(lines, MESSAGE_BYE, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct sample_log log;
  static int own_pidfd = -1;
  static struct lines lines;
  struct input input = {.bytes = data, .left = size};
  if (log.capacity == 0) {
    cleanup_close int samples = sample_log_create(TRANSFERS_AT_MOST);
    if (sample_log_map(samples, TRANSFERS_AT_MOST, &log) < 0) finding("no log");
    own_pidfd = pidfd_open_process(getpid(), 0);
  }
  struct hostile hostile;
  hostile_begin(&hostile, &input, true);
  bool tries_receiver = input_below(&input, 2) == 0;
  struct transfer_plan plan = choose_plan(&input);
  lines.count = lines.used = 0;
  if (tries_receiver)
    write_donor(&lines, &plan, hostile.given[0]);
  else
    write_receiver(&lines, &plan);
  hostile_converse(&hostile, &lines);
  hostile_fall_silent(&hostile);
  struct role role = {.plan = &plan,
                      .mechanism = mechanism_find(plan.mechanism),
                      .cpu = -1,
                      .channel = hostile.ours,
                      .pidfd = own_pidfd,
                      .log = &log,
                      .barrier = -1};
  if (tries_receiver)
    run_receiver(&role);
  else
    run_donor(&role);
  hostile_end(&hostile);
  return 0;
}
