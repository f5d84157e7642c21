/* SPDX-License-Identifier: Apache-2.0 */
/* Each handover has a network of its own: ports that nobody else uses, no TIME_WAIT of the handover before, and sysctls
 * that are nobody else's. `namespace` makes one and lives as long as its input; `enter` runs a program in it. */
#include "namespace_command.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../core/announcement.h"
#include "../core/error_text.h"
#include "../core/own_network.h"
#include "../core/owned_fd.h"
#include "../core/process_facts.h"
#include "json_line.h"
#include "outcome.h"
#include "plan_flags.h"

enum { PATH_ROOM = 64 };

static void say(const char *status, const struct outcome *outcome) {
  printf("{\"protocol\":%d,\"role\":\"namespace\",\"pid\":%d,\"status\":\"%s\",\"error\":",
         PROTOCOL_VERSION, getpid(), status);
  json_error(stdout, outcome);
  printf("}\n");
  fflush(stdout);
}

int namespace_main(int count, char **words) {
  bool migrates = count == 2 && strcmp(words[1], "--migrate-requests") == 0;
  if (count > 2 || (count == 2 && !migrates)) {
    fprintf(stderr, "handover-helper namespace: not a flag: %s\n", words[count - 1]);
    return EXIT_USAGE;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int code = unshare_network(migrates);
  struct outcome outcome = outcome_of_code(code);
  say(code == 0 ? "ready" : outcome.status, &outcome);
  if (code < 0) {
    fprintf(stderr, "handover-helper namespace: %s\n", outcome.text);
    return outcome.exit_code;
  }
  char ignored[PATH_ROOM];
  while (read(STDIN_FILENO, ignored, sizeof ignored) > 0) continue;
  return EXIT_DONE;
}

/* Into the user namespace first, if it is another: in it setns(2) to the network is allowed. */
static int join(pid_t pid) {
  static const struct {
    const char *name;
    int type;
  } kinds[] = {{"user", CLONE_NEWUSER}, {"net", CLONE_NEWNET}};
  for (int i = 0; i < 2; i++) {
    char path[PATH_ROOM], own[PATH_ROOM], other[PATH_ROOM];
    snprintf(path, sizeof path, "/proc/self/ns/%s", kinds[i].name);
    ssize_t own_bytes = readlink(path, own, sizeof own);
    snprintf(path, sizeof path, "/proc/%d/ns/%s", (int)pid, kinds[i].name);
    ssize_t other_bytes = readlink(path, other, sizeof other);
    if (other_bytes < 0) return failed_at("readlink /proc/PID/ns", -errno);
    if (own_bytes == other_bytes && memcmp(own, other, (size_t)own_bytes) == 0) continue;
    cleanup_close int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return failed_at("open /proc/PID/ns", -errno);
    if (setns(fd, kinds[i].type) < 0) return failed_at("setns", -errno);
  }
  return 0;
}

/* enter --namespace-of PID|0 --cpu N|-1 -- PROGRAM WORDS… : 0 and -1 leave things as they are. */
int enter_main(int count, char **words) {
  uint64_t pid, cpu = 0;
  bool has_flags = count >= 7 && strcmp(words[1], "--namespace-of") == 0 &&
                   strcmp(words[3], "--cpu") == 0 && strcmp(words[5], "--") == 0;
  bool is_pinned = has_flags && strcmp(words[4], "-1") != 0;
  if (!has_flags || !number_parse(words[2], 0, 1 << 30, &pid) ||
      (is_pinned && !number_parse(words[4], 0, 1 << 16, &cpu))) {
    fprintf(stderr, "usage: handover-helper enter --namespace-of PID --cpu N -- PROGRAM [WORDS]\n");
    return EXIT_USAGE;
  }
  int number = (int)cpu;
  int code = pid == 0 ? 0 : join((pid_t)pid);
  if (code == 0 && is_pinned) code = use_cpus(&number, 1);
  if (code == 0) {
    execvp(words[6], words + 6);
    code = failed_at("execve", -errno);
  }
  struct outcome outcome = outcome_of_code(code);
  fprintf(stderr, "handover-helper enter: %s\n", outcome.text);
  return outcome.exit_code;
}
