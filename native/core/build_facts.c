/* SPDX-License-Identifier: Apache-2.0 */
/* In C, since CC and CXX may be different compilers and it is the C core that is measured. */
#include "build_facts.h"

#ifndef HANDOVER_FLAGS
#define HANDOVER_FLAGS ""
#endif

const char *build_compiler(void) {
#if defined(__clang__)
  return "clang " __clang_version__;
#elif defined(__GNUC__)
  return "gcc " __VERSION__;
#else
  return "unknown compiler";
#endif
}

const char *build_flags(void) { return HANDOVER_FLAGS; }
