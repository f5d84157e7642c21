/* SPDX-License-Identifier: Apache-2.0 */
/* The single calls and their stopwatch. */
#include "single_calls.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "channel.h"
#include "clock.h"
#include "control_message.h"
#include "error_text.h"
#include "fd_facts.h"
#include "owned_fd.h"
#include "pidfd.h"

/* Keeps what a call opened for closing, or passes its code on. */
static int keep(struct single_calls *calls, size_t i, int fd_or_code) {
  if (fd_or_code < 0) return fd_or_code;
  calls->opened[i] = fd_or_code;
  return 0;
}

static int call_fcntl(struct single_calls *calls, size_t i) {
  (void)i;
  return fcntl(calls->fd, F_GETFD) < 0 ? failed_at("fcntl(F_GETFD)", -errno) : 0;
}

static int call_dup(struct single_calls *calls, size_t i) {
  int fd = fcntl(calls->fd, F_DUPFD_CLOEXEC, 0);
  return keep(calls, i, fd < 0 ? failed_at("fcntl(F_DUPFD_CLOEXEC)", -errno) : fd);
}

static int call_close(struct single_calls *calls, size_t i) {
  close_consume(&calls->opened[i]);
  return 0;
}

static int prepare_close(struct single_calls *calls, size_t group) {
  int code = 0;
  for (size_t i = 0; code == 0 && i < group; i++) code = call_dup(calls, i);
  return code;
}

static int call_getfd(struct single_calls *calls, size_t i) {
  if (calls->donor_pidfd < 0) return failed_at("pidfd_open", calls->donor_pidfd);
  return keep(calls, i, pidfd_get_fd(calls->donor_pidfd, calls->fd));
}

static int call_getfd_self(struct single_calls *calls, size_t i) {
  if (calls->self_pidfd < 0) return failed_at("pidfd_open", calls->self_pidfd);
  return keep(calls, i, pidfd_get_fd(calls->self_pidfd, calls->fd));
}

static int call_pidfd_open(struct single_calls *calls, size_t i) {
  return keep(calls, i, pidfd_open_process(calls->donor_pid, 0));
}

static int call_open_getfd_close(struct single_calls *calls, size_t i) {
  cleanup_close int pidfd = pidfd_open_process(calls->donor_pid, 0);
  return pidfd < 0 ? pidfd : keep(calls, i, pidfd_get_fd(pidfd, calls->fd));
}

static int call_message(struct single_calls *calls, size_t i) {
  (void)i;
  char byte = 0;
  int code = send_message(calls->channel[0], &byte, 1, NULL, 0);
  return code < 0 ? code : receive_exactly(calls->channel[1], &byte, 1, NULL, 0);
}

static int call_scm_rights(struct single_calls *calls, size_t i) {
  char byte = 0;
  int code = send_message(calls->channel[0], &byte, 1, &calls->fd, 1);
  return code < 0 ? code : receive_exactly(calls->channel[1], &byte, 1, &calls->opened[i], 1);
}

static int call_kcmp(struct single_calls *calls, size_t i) {
  (void)i;
  int same = fds_are_same_by_kcmp(getpid(), calls->fd, calls->donor_pid, calls->fd);
  return same < 0 ? same : 0;
}

static const struct single_call fcntl_call = {
    "fcntl_getfd", "fcntl(F_GETFD): about the cheapest call on a descriptor", NULL, call_fcntl};
static const struct single_call dup_call = {
    "dup", "fcntl(F_DUPFD_CLOEXEC): the floor of installing a descriptor", NULL, call_dup};
static const struct single_call close_call = {
    "close", "close of a duplicate: outside every transfer's interval", prepare_close, call_close};
static const struct single_call getfd_call = {
    "pidfd_getfd", "pull from another process, pidfd at hand", NULL, call_getfd};
static const struct single_call getfd_self_call = {
    "pidfd_getfd_self", "pull from this process: no ptrace check is made", NULL, call_getfd_self};
static const struct single_call pidfd_open_call = {"pidfd_open", "open a pidfd by number", NULL,
                                                   call_pidfd_open};
static const struct single_call open_getfd_close_call = {
    "pidfd_open_getfd_close", "pull with a pidfd of its own: open, pull, close the pidfd", NULL,
    call_open_getfd_close};
static const struct single_call message_call = {
    "message", "sendmsg and recvmsg of one byte in one process", NULL, call_message};
static const struct single_call scm_rights_call = {
    "scm_rights", "sendmsg and recvmsg of one byte with one descriptor, in one process", NULL,
    call_scm_rights};
static const struct single_call kcmp_call = {
    "kcmp", "compare with another process's descriptor: what the oracle asks", NULL, call_kcmp};

const struct single_call *const single_calls_list[] = {
    &dup_call,
    &fcntl_call,
    &close_call,
    &getfd_call,
    &getfd_self_call,
    &pidfd_open_call,
    &open_getfd_close_call,
    &message_call,
    &scm_rights_call,
    &kcmp_call,
    NULL,
};

/* Only async-signal-safe calls: the caller may be a process with threads (Node). */
static void wait_to_be_killed(pid_t starter) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != starter) _exit(0);
  for (;;) pause();
}

/* Where a filter refuses clone3 (container runtimes have), fork and pidfd_open do as well; where there
 * is no pidfd at all, the calls that need none go on. */
static pid_t fork_with_pidfd_or_code(int *ret_pidfd) {
  pid_t pid = fork_with_pidfd(ret_pidfd);
  if (pid != -ENOSYS && pid != -EPERM) return pid;
  pid = fork();
  if (pid > 0) *ret_pidfd = pidfd_open_process(pid, 0);
  return pid < 0 ? failed_at("fork", -errno) : pid;
}

/* Signals stay blocked in the new process: it has the caller's handlers, and Node's write into a pipe
 * that both share, so a Ctrl-C for the whole group would reach Node twice. */
static pid_t start_waiting_process(int *ret_pidfd) {
  sigset_t all, before;
  pid_t starter = getpid();
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t pid = fork_with_pidfd_or_code(ret_pidfd);
  if (pid == 0) wait_to_be_killed(starter);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return pid;
}

int single_calls_open(struct single_calls *ret) {
  memset(ret, -1, sizeof *ret);
  ret->fd = memfd_create("fd-handover-calls", MFD_CLOEXEC);
  if (ret->fd < 0) return failed_at("memfd_create", -errno);
  int code = channel_pair(CHANNEL_SEQPACKET, ret->channel);
  if (code == 0) {
    ret->donor_pid = start_waiting_process(&ret->donor_pidfd);
    if (ret->donor_pid < 0) code = ret->donor_pid;
  }
  if (code == 0) ret->self_pidfd = pidfd_open_process(getpid(), 0);
  if (code < 0) single_calls_close(ret);
  return code;
}

static const struct single_call *find(const char *name) {
  for (size_t i = 0; single_calls_list[i] != NULL; i++)
    if (strcmp(single_calls_list[i]->name, name) == 0) return single_calls_list[i];
  return NULL;
}

int single_calls_time(struct single_calls *calls, const char *name, size_t group,
                      uint64_t *ret_ns) {
  const struct single_call *found = find(name);
  if (found == NULL || group < SINGLE_CALL_GROUP_MIN || group > SINGLE_CALL_GROUP_MAX)
    return failed_at("single_calls_time", -EINVAL);
  int code = found->prepare != NULL ? found->prepare(calls, group) : 0;
  uint64_t start_ns = now_ns();
  for (size_t i = 0; code == 0 && i < group; i++) code = found->call(calls, i);
  *ret_ns = now_ns() - start_ns;
  close_all_consume(calls->opened, group);
  return code;
}

void single_calls_close(struct single_calls *calls) {
  if (calls->donor_pid > 0) {
    kill(calls->donor_pid, SIGKILL); /* our own, not yet reaped: its number is still its own */
    while (waitpid(calls->donor_pid, NULL, 0) < 0 && errno == EINTR) continue;
  }
  close_consume(&calls->donor_pidfd);
  close_consume(&calls->self_pidfd);
  close_all_consume(calls->channel, 2);
  close_consume(&calls->fd);
}
