/* SPDX-License-Identifier: Apache-2.0 */
/* SO_PASSPIDFD and, before Linux 6.5, SO_PASSCRED. */
#include "transfer_sender.h"

#include <errno.h>
#include <stdbool.h>

#include "../core/error_text.h"
#include "../core/owned_fd.h"
#include "../core/pidfd.h"

#ifndef SO_PASSPIDFD
#define SO_PASSPIDFD 76
#endif

static bool is_on(int channel, int option) {
  int on = 0;
  socklen_t length = sizeof on;
  return getsockopt(channel, SOL_SOCKET, option, &on, &length) == 0 && on != 0;
}

static int switch_option(int channel, int option, int on) {
  return setsockopt(channel, SOL_SOCKET, option, &on, sizeof on) < 0 ? -errno : 0;
}

int sender_ask(int channel, struct sender_question *ret) {
  *ret = (struct sender_question){.channel = channel};
  if (is_on(channel, SO_PASSPIDFD)) return 0;
  int option = SO_PASSPIDFD;
  int code = switch_option(channel, option, 1);
  if (code == -ENOPROTOOPT) {
    if (is_on(channel, SO_PASSCRED)) return 0;
    option = SO_PASSCRED;
    code = switch_option(channel, option, 1);
  }
  if (code < 0) return failed_at("setsockopt(SO_PASSPIDFD)", code);
  ret->option = option;
  return 0;
}

void sender_ask_no_more(struct sender_question *question) {
  if (question->option != 0) switch_option(question->channel, question->option, 0);
  question->option = 0;
}

int sender_pidfd_take(struct message_sender *sender) {
  if (sender->pidfd >= 0) return fd_release(&sender->pidfd);
  if (sender->pidfd != -ENODATA) return failed_at("recvmsg(SCM_PIDFD)", sender->pidfd);
  if (sender->pid > 0) return pidfd_open_process(sender->pid, 0);
  return failed_at("safe transfer", -HANDOVER_SENDER_UNKNOWN);
}
