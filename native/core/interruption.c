/* SPDX-License-Identifier: Apache-2.0 */
/* Signals, deadline and lifeline: notes the reason, then keeps waking blocked calls. */
#include "interruption.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

enum { WAKE_INTERVAL_NS = 20 * 1000 * 1000 };

static volatile sig_atomic_t pending = INTERRUPTION_NONE;
static volatile sig_atomic_t peer_ignored = 0;
static int watched_lifeline = -1;
static timer_t wake_timer;

static void keep_waking(void) {
  struct itimerspec every = {.it_value.tv_nsec = WAKE_INTERVAL_NS,
                             .it_interval.tv_nsec = WAKE_INTERVAL_NS};
  timer_settime(wake_timer, 0, &every, NULL); /* async-signal-safe, signal-safety(7) */
}

static void note(enum interruption reason) {
  if (pending == INTERRUPTION_NONE) pending = (sig_atomic_t)reason;
  keep_waking();
}

/* SIGIO also comes for data and for our own changes; only a hang-up means that the peer is gone. */
static bool lifeline_hung_up(void) {
  struct pollfd lifeline = {.fd = watched_lifeline, .events = POLLIN};
  return poll(&lifeline, 1, 0) == 1 && (lifeline.revents & (POLLIN | POLLHUP)) != 0;
}

static void on_signal(int signal) {
  int saved = errno;
  if (signal == SIGINT) note(INTERRUPTION_SIGINT);
  if (signal == SIGTERM) note(INTERRUPTION_SIGTERM);
  if (signal == SIGALRM) note(INTERRUPTION_DEADLINE);
  if (signal == SIGIO && !peer_ignored && lifeline_hung_up()) note(INTERRUPTION_PEER_GONE);
  errno = saved;
}

int interruption_install(long deadline_ms) {
  struct sigaction action = {.sa_handler = on_signal};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < 4; i++) {
    static const int signals[] = {SIGINT, SIGTERM, SIGALRM, SIGIO};
    if (sigaction(signals[i], &action, NULL) < 0) return -errno;
  }
  struct sigevent by_alarm = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
  if (timer_create(CLOCK_MONOTONIC, &by_alarm, &wake_timer) < 0) return -errno;
  if (deadline_ms == 0) return 0;
  struct itimerspec deadline = {
      .it_value = {.tv_sec = deadline_ms / 1000, .tv_nsec = deadline_ms % 1000 * 1000000},
      .it_interval.tv_nsec = WAKE_INTERVAL_NS};
  return timer_settime(wake_timer, 0, &deadline, NULL) < 0 ? -errno : 0;
}

int interruption_watch_lifeline(int lifeline) {
  watched_lifeline = lifeline;
  if (fcntl(lifeline, F_SETOWN, getpid()) < 0) return -errno;
  int flags = fcntl(lifeline, F_GETFL);
  if (flags < 0 || fcntl(lifeline, F_SETFL, flags | O_ASYNC) < 0) return -errno;
  /* The peer may have gone before the signal was armed. */
  if (lifeline_hung_up()) note(INTERRUPTION_PEER_GONE);
  return 0;
}

void interruption_ignore_peer(void) { peer_ignored = 1; }

enum interruption interruption_pending(void) { return (enum interruption)pending; }

const char *interruption_name(enum interruption reason) {
  switch (reason) {
    case INTERRUPTION_NONE: return "";
    case INTERRUPTION_SIGINT: return "SIGINT";
    case INTERRUPTION_SIGTERM: return "SIGTERM";
    case INTERRUPTION_DEADLINE: return "deadline";
    case INTERRUPTION_PEER_GONE: return "peer gone";
  }
  return "";
}
