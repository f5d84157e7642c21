/* SPDX-License-Identifier: Apache-2.0 */
/* Forks services, waits for them, looks at what they leave. */
#include "service_in_test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../clients/http_visit.h"
#include "../core/channel.h"
#include "../core/error_text.h"
#include "../core/fd_facts.h"
#include "../core/interruption.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"
#include "tests.h"

/* Of a test's own descriptors all are below; a service's process keeps none of them. */
enum { FDS_LOOKED_AT = 1024, CLIENT_PATIENCE_S = 10, SERVICE_DEADLINE_MS = 15000 };

static struct service_seen *seen_here;
static int ready_end;

struct service_plan service_plan_in_test(void) {
  return (struct service_plan){.generation = 1,
                               .listeners = 1,
                               .backlog = 128,
                               .channel = -1,
                               .trial_ms = 20,
                               .patience_ms = 5000,
                               .drain_ms = 5000};
}

static void say_ready(const struct service_loop *service) {
  seen_here->listener_count = service->listener_count;
  for (uint32_t i = 0; i < service->listener_count; i++)
    seen_here->ports[i] = service->listeners[i].port;
  close_consume(&ready_end);
}

static _Noreturn void service_process(const struct service_plan *given, int orders, int ready) {
  static struct service_loop service;
  struct service_plan plan = *given;
  dup2(orders, STDIN_FILENO);
  for (int fd = STDERR_FILENO + 1; fd < FDS_LOOKED_AT; fd++)
    if (fd != ready && fd != plan.channel) close(fd);
  ready_end = ready;
  seen_here->open_before = count_open_fds() - 1 - (plan.channel >= 0);
  int code = interruption_install(SERVICE_DEADLINE_MS);
  if (code == 0) code = service_run(&plan, say_ready, &service);
  close_consume(&ready_end);
  seen_here->code = code;
  snprintf(seen_here->operation, sizeof seen_here->operation, "%s", failed_operation());
  seen_here->counts = service.counts;
  seen_here->instants = service.instants;
  seen_here->open_after = count_open_fds();
  exit(EXIT_SUCCESS); /* not _exit: LeakSanitizer */
}

static struct started_service start(const struct service_plan *plan, int *ret_ready) {
  int orders[2], ready[2];
  ASSERT_INT(pipe2(orders, O_CLOEXEC), ==, 0);
  ASSERT_INT(pipe2(ready, O_CLOEXEC), ==, 0);
  seen_here =
      mmap(NULL, sizeof *seen_here, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT(seen_here != MAP_FAILED);
  pid_t pid = fork();
  ASSERT_INT(pid, >=, 0);
  if (pid == 0) service_process(plan, orders[0], ready[1]);
  close(orders[0]);
  close(ready[1]);
  if (plan->channel >= 0) close(plan->channel);
  *ret_ready = ready[0];
  return (struct started_service){.pid = pid, .orders = orders[1], .seen = seen_here};
}

struct started_service service_start(const struct service_plan *plan) {
  int ready;
  struct started_service service = start(plan, &ready);
  close(ready);
  return service;
}

struct started_service service_start_ready(const struct service_plan *plan) {
  int ready;
  char nothing;
  struct started_service service = start(plan, &ready);
  ASSERT_INT(read(ready, &nothing, 1), ==, 0);
  close(ready);
  return service;
}

void service_order(const struct started_service *service) {
  ASSERT_INT(write(service->orders, "g", 1), ==, 1);
}

void service_await_stop(const struct started_service *service) {
  int status;
  ASSERT_INT(waitpid(service->pid, &status, WUNTRACED), ==, service->pid);
  ASSERT(WIFSTOPPED(status));
}

void service_continue(const struct started_service *service) {
  ASSERT_INT(kill(service->pid, SIGCONT), ==, 0);
}

int service_reap(const struct started_service *service) {
  int status;
  ASSERT_INT(waitpid(service->pid, &status, 0), ==, service->pid);
  if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
  ASSERT_INT(service->seen->open_after, ==, service->seen->open_before);
  return WEXITSTATUS(status);
}

int service_wait(struct started_service *service) {
  int code = service_reap(service);
  close_consume(&service->orders);
  return code;
}

int service_end(struct started_service *service) {
  close_consume(&service->orders);
  return service_wait(service);
}

struct service_pair service_pair_start(const struct service_plan *old_plan,
                                       const struct service_plan *new_plan) {
  struct service_plan old = *old_plan, new = *new_plan;
  int ends[2];
  ASSERT_INT(channel_pair(CHANNEL_SEQPACKET, ends), ==, 0);
  old.channel = ends[0];
  new.channel = ends[1];
  struct service_pair pair;
  pair.old = service_start_ready(&old);
  pair.new = service_start_ready(&new);
  return pair;
}

void service_pair_plans(const char *arm, struct service_plan *ret_old,
                        struct service_plan *ret_new) {
  *ret_old = *ret_new = service_plan_in_test();
  ret_old->gives = ret_new->takes = arm_find(arm);
  ASSERT(ret_old->gives != NULL);
  ret_new->generation = 2;
}

void skip_when_pull_is_refused(void) {
  int status;
  pid_t donor = fork();
  ASSERT_INT(donor, >=, 0);
  if (donor == 0) {
    int pidfd = pidfd_open_process(getppid(), 0);
    int pulled = pidfd < 0 ? pidfd : pidfd_get_fd(pidfd, STDERR_FILENO);
    _exit(pulled < 0 ? -pulled : 0);
  }
  ASSERT_INT(waitpid(donor, &status, 0), ==, donor);
  if (WEXITSTATUS(status) != 0) test_skip(error_sentence("pidfd_getfd", -WEXITSTATUS(status)));
}

void use_own_network(void) {
  struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
  /* An ordinary user may where he has all rights: in a user namespace of his own. */
  if (unshare(CLONE_NEWNET) < 0 && unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0)
    test_skip(error_sentence("unshare(CLONE_NEWNET)", -errno));
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  ASSERT_INT(fd, >=, 0);
  if (ioctl(fd, SIOCSIFFLAGS, &request) < 0)
    test_skip(error_sentence("ioctl(SIOCSIFFLAGS)", -errno));
  close(fd);
}

static int connect_by(int type, uint16_t port) {
  const struct timeval patience = {.tv_sec = CLIENT_PATIENCE_S};
  const struct sockaddr_in place = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  ASSERT_INT(fd, >=, 0);
  ASSERT_INT(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), ==, 0);
  ASSERT_INT(setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience), ==, 0);
  if (connect(fd, (const struct sockaddr *)&place, sizeof place) == 0) return fd;
  int error = errno;
  close(fd);
  return -error;
}

int connect_to(uint16_t port) { return connect_by(SOCK_STREAM, port); }

int connect_datagrams_to(uint16_t port) { return connect_by(SOCK_DGRAM, port); }

int ask_generation_on(int fd) {
  char text[ANSWER_ROOM];
  size_t bytes;
  const char *words = http_request(false, &bytes);
  if (send(fd, words, bytes, MSG_NOSIGNAL) < 0) return -errno;
  for (size_t held = 0;;) {
    ssize_t got = recv(fd, text + held, sizeof text - held, 0);
    if (got <= 0) return got < 0 ? -errno : -ENODATA;
    held += (size_t)got;
    uint32_t generation;
    enum answer_state state = http_answer(text, held, &generation);
    if (state == ANSWER_WHOLE) return (int)generation;
    if (state == ANSWER_NOT_UNDERSTOOD) return -EPROTO;
  }
}

int ask_generation(uint16_t port) {
  int fd = connect_to(port);
  if (fd < 0) return fd;
  int generation = ask_generation_on(fd);
  close(fd);
  return generation;
}
