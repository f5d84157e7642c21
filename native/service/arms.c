/* SPDX-License-Identifier: Apache-2.0 */
/* The list of arms: ways of a whole service to move from one process to the next. */
#include <stddef.h>
#include <string.h>

#include "arm.h"

static const struct arm no_handover = {
    .name = "no_handover",
    .description = "the control: the old process is told to do nothing",
    .kind = ARM_NOTHING,
};

static const struct arm scm_rights = {
    .name = "scm_rights",
    .description = "push: listeners go through a Unix socket",
    .kind = ARM_TRANSFER,
    .mechanism = &mechanism_scm_rights,
};

static const struct arm pidfd_getfd = {
    .name = "pidfd_getfd",
    .description = "pull: the old process names its listeners, the new one duplicates them",
    .kind = ARM_TRANSFER,
    .mechanism = &mechanism_pidfd_getfd,
};

static const struct arm inherit_exec = {
    .name = "inherit_exec",
    .description = "the old process executes the new one, which inherits the listeners",
    .kind = ARM_INHERIT,
};

static const struct arm reuseport = {
    .name = "reuseport",
    .description = "the new process binds beside the old one (SO_REUSEPORT), which then closes",
    .kind = ARM_OVERLAP,
};

static const struct arm reuseport_emptied = {
    .name = "reuseport_emptied",
    .description = "as reuseport; the old process first accepts what is queued",
    .kind = ARM_OVERLAP,
    .empties_queue = true,
};

static const struct arm close_then_bind = {
    .name = "close_then_bind",
    .description = "the naive restart: the old process closes, then the new one binds",
    .kind = ARM_RESTART,
};

const struct arm *const arms[] = {
    &no_handover, &scm_rights,        &pidfd_getfd,     &inherit_exec,
    &reuseport,   &reuseport_emptied, &close_then_bind, NULL,
};

const struct arm *arm_find(const char *name) {
  for (size_t i = 0; arms[i] != NULL; i++)
    if (strcmp(arms[i]->name, name) == 0) return arms[i];
  return NULL;
}
