/* SPDX-License-Identifier: Apache-2.0 */
/* The families of steps, in the order in which they are listed. */
#include <string.h>

#include "step.h"

const struct step *const step_families[] = {
    descriptor_steps, message_steps, socket_steps,    unix_steps,     pidfd_steps,    process_steps,
    credential_steps, filter_steps,  namespace_steps, sharing_steps,  lifetime_steps, network_steps,
    supervisor_steps, naming_steps,  push_steps,      transfer_steps, NULL,
};

const struct step *step_find(const char *word) {
  for (size_t i = 0; step_families[i] != NULL; i++)
    for (const struct step *step = step_families[i]; step->word != NULL; step++)
      if (strcmp(step->word, word) == 0) return step;
  return NULL;
}
