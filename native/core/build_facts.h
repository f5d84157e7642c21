/* SPDX-License-Identifier: Apache-2.0 */
/* How this code was compiled, for the record that stands beside every number. */
#ifndef HANDOVER_BUILD_FACTS_H
#define HANDOVER_BUILD_FACTS_H

/* "gcc 12.2.0", "clang 16.0.6 …": said by the compiler of the C core itself. */
const char *build_compiler(void);

/* The flags of the C core and the helper, as binding.gyp states them (in the addon -fPIC comes on top);
 * "" in a build of another kind. */
const char *build_flags(void);

#endif
