/* SPDX-License-Identifier: Apache-2.0 */
/* handover-helper: the native program that plays a donor, a receiver, or both; another way; a service,
 * its clients, their network; a player of single steps; counts silent failures; or makes load. */
#include <stdio.h>
#include <string.h>

#include "../clients/clients.h"
#include "../core/build_facts.h"
#include "../core/fd_kinds.h"
#include "../core/single_calls.h"
#include "../load/load.h"
#include "../service/arm.h"
#include "../ways/inheritance.h"
#include "clients_command.h"
#include "exec_storm.h"
#include "json_line.h"
#include "launch.h"
#include "load_command.h"
#include "namespace_command.h"
#include "outcome.h"
#include "play_command.h"
#include "role.h"
#include "serve_command.h"
#include "silent_command.h"
#include "way_command.h"

static void print_entry(const char *name, const char *description, size_t index) {
  printf("%s{\"name\":", index > 0 ? "," : "");
  json_string(stdout, name);
  printf(",\"description\":");
  json_string(stdout, description);
  printf("}");
}

static int list_main(void) {
  printf("{\"protocol\":%d,\"mechanisms\":[", PROTOCOL_VERSION);
  for (size_t i = 0; mechanisms[i] != NULL; i++)
    print_entry(mechanisms[i]->name, mechanisms[i]->description, i);
  printf("],\"kinds\":[");
  for (size_t i = 0; fd_kinds[i] != NULL; i++)
    print_entry(fd_kinds[i]->name, fd_kinds[i]->description, i);
  printf("],\"single_calls\":[");
  for (size_t i = 0; single_calls_list[i] != NULL; i++)
    print_entry(single_calls_list[i]->name, single_calls_list[i]->description, i);
  printf("],\"ways\":[");
  for (size_t i = 0; ways[i] != NULL; i++) print_entry(ways[i]->name, ways[i]->description, i);
  printf("],\"loads\":[");
  for (size_t i = 0; loads[i] != NULL; i++) print_entry(loads[i]->name, loads[i]->description, i);
  printf("],\"arms\":[");
  for (size_t i = 0; arms[i] != NULL; i++) print_entry(arms[i]->name, arms[i]->description, i);
  printf("],\"clients\":[");
  for (size_t i = 0; client_kinds[i] != NULL; i++)
    print_entry(client_kinds[i]->name, client_kinds[i]->description, i);
  printf("],\"steps\":[");
  play_list();
  printf("],\"build\":{\"compiler\":");
  json_string(stdout, build_compiler());
  printf(",\"flags\":");
  json_string(stdout, build_flags());
  printf("}}\n");
  return fflush(stdout) != 0 ? EXIT_FAILED : EXIT_DONE;
}

int main(int count, char **words) {
  /* First: what it stamps is that it has begun. */
  if (count > 1 && strcmp(words[1], inheritor_word) == 0)
    return way_inheritor_main(count - 2, words + 2);
  if (count > 1 && strcmp(words[1], "way") == 0) return way_main(count - 1, words + 1);
  if (count > 1 && strcmp(words[1], "play") == 0) return play_main(count - 1, words + 1);
  if (count > 1 && strcmp(words[1], "serve") == 0) return serve_main(count - 1, words + 1);
  if (count > 1 && strcmp(words[1], "silent") == 0) return silent_main(count - 1, words + 1);
  if (count > 1 && strcmp(words[1], "namespace") == 0) return namespace_main(count - 1, words + 1);
  if (count > 1 && strcmp(words[1], "enter") == 0) return enter_main(count - 1, words + 1);
  if (count > 1 && strcmp(words[1], EXEC_STORM_WORD) == 0) return exec_storm_main(count, words);
  struct arguments arguments;
  /* It has no plan and no peer: its flags are its own. */
  if (count > 1 && strcmp(words[1], "load") == 0 && clients_are_meant(count - 1, words + 1))
    return clients_main(count - 1, words + 1);
  if (count > 1 && strcmp(words[1], "load") == 0) return load_main(count - 1, words + 1);
  if (!arguments_parse(count, words, &arguments)) {
    fputs(usage_text, stderr);
    return EXIT_USAGE;
  }
  switch (arguments.command) {
    case COMMAND_DONOR:
    case COMMAND_RECEIVER: return role_main(&arguments);
    case COMMAND_LAUNCH: return launch_main(&arguments);
    case COMMAND_LIST: return list_main();
    case COMMAND_HELP: fputs(usage_text, stdout); return EXIT_DONE;
  }
  return EXIT_USAGE;
}
