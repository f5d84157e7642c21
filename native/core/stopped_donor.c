/* SPDX-License-Identifier: Apache-2.0 */
/* Stops and resumes. */
#include "stopped_donor.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "error_text.h"
#include "interruption.h"
#include "owned_fd.h"
#include "pidfd.h"

/* The letter after the name in /proc/PID/stat (proc(5)), 0 where it cannot be read. */
static char state_of(pid_t process) {
  char path[64], line[512];
  snprintf(path, sizeof path, "/proc/%d/stat", process);
  FILE *stat = fopen(path, "re");
  if (stat == NULL) return 0;
  size_t got = fread(line, 1, sizeof line - 1, stat);
  fclose(stat);
  line[got] = '\0';
  const char *name_end = strrchr(line, ')');
  return name_end != NULL && name_end[1] == ' ' ? name_end[2] : 0;
}

static int wait_until_stopped(pid_t donor) {
  static const struct timespec between_looks = {.tv_nsec = 100000};
  for (;;) {
    char state = state_of(donor);
    if (state == 'T') return 0;
    if (state == 0) return failed_at("open(/proc/PID/stat)", -ENOENT);
    if (state == 'Z' || state == 'X') return failed_at("stop", -ESRCH);
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("stop", -HANDOVER_INTERRUPTED);
    nanosleep(&between_looks, NULL); /* nothing tells a process that is no relative */
  }
}

int donor_stop(pid_t donor, int *ret_pidfd) {
  /* The number is what the peer has said: 0 and below would be whole groups of processes. */
  if (donor <= 1) return failed_at("hello", -HANDOVER_MESSAGE_UNEXPECTED);
  int pidfd = pidfd_open_process(donor, 0);
  if (pidfd < 0) return pidfd;
  int code = pidfd_send(pidfd, SIGSTOP);
  if (code == 0) code = wait_until_stopped(donor);
  *ret_pidfd = pidfd;
  if (code < 0) donor_resume(ret_pidfd);
  return code;
}

int donor_resume(int *pidfd_consume) {
  int code = pidfd_send(*pidfd_consume, SIGCONT);
  close_consume(pidfd_consume);
  return code;
}
