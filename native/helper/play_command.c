/* SPDX-License-Identifier: Apache-2.0 */
/* A player: takes one step a line, and says what came of it. */
#include "play_command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../core/error_text.h"
#include "../steps/step.h"
#include "json_line.h"
#include "outcome.h"
#include "plan_flags.h"

/* A player that is stuck in a call ends by itself, also when nobody is left to end it. */
enum { LINE_ROOM = 2048, LIFE_S = 300 };

static void say(int result, const char *error, const struct answer *answer) {
  printf("{\"result\":%d,\"error\":\"%s\"%s}\n", result, error, answer->fields);
  fflush(stdout);
}

static void say_misused(const char *line) {
  printf("{\"result\":-1,\"error\":\"MISUSED\",\"line\":");
  json_string(stdout, line);
  printf("}\n");
  fflush(stdout);
}

static int split(char *text, char **ret_words) {
  int count = 0;
  char *rest = NULL;
  for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
    if (count == WORDS_MAX) return -1;
    ret_words[count++] = word;
  }
  return count;
}

static void take_step(struct player *player, const char *line) {
  static struct answer answer;
  char text[LINE_ROOM], *words[WORDS_MAX];
  memcpy(text, line, strlen(line) + 1);
  int count = split(text, words);
  const struct step *step = count > 0 ? step_find(words[0]) : NULL;
  if (step == NULL || count - 1 < step->least || count - 1 > step->most) {
    say_misused(line);
    return;
  }
  memset(&answer, 0, sizeof answer);
  int result = step->play(player, count, words, &answer);
  if (result == STEP_MISUSED)
    say_misused(line);
  else
    say(result < 0 ? -1 : result, result < 0 ? error_name(result) : "", &answer);
}

/* Unbuffered: a step may replace this process, and what it has read ahead would be gone. */
static ssize_t read_line(char *ret_line) {
  size_t bytes = 0;
  while (bytes < LINE_ROOM - 1) {
    ssize_t got = read(STDIN_FILENO, ret_line + bytes, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return -1;
    if (ret_line[bytes] == '\n') {
      ret_line[bytes] = '\0';
      return (ssize_t)bytes;
    }
    bytes++;
  }
  return -1;
}

static int is_open_main(const char *word) {
  uint64_t number;
  if (!number_parse(word, 0, 1 << 30, &number)) return EXIT_USAGE;
  return fcntl((int)number, F_GETFD) >= 0 ? 0 : 1;
}

/* After the step `exec`: the descriptors that were passed on, as NAME=N. */
static bool keep_passed(struct player *player, int count, char **words) {
  for (int i = 2; i < count; i++) {
    char *value = strchr(words[i], '=');
    uint64_t fd;
    if (value == NULL || !number_parse(value + 1, 3, 1 << 20, &fd)) return false;
    *value = '\0';
    fcntl((int)fd, F_SETFD, FD_CLOEXEC);
    if (player_keep(player, words[i], (int)fd) < 0) return false;
  }
  return true;
}

int play_main(int count, char **words) {
  static struct player player;
  static const struct answer nothing_more;
  uint64_t channel;
  if (count == 3 && strcmp(words[1], "--is-open") == 0) return is_open_main(words[2]);
  if (count == 2 && strcmp(words[1], "--exec-again") == 0) return exec_again();
  bool has_channel = count == 3 && strcmp(words[1], "--channel-fd") == 0 &&
                     number_parse(words[2], 3, 1 << 20, &channel);
  bool replaced = count >= 2 && strcmp(words[1], "--replaced") == 0;
  if ((count != 1 && !has_channel && !replaced) ||
      (replaced && !keep_passed(&player, count, words))) {
    fprintf(stderr, "usage: handover-helper play [--channel-fd N]\n");
    return EXIT_USAGE;
  }
  signal(SIGPIPE, SIG_IGN);
  /* Whoever starts a process in a container is outside of it, and ends when it has started it. */
  if (getppid() != 0) prctl(PR_SET_PDEATHSIG, SIGKILL);
  alarm(LIFE_S);
  if (has_channel) {
    fcntl((int)channel, F_SETFD, FD_CLOEXEC);
    player_keep(&player, "channel", (int)channel);
  }
  if (replaced) say(0, "", &nothing_more);
  char line[LINE_ROOM];
  while (read_line(line) >= 0) take_step(&player, line);
  player_end_started(&player);
  return EXIT_DONE;
}

void play_list(void) {
  bool is_first = true;
  for (size_t i = 0; step_families[i] != NULL; i++)
    for (const struct step *step = step_families[i]; step->word != NULL; step++) {
      printf("%s{\"name\":\"%s\",\"takes\":\"%s\",\"description\":\"%s\"}", is_first ? "" : ",",
             step->word, step->takes, step->does);
      is_first = false;
    }
}
