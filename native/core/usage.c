/* SPDX-License-Identifier: Apache-2.0 */
/* Reads what the kernel accounted to this process. */
#include "usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static int64_t microseconds_to_ns(struct timeval time) {
  return (int64_t)time.tv_sec * 1000000000 + (int64_t)time.tv_usec * 1000;
}

static int64_t migrations_now(void) {
  FILE *sched = fopen("/proc/self/sched", "re"); /* needs CONFIG_SCHED_DEBUG */
  if (sched == NULL) return -1;
  char line[256];
  int64_t migrations = -1;
  while (migrations < 0 && fgets(line, sizeof line, sched) != NULL) {
    const char *value = strchr(line, ':');
    if (value != NULL && strncmp(line, "se.nr_migrations", 16) == 0)
      migrations = strtoll(value + 1, NULL, 10);
  }
  fclose(sched);
  return migrations;
}

struct usage usage_now(void) {
  struct rusage own;
  getrusage(RUSAGE_SELF, &own);
  return (struct usage){
      .user_ns = microseconds_to_ns(own.ru_utime),
      .system_ns = microseconds_to_ns(own.ru_stime),
      .voluntary_switches = own.ru_nvcsw,
      .involuntary_switches = own.ru_nivcsw,
      .minor_faults = own.ru_minflt,
      .major_faults = own.ru_majflt,
      .migrations = migrations_now(),
      .max_rss_bytes = own.ru_maxrss * 1024,
  };
}

struct usage usage_between(struct usage before, struct usage after) {
  return (struct usage){
      .user_ns = after.user_ns - before.user_ns,
      .system_ns = after.system_ns - before.system_ns,
      .voluntary_switches = after.voluntary_switches - before.voluntary_switches,
      .involuntary_switches = after.involuntary_switches - before.involuntary_switches,
      .minor_faults = after.minor_faults - before.minor_faults,
      .major_faults = after.major_faults - before.major_faults,
      .migrations = before.migrations < 0 ? -1 : after.migrations - before.migrations,
      .max_rss_bytes = after.max_rss_bytes,
  };
}
