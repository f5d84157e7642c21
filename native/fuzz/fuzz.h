/* SPDX-License-Identifier: Apache-2.0 */
/* What libFuzzer calls (llvm.org/docs/LibFuzzer.html); open_fds.c defines the first, each fuzz_NAME.c the second. */
#ifndef HANDOVER_FUZZ_H
#define HANDOVER_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
