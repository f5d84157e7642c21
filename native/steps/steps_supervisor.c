/* SPDX-License-Identifier: Apache-2.0 */
/* Steps of a process that hands a system call to a supervisor, and of the supervisor (seccomp_unotify(2)). */
#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../core/seccomp_supervisor.h"
#include "step.h"

/* What a player supervises; its last notification is what the next steps are about. */
static struct supervisor supervised;

/* Calls that a player makes by a step and never otherwise. */
static int call_number(const char *name) {
  if (strcmp(name, "bind") == 0) return SYS_bind;
  return strcmp(name, "getsid") == 0 ? SYS_getsid : STEP_MISUSED;
}

static int play_supervised(struct player *player, int count, char **words, struct answer *ret) {
  (void)count, (void)ret;
  int call = call_number(words[1]), listener;
  if (call == STEP_MISUSED) return STEP_MISUSED;
  int code = supervised_from_now(call, &listener);
  if (code < 0) return code;
  return player_keep(player, words[2], listener) < 0 ? STEP_MISUSED : 0;
}

static int play_ask(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  long fd = syscall(SYS_getsid, 0);
  if (fd < 0) return -errno;
  answer_number(ret, "fd", fd);
  return player_keep(player, words[1], (int)fd) < 0 ? STEP_MISUSED : 0;
}

static int play_notified(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int listener = player_find(player, words[1]);
  if (listener == STEP_MISUSED) return STEP_MISUSED;
  int code = supervisor_open(&supervised, listener);
  if (code == 0) code = supervisor_receive(&supervised);
  if (code < 0) return code;
  answer_number(ret, "pid", supervised.notification.pid);
  answer_number(ret, "first", (int)supervised.notification.data.args[0]);
  return 0;
}

static int play_still_waits(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)count, (void)words, (void)ret;
  return supervisor_still_waits(&supervised);
}

static int play_let_return(struct player *player, int count, char **words, struct answer *ret) {
  (void)player, (void)count, (void)ret;
  long value;
  if (!word_number(words[1], &value)) return STEP_MISUSED;
  return supervisor_answer(&supervised, value);
}

static int play_give_to_caller(struct player *player, int count, char **words, struct answer *ret) {
  (void)count;
  int fd = player_find(player, words[1]);
  if (fd == STEP_MISUSED) return STEP_MISUSED;
  int number = supervisor_give(&supervised, fd);
  if (number >= 0) answer_number(ret, "number", number);
  return number < 0 ? number : 0;
}

const struct step supervisor_steps[] = {
    {"supervised", "bind|getsid NAME",
     "a seccomp filter: from now on this call waits for whoever has the new descriptor", 2, 2,
     play_supervised},
    {"ask", "NAME", "getsid(2), for a supervisor who answers with a descriptor", 1, 1, play_ask},
    {"notified", "NAME", "waits for a supervised call: who calls, with what first argument", 1, 1,
     play_notified},
    {"still-waits", "", "SECCOMP_IOCTL_NOTIF_ID_VALID: is the caller still in its call?", 0, 0,
     play_still_waits},
    {"let-return", "VALUE", "SECCOMP_IOCTL_NOTIF_SEND: the call returns this", 1, 1,
     play_let_return},
    {"give-to-caller", "NAME",
     "SECCOMP_IOCTL_NOTIF_ADDFD: the call returns a duplicate of this descriptor", 1, 1,
     play_give_to_caller},
    {NULL, NULL, NULL, 0, 0, NULL},
};
