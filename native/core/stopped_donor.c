/* SPDX-License-Identifier: Apache-2.0 */
/* Stops and resumes. By number: the donor is alive, since it has just answered on the channel. */
#include "stopped_donor.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "error_text.h"
#include "interruption.h"

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
    if (interruption_pending() != INTERRUPTION_NONE)
      return failed_at("stop", -HANDOVER_INTERRUPTED);
    nanosleep(&between_looks, NULL); /* nothing tells a process that is no relative */
  }
}

int donor_stop(pid_t donor) {
  if (kill(donor, SIGSTOP) < 0) return failed_at("kill(SIGSTOP)", -errno);
  int code = wait_until_stopped(donor);
  if (code < 0) donor_resume(donor);
  return code;
}

int donor_resume(pid_t donor) {
  return kill(donor, SIGCONT) < 0 ? failed_at("kill(SIGCONT)", -errno) : 0;
}
