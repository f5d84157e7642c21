/* SPDX-License-Identifier: Apache-2.0 */
/* Picks under its lock, writes down what it means, gives. */
#include "../core/clock.h"
#include "../core/control_message.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/interruption.h"
#include "../core/meeting.h"
#include "../core/process_facts.h"
#include "../core/random.h"
#include "entry_table.h"
#include "silent_sides.h"

/* A transfer takes microseconds; one that takes so long is broken, and is told as failed. */
enum { TRANSFER_DEADLINE_MS = 5000 };

struct donor {
  struct silent_side *side;
  struct entry_table table;
  uint64_t random;
};

/* Neighbours from a random place on: no entry twice in one transfer. Under the lock. */
static size_t choose(struct donor *donor, int *ret_fds) {
  const struct entry_table *table = &donor->table;
  size_t count = 1 + (size_t)(next_random(&donor->random) % donor->side->plan->batch_max);
  size_t first = (size_t)(next_random(&donor->random) % table->size);
  for (size_t i = 0; i < count; i++) {
    const struct entry *entry = &table->entries[(first + i) % table->size];
    ret_fds[i] = entry->fd;
    donor->side->memory->serials[i] = entry->serial;
  }
  return count;
}

static int give_one(struct donor *donor, uint32_t sequence) {
  const struct carrier *carrier = donor->side->plan->carrier;
  struct donor_account *account = &donor->side->memory->accounts[sequence];
  int fds[SILENT_BATCH_MAX];
  struct giving giving = {.channel = donor->side->channel,
                          .deadline_ms = TRANSFER_DEADLINE_MS,
                          .sequence = sequence,
                          .fds = fds};
  pthread_mutex_lock(&donor->table.lock);
  int code = donor->table.code;
  if (code == 0) {
    giving.count = choose(donor, fds);
    account->meant = (uint16_t)giving.count;
    code = carrier->pick(&giving);
  }
  pthread_mutex_unlock(&donor->table.lock);
  /* Without that nothing can be given, and the receiver would wait for it. */
  if (code < 0) return code;
  code = carrier->give == NULL ? 0 : carrier->give(&giving);
  if (code < 0 && interruption_pending() != INTERRUPTION_NONE) return code;
  account->failed = code < 0;
  account->ended = 1;
  return 0;
}

/* Until the receiver says good-bye. */
static int serve(struct donor *donor) {
  const struct silent_side *side = donor->side;
  for (;;) {
    struct message_header message;
    int code = receive_exactly(side->talk, &message, sizeof message, NULL, 0);
    if (code < 0) return code;
    if (message.type == MESSAGE_BYE) return 0;
    if (message.type != MESSAGE_READY || message.sequence >= side->plan->transfers)
      return failed_at("protocol", -HANDOVER_MESSAGE_UNEXPECTED);
    code = give_one(donor, message.sequence);
    if (code < 0) return code;
  }
}

static int serve_under_churn(struct donor *donor) {
  const struct silent_plan *plan = donor->side->plan;
  struct silent_memory *memory = donor->side->memory;
  int open_before = count_open_fds();
  uint64_t began_ns = now_ns();
  int code = entry_table_churn(&donor->table, plan->churn, plan->seed + 1);
  if (code < 0) return code;
  code = serve(donor);
  int churned = entry_table_calm(&donor->table);
  memory->span_ns = now_ns() - began_ns;
  memory->replaced = donor->table.replaced;
  memory->leaked = count_open_fds() - open_before;
  return code < 0 ? code : churned;
}

int silent_donor(struct silent_side *side) {
  struct donor donor = {.side = side, .random = side->plan->seed};
  int code = raise_descriptor_limit();
  if (code == 0) code = entry_table_open(&donor.table, side->plan->table);
  if (code < 0) return code;
  code = meeting_send(side->talk, MESSAGE_READY, 0);
  if (code == 0) code = serve_under_churn(&donor);
  entry_table_close(&donor.table);
  return code;
}
