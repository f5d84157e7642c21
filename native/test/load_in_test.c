/* SPDX-License-Identifier: Apache-2.0 */
/* Starts loads for tests, reads what they print, reaps them. */
#include "load_in_test.h"

#include <fcntl.h>
#include <getopt.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../core/owned_fd.h"
#include "../helper/load_command.h"
#include "tests.h"

enum { WORDS_MAX = 16 };

struct load_pipes load_pipes_make(void) {
  struct load_pipes made;
  ASSERT_INT(pipe2(made.input, O_CLOEXEC), ==, 0);
  ASSERT_INT(pipe2(made.output, O_CLOEXEC), ==, 0);
  return made;
}

/* In a process of its own, with nothing of ours but its ends. */
_Noreturn void load_become(const struct load_pipes *pipes, const char *const *given) {
  char *words[WORDS_MAX] = {"load"};
  int count = 1;
  for (; given[count - 1] != NULL; count++) words[count] = (char *)(size_t)given[count - 1];
  dup2(pipes->input[0], STDIN_FILENO);
  dup2(pipes->output[1], STDOUT_FILENO);
  for (int i = 0; i < 2; i++) {
    close(pipes->input[i]);
    close(pipes->output[i]);
  }
  optind = 1; /* getopt(3) goes on where it was */
  _exit(load_main(count, words));
}

struct started_load load_start_at(const struct load_pipes *pipes, const char *const *words) {
  pid_t pid = fork();
  ASSERT_INT(pid, >=, 0);
  if (pid == 0) load_become(pipes, words);
  close(pipes->input[0]);
  close(pipes->output[1]);
  return (struct started_load){.pid = pid, .input = pipes->input[1], .output = pipes->output[0]};
}

struct started_load load_start(const char *const *words) {
  struct load_pipes pipes = load_pipes_make();
  return load_start_at(&pipes, words);
}

void load_read_line(int output, char ret[LOAD_TEXT_MAX]) {
  size_t bytes = 0;
  while (bytes + 1 < LOAD_TEXT_MAX && read(output, ret + bytes, 1) == 1)
    if (ret[bytes++] == '\n') break;
  ret[bytes] = '\0';
}

int load_end_of(struct started_load *load, char ret[LOAD_TEXT_MAX]) {
  char rest[LOAD_TEXT_MAX];
  int status;
  load_read_line(load->output, ret);
  load_read_line(load->output, rest);
  ASSERT_STRING(rest, "");
  ASSERT_INT(waitpid(load->pid, &status, 0), ==, load->pid);
  close_consume(&load->input);
  close_consume(&load->output);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
