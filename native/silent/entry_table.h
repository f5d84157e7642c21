/* SPDX-License-Identifier: Apache-2.0 */
/* The donor's table: descriptors that it may give, guarded by a lock as in a program with threads; and a thread that
 * replaces them, as a proxy does that closes one connection and accepts the next. */
#ifndef HANDOVER_ENTRY_TABLE_H
#define HANDOVER_ENTRY_TABLE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct entry {
  int fd;
  uint64_t serial;
};

struct entry_table {
  pthread_mutex_t lock; /* guards everything below but `thread` and `ending` */
  struct entry *entries;
  uint32_t size;
  uint64_t last_serial;
  uint64_t replaced;
  int code; /* why the thread ended early, else 0 */
  /* Of the thread. */
  uint32_t churn_per_second; /* 0: no thread */
  uint64_t random;
  pthread_t thread;
  bool has_thread;
  atomic_bool ending;
};

/* Opens `size` files. Returns 0 or a negative code, after which nothing stays open. */
int entry_table_open(struct entry_table *table, uint32_t size);

/* Starts replacing so many entries a second, drawn by `seed`; with 0 nothing is started. */
int entry_table_churn(struct entry_table *table, uint32_t per_second, uint64_t seed);

/* Closes one entry and opens a new file, which takes the lowest free number: nearly always the same one. Under the lock. */
int entry_replace(struct entry_table *table, uint32_t index);

/* Ends the thread. Returns why it had ended before, or 0. */
int entry_table_calm(struct entry_table *table);

void entry_table_close(struct entry_table *table);

#endif
