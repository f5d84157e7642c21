/* SPDX-License-Identifier: Apache-2.0 */
/* Entries, their lock, and their churn. */
#include "entry_table.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "../core/clock.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/random.h"
#include "serial_file.h"

/* What is later than this is not made up for: a machine that is too slow would do nothing else. */
enum { BACKLOG_NS = 2 * 1000 * 1000 };

int entry_table_open(struct entry_table *table, uint32_t size) {
  *table = (struct entry_table){0};
  pthread_mutex_init(&table->lock, NULL);
  table->entries = calloc(size, sizeof *table->entries);
  if (table->entries == NULL) return failed_at("calloc", -ENOMEM);
  for (; table->size < size; table->size++) {
    uint64_t serial = ++table->last_serial;
    int fd = serial_file_open(serial);
    if (fd < 0) {
      entry_table_close(table);
      return fd;
    }
    table->entries[table->size] = (struct entry){.fd = fd, .serial = serial};
  }
  return 0;
}

int entry_replace(struct entry_table *table, uint32_t index) {
  struct entry *entry = &table->entries[index];
  close_consume(&entry->fd);
  uint64_t serial = ++table->last_serial;
  int fd = serial_file_open(serial);
  if (fd < 0) return fd;
  *entry = (struct entry){.fd = fd, .serial = serial};
  table->replaced++;
  return 0;
}

static void sleep_until(uint64_t due_ns) {
  struct timespec due = {.tv_sec = (time_t)(due_ns / 1000000000u),
                         .tv_nsec = (long)(due_ns % 1000000000u)};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
}

static void *churn(void *argument) {
  struct entry_table *table = argument;
  const uint64_t interval_ns = 1000000000u / table->churn_per_second;
  uint64_t due_ns = now_ns();
  int code = 0;
  while (code == 0 && !table->ending) {
    due_ns += interval_ns;
    uint64_t now = now_ns();
    if (due_ns > now)
      sleep_until(due_ns);
    else if (now - due_ns > BACKLOG_NS)
      due_ns = now;
    /* One at a time: between two of them the donor may have the lock. */
    pthread_mutex_lock(&table->lock);
    code = entry_replace(table, (uint32_t)(next_random(&table->random) % table->size));
    table->code = code;
    pthread_mutex_unlock(&table->lock);
  }
  return NULL;
}

int entry_table_churn(struct entry_table *table, uint32_t per_second, uint64_t seed) {
  if (per_second == 0) return 0;
  table->churn_per_second = per_second;
  table->random = seed;
  /* Signals are for the thread that waits for the receiver. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int error = pthread_create(&table->thread, NULL, churn, table);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (error != 0) return failed_at("pthread_create", -error);
  table->has_thread = true;
  return 0;
}

int entry_table_calm(struct entry_table *table) {
  if (!table->has_thread) return 0;
  table->ending = true;
  pthread_join(table->thread, NULL);
  table->has_thread = false;
  return table->code < 0 ? failed_at("churn", table->code) : 0;
}

void entry_table_close(struct entry_table *table) {
  for (uint32_t i = 0; i < table->size; i++) close_consume(&table->entries[i].fd);
  free(table->entries);
  table->entries = NULL;
  table->size = 0;
}
