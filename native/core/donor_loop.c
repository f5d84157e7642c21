/* SPDX-License-Identifier: Apache-2.0 */
/* The donor's life: opens the descriptors, meets the receiver, gives, says good-bye, closes. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "donor.h"
#include "error_text.h"
#include "fd_facts.h"
#include "fd_kinds.h"
#include "interruption.h"
#include "meeting.h"
#include "owned_fd.h"

static int open_descriptors(struct donor *donor) {
  const struct transfer_plan *plan = donor->role->plan;
  donor->fds = calloc(plan->batch, sizeof(int));
  donor->companions = calloc(plan->batch, sizeof(int));
  donor->flags_before = calloc(plan->batch, sizeof(int));
  donor->wrong = calloc(plan->batch, sizeof *donor->wrong);
  donor->messages = calloc(plan_messages(plan), sizeof *donor->messages);
  if (!donor->fds || !donor->companions || !donor->flags_before || !donor->wrong ||
      !donor->messages)
    return failed_at("calloc", -ENOMEM);
  memset(donor->fds, -1, plan->batch * sizeof(int));
  memset(donor->companions, -1, plan->batch * sizeof(int));
  int code =
      fd_kind_open_many(fd_kind_find(plan->kind), plan->batch, donor->fds, donor->companions);
  for (uint32_t i = 0; code == 0 && i < plan->batch; i++) {
    donor->flags_before[i] = fd_status_flags(donor->fds[i]);
    if (donor->flags_before[i] < 0) code = donor->flags_before[i];
  }
  return code;
}

/* Before meeting: a receiver that connects stamps the first `due` itself, and drawing has no place in the
 * cold interval. */
static void draw(struct donor *donor) {
  const struct transfer_plan *plan = donor->role->plan;
  if (plan->initiator == INITIATOR_DONOR) donor->schedule = schedule_draw(plan, donor->role->log);
  donor_work_draw(&donor->work, (enum service)plan->service, plan->service_ns,
                  plan->utilisation_percent, plan->seed + 1);
}

static int meet(struct donor *donor) {
  struct role *role = donor->role;
  struct hello receiver;
  int code = 0;
  if (role->plan->meet == MEET_PATH)
    code =
        channel_listen((enum channel_type)role->plan->channel_type, donor->path, &donor->listener);
  if (code == 0)
    code = meeting_exchange_hello(role->channel, role->plan, true, donor->path, &receiver);
  if (code == 0) code = meeting_send_identities(role->channel, donor->fds, role->plan->batch);
  if (code == 0 && plan_is_found(role->plan))
    code = meeting_send_address(role->channel, donor->fds[0]);
  return code;
}

/* The donor's first call inside the cold interval: nothing may stand between it and the first send. */
static int accept_receiver(struct donor *donor) {
  donor->cold_cpu_before_ns = thread_cpu_ns();
  int code = channel_accept(donor->listener, &donor->met);
  if (code == 0) donor->transfer_channel = donor->met;
  return code;
}

/* Outside the loop, and outside both counts of open descriptors. */
static int prepare(struct donor *donor) {
  const struct transfer_plan *plan = donor->role->plan;
  int code = donor_table_fill(plan->table_size, &donor->table);
  if (code == 0) code = open_descriptors(donor);
  if (code < 0) return code;
  prepare_messages(donor);
  draw(donor);
  return 0;
}

static int give(struct donor *donor) {
  struct role *role = donor->role;
  const struct transfer_plan *plan = role->plan;
  bool by_path = plan->meet == MEET_PATH;
  role->oracle.open_before = count_open_fds();
  int code =
      donor_threads_start(plan->donor_threads, (enum threads_do)plan->threads_do, &donor->threads);
  struct usage before = usage_now();
  if (code == 0 && by_path) code = accept_receiver(donor);
  if (code == 0) code = donor_run_transfers(donor);
  if (code == 0 && !donor->heard_bye) code = donor_wait_for(donor, MESSAGE_BYE, 0);
  role->usage = usage_between(before, usage_now());
  role->threads_done = donor_threads_end(&donor->threads);
  if (code < 0) return code;
  role->oracle.open_after = count_open_fds() - (by_path ? 1 : 0);
  role->oracle.method = ORACLE_NO_DESCRIPTORS;
  role->work_done = donor_work_done(&donor->work);
  interruption_ignore_peer();
  return meeting_send(donor->transfer_channel, MESSAGE_BYE, 0);
}

static int donate(struct donor *donor) {
  struct role *role = donor->role;
  int code = prepare(donor);
  if (code == 0) code = meet(donor);
  if (code < 0) return code;
  if (role->plan->donor_state != DONOR_EXEC_STORM) return give(donor);
  if (role->begin_exec_storm == NULL) return failed_at("execv", -ENOSYS);
  return role->begin_exec_storm(role, donor->fds, role->plan->batch);
}

int run_donor(struct role *role) {
  struct donor donor = {.role = role, .transfer_channel = role->channel, .listener = -1, .met = -1};
  role->oracle.open_after = -1;
  int code = donate(&donor);
  if (donor.path[0] != '\0') unlink(donor.path);
  close_consume(&donor.listener);
  close_consume(&donor.met);
  if (donor.fds != NULL) close_all_consume(donor.fds, role->plan->batch);
  if (donor.companions != NULL) close_all_consume(donor.companions, role->plan->batch);
  donor_table_empty(&donor.table);
  free(donor.fds);
  free(donor.companions);
  free(donor.flags_before);
  free(donor.wrong);
  free(donor.messages);
  return code;
}
