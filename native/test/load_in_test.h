/* SPDX-License-Identifier: Apache-2.0 */
/* `handover-helper load` as a process of a test: its input and its output are pipes. */
#ifndef HANDOVER_LOAD_IN_TEST_H
#define HANDOVER_LOAD_IN_TEST_H

#include <stdbool.h>
#include <sys/types.h>

enum { LOAD_TEXT_MAX = 1024 };

struct load_pipes {
  int input[2], output[2];
};

struct started_load {
  pid_t pid;
  int input;  /* its standard input ends when this is closed */
  int output; /* what it prints */
};

struct load_pipes load_pipes_make(void);

/* The words after "load", ending with NULL. The ends that the load takes are closed here. */
struct started_load load_start(const char *const *words);
struct started_load load_start_at(const struct load_pipes *pipes, const char *const *words);

/* In a process that was made for it. */
_Noreturn void load_become(const struct load_pipes *pipes, const char *const *given);

/* A line, or what there is at the end of the output. */
void load_read_line(int output, char ret[LOAD_TEXT_MAX]);

/* Reaps it and returns its exit code; its last line is in ret, and there is none after it. */
int load_end_of(struct started_load *load, char ret[LOAD_TEXT_MAX]);

#endif
