/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds of clients, and what they share: a schedule. */
#include "clients.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../core/error_text.h"
#include "kinds.h"

const struct clients *const client_kinds[] = {&clients_connections, &clients_streams,
                                              &clients_datagrams, NULL};

const struct clients *clients_find(const char *name) {
  for (size_t i = 0; client_kinds[i] != NULL; i++)
    if (strcmp(client_kinds[i]->name, name) == 0) return client_kinds[i];
  return NULL;
}

size_t clients_by_schedule(const struct clients_plan *plan) {
  return (size_t)(plan->rate_per_second * plan->for_ms / 1000.0);
}

int clients_draw(const struct clients_plan *plan, struct client_log *log) {
  uint64_t *due_ns = malloc(log->count * sizeof *due_ns);
  if (due_ns == NULL) return failed_at("malloc", -ENOMEM);
  arrivals_draw(plan->arrivals, plan->rate_per_second, plan->seed, log->count, due_ns);
  for (size_t i = 0; i < log->count; i++)
    log->entries[i] = (struct client_entry){.due_ns = due_ns[i]};
  free(due_ns);
  return 0;
}
