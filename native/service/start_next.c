/* SPDX-License-Identifier: Apache-2.0 */
/* fork(2), dup2(2), execve(2). */
#include "start_next.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "../core/channel.h"
#include "../core/error_text.h"
#include "../core/owned_fd.h"

enum { WORDS_MAX = 24, NUMBER_MAX = 24 };

struct words {
  char numbers[WORDS_MAX][NUMBER_MAX];
  char *list[WORDS_MAX];
  size_t count;
};

static void add_word(struct words *words, const char *word) {
  snprintf(words->numbers[words->count], NUMBER_MAX, "%s", word);
  words->list[words->count] = words->numbers[words->count];
  words->count++;
}

static void add_flag(struct words *words, const char *flag, uint64_t value) {
  char number[NUMBER_MAX];
  snprintf(number, sizeof number, "%" PRIu64, value);
  add_word(words, flag);
  add_word(words, number);
}

static void words_of_next(const struct service_loop *service, struct words *ret) {
  const struct service_plan *plan = service->plan;
  *ret = (struct words){.count = 0};
  add_word(ret, "handover-helper");
  add_word(ret, "serve");
  add_word(ret, "--takes");
  add_word(ret, plan->gives->name);
  add_flag(ret, "--generation", plan->generation + 1);
  add_flag(ret, "--listeners", service->listener_count);
  add_flag(ret, "--channel-fd", INHERITED_LISTENERS + service->listener_count);
  add_flag(ret, "--service-ns", plan->service_ns);
  add_flag(ret, "--trial-ms", plan->trial_ms);
  add_flag(ret, "--patience-ms", plan->patience_ms);
  add_flag(ret, "--drain-ms", plan->drain_ms);
  if (plan->is_datagram) add_word(ret, "--datagrams");
}

/* Everything that is to be put to a low number lies above all of them first: one dup2(2) each is then enough, and none
 * overwrites another. In a new process: what fails here ends it, and the channel tells the old one. */
static _Noreturn void become_next(const struct service_loop *service, int end, char *const *words) {
  int first_free = INHERITED_LISTENERS + (int)service->listener_count + 1;
  int moved[PORTS_MAX];
  for (uint32_t i = 0; i < service->listener_count; i++)
    moved[i] = fcntl(service->listeners[i].watched.fd, F_DUPFD_CLOEXEC, first_free);
  int channel = fcntl(end, F_DUPFD_CLOEXEC, first_free);
  for (uint32_t i = 0; i < service->listener_count; i++)
    if (dup2(moved[i], INHERITED_LISTENERS + (int)i) < 0) _exit(1);
  if (dup2(channel, first_free - 1) < 0) _exit(1);
  /* The path that started us: works without /proc. */
  execv((const char *)getauxval(AT_EXECFN), words);
  _exit(1);
}

int start_next(struct service_loop *service) {
  int ends[2];
  int code = channel_pair(CHANNEL_SEQPACKET, ends);
  if (code < 0) return code;
  struct words words;
  words_of_next(service, &words);
  /* Nobody asks how it ended: the channel tells. */
  signal(SIGCHLD, SIG_IGN);
  pid_t pid = fork();
  if (pid == 0) become_next(service, ends[1], words.list);
  close_consume(&ends[1]);
  if (pid < 0) {
    code = failed_at("fork", -errno);
    close_consume(&ends[0]);
    return code;
  }
  service->channel = (struct watched){.kind = WATCHED_CHANNEL, .fd = ends[0]};
  return service_watch(service, &service->channel, EPOLLIN);
}
