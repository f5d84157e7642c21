/* SPDX-License-Identifier: Apache-2.0 */
/* Maps the log, names outcomes. */
#include "client_log.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "../core/error_text.h"

const char *const client_outcome_names[OUTCOMES] = {
    [OUTCOME_PENDING] = "pending",         [OUTCOME_SERVED] = "served",
    [OUTCOME_REFUSED] = "refused",         [OUTCOME_RESET] = "reset",
    [OUTCOME_TIMED_OUT] = "timed_out",     [OUTCOME_CLOSED_EARLY] = "closed_early",
    [OUTCOME_NOT_OFFERED] = "not_offered", [OUTCOME_WRONG] = "wrong",
};

int client_log_map(int fd, size_t count, struct client_log *ret) {
  struct stat facts;
  size_t bytes = count * sizeof(struct client_entry);
  if (fstat(fd, &facts) < 0) return failed_at("--log-fd", -errno);
  if ((size_t)facts.st_size < bytes) return failed_at("--log-fd", -EINVAL);
  /* Pre-faulted: a page fault at 30,000 connections a second would be delay of our own making. */
  void *mapped = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
  if (mapped == MAP_FAILED) return failed_at("mmap", -errno);
  *ret = (struct client_log){.entries = mapped, .count = count};
  return 0;
}

void client_log_unmap(struct client_log *log) {
  if (log->entries != NULL) munmap(log->entries, log->count * sizeof *log->entries);
  log->entries = NULL;
}

void client_entry_end(struct client_entry *entry, enum client_outcome outcome, uint64_t now) {
  if (entry->outcome != OUTCOME_PENDING) return;
  entry->outcome = outcome;
  entry->ended_ns = now;
}
