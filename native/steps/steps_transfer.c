/* SPDX-License-Identifier: Apache-2.0 */
/* Steps of the safe transfer. Both ends wait for each other: one of them is told to `later`. */
#include <string.h>

#include "../core/error_text.h"
#include "../core/pull_cause.h"
#include "../transfer/transfer.h"
#include "step.h"

enum { FDS_ROOM = 1024, DEADLINE_MS = 5000 };

static int play_hold(struct player *player, int count, char **words, struct answer *ret) {
  int fds[FDS_ROOM];
  (void)count, (void)ret;
  int fd_count = player_find_all(player, words[1], fds, FDS_ROOM);
  if (fd_count < 0) return STEP_MISUSED;
  release_held(&player->held);
  return hold_fds(fds, (size_t)fd_count, &player->held);
}

static int play_give(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false;
  int fds[FDS_ROOM], fd_count = 0;
  int channel = player_find(player, words[1]);
  bool is_held = strcmp(words[2], "held") == 0;
  struct transfer_report report = {0};
  struct give_plan plan = {.mechanisms = TRANSFER_PUSH | TRANSFER_PULL,
                           .deadline_ms = option_number(count, words, "ms", DEADLINE_MS, &misused)};
  if (!is_held) fd_count = player_find_all(player, words[2], fds, FDS_ROOM);
  if (channel == STEP_MISUSED || fd_count < 0 || misused) return STEP_MISUSED;
  int code = is_held ? give_held(channel, &player->held, &plan, &report)
                     : give_fds(channel, fds, (size_t)fd_count, &plan, &report);
  if (is_held) release_held(&player->held);
  answer_number(ret, "messages", (long long)report.messages);
  answer_text(ret, "refused", report.refused_code < 0 ? error_name(report.refused_code) : "");
  return code < 0 ? code : (int)report.count;
}

static int play_take(struct player *player, int count, char **words, struct answer *ret) {
  bool misused = false, is_pull = strcmp(words[2], "pull") == 0;
  int fds[FDS_ROOM];
  int channel = player_find(player, words[1]);
  long limit = option_number(count, words, "limit", 1, &misused);
  const char *prefix = option_text(count, words, "as");
  struct transfer_report report = {0};
  struct take_plan plan = {.mechanism = is_pull ? TRANSFER_PULL : TRANSFER_PUSH,
                           .fd_limit = (size_t)limit,
                           .deadline_ms = option_number(count, words, "ms", DEADLINE_MS, &misused)};
  if (channel == STEP_MISUSED || misused || limit < 1 || limit > FDS_ROOM ||
      (!is_pull && strcmp(words[2], "push") != 0))
    return STEP_MISUSED;
  int code = take_fds(channel, fds, &plan, &report);
  answer_number(ret, "fds", code < 0 ? 0 : (long long)report.count);
  answer_text(ret, "refused", report.refused_code < 0 ? error_name(report.refused_code) : "");
  answer_text(ret, "cause",
              report.cause == 0 ? "" : pull_cause_name((enum pull_cause)report.cause));
  if (code < 0) return code;
  return player_keep_all(player, prefix == NULL ? "got" : prefix, fds, report.count);
}

const struct step transfer_steps[] = {
    {"hold", "NAME[*N],…", "safe transfer: duplicates for the next give", 1, 1, play_hold},
    {"give", "CHANNEL NAME[*N],…|held [ms=N]", "safe transfer: until it is acknowledged", 2, 3,
     play_give},
    {"take", "CHANNEL push|pull [limit=N] [ms=N] [as=PREFIX]",
     "safe transfer: takes what is given, or nothing", 2, 5, play_take},
    {NULL, NULL, NULL, 0, 0, NULL},
};
