/* SPDX-License-Identifier: Apache-2.0 */
/* Starts the threads, counts what they do, joins them. */
#include "donor_threads.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "clock.h"
#include "error_text.h"

enum { STACK_BYTES = 64 * 1024, ALLOCATION_BYTES = 64 * 1024, PAGE_BYTES = 4096 };

struct donor_threads {
  pthread_mutex_t lock; /* with `changed`: what sleeps is woken to end */
  pthread_cond_t changed;
  atomic_bool ending;
  atomic_uint_fast64_t rounds;
  enum threads_do what;
  uint64_t began_ns;
  uint32_t count;
  pthread_t ids[];
};

static void open_and_close(void) {
  int fd = dup(STDERR_FILENO);
  if (fd >= 0) close(fd);
}

static void allocate(void) {
  char *memory =
      mmap(NULL, ALLOCATION_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  for (size_t i = 0; i < ALLOCATION_BYTES; i += PAGE_BYTES) ((volatile char *)memory)[i] = 1;
  munmap(memory, ALLOCATION_BYTES);
}

static void sleep_until_the_end(struct donor_threads *threads) {
  pthread_mutex_lock(&threads->lock);
  while (!threads->ending) pthread_cond_wait(&threads->changed, &threads->lock);
  pthread_mutex_unlock(&threads->lock);
}

static void *run(void *argument) {
  struct donor_threads *threads = argument;
  uint64_t rounds = 0;
  if (threads->what == THREADS_SLEEP) sleep_until_the_end(threads);
  for (; !threads->ending; rounds++) {
    if (threads->what == THREADS_OPEN_CLOSE)
      open_and_close();
    else
      allocate();
  }
  threads->rounds += rounds;
  return NULL;
}

static int start_all(struct donor_threads *threads, uint32_t count) {
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, STACK_BYTES);
  int error = 0;
  while (error == 0 && threads->count < count) {
    error = pthread_create(&threads->ids[threads->count], &small, run, threads);
    if (error == 0) threads->count++;
  }
  pthread_attr_destroy(&small);
  return error == 0 ? 0 : failed_at("pthread_create", -error);
}

int donor_threads_start(uint32_t count, enum threads_do what, struct donor_threads **ret) {
  *ret = NULL;
  if (count == 0) return 0;
  struct donor_threads *threads = calloc(1, sizeof *threads + count * sizeof threads->ids[0]);
  if (threads == NULL) return failed_at("calloc", -ENOMEM);
  threads->what = what;
  threads->began_ns = now_ns();
  pthread_mutex_init(&threads->lock, NULL);
  pthread_cond_init(&threads->changed, NULL);
  *ret = threads;
  /* Signals are for the thread that gives: new threads inherit a mask in which all are blocked. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int code = start_all(threads, count);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (code < 0) donor_threads_end(ret);
  return code;
}

struct threads_done donor_threads_end(struct donor_threads **threads_consume) {
  struct donor_threads *threads = *threads_consume;
  if (threads == NULL) return (struct threads_done){0};
  uint64_t span_ns = now_ns() - threads->began_ns;
  pthread_mutex_lock(&threads->lock);
  threads->ending = true;
  pthread_cond_broadcast(&threads->changed);
  pthread_mutex_unlock(&threads->lock);
  for (uint32_t i = 0; i < threads->count; i++) pthread_join(threads->ids[i], NULL);
  struct threads_done done = {.rounds = threads->rounds, .span_ns = span_ns};
  pthread_cond_destroy(&threads->changed);
  pthread_mutex_destroy(&threads->lock);
  free(threads);
  *threads_consume = NULL;
  return done;
}
